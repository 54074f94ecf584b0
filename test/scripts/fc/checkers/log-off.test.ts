import { functions, logOff } from '../../../../scripts/fc';
import { testChecker } from '../../../harness/check-tester';
import { where } from '../../ecs/fixtures';
import { calculator, now } from '../fixtures';

testChecker(logOff, {
  healthy: { asset: calculator, now },
  pass: { 'a project': {} },
  fail: {
    'no project': {
      asset: { project: '' },
      message: 'off',
      severity: 'info',
      text: { zh: '函数 resize 没有配置日志', en: 'Function resize writes no log' },
    },
  },
  unknown: { 'nobody tells': { asset: { project: undefined } } },
});

test.each([
  [{ project: '', logstore: '' }, ''],
  [undefined, undefined],
])('what the answer says of it: %j', (logConfig, project) => {
  expect(functions.toAsset({ functionId: 'f-1', logConfig }, where).project).toBe(project);
});
