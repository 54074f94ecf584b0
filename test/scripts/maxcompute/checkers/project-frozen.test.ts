import { projectFrozen, projects } from '../../../../scripts/maxcompute';
import { testChecker } from '../../../harness/check-tester';
import { now, where } from '../../ecs/fixtures';

const project = projects.toAsset(
  { name: 'reports', status: 'AVAILABLE', type: 'managed', defaultQuota: 'q', owner: 'a', createdTime: 1704380838000 },
  where,
);

testChecker(projectFrozen, {
  healthy: { asset: project, now },
  pass: { available: {} },
  fail: {
    frozen: {
      asset: { status: 'FROZEN' },
      message: 'frozen',
      severity: 'error',
      text: { zh: 'MaxCompute 项目 reports 被冻结', en: 'MaxCompute project reports is frozen' },
    },
    'read only': {
      asset: { status: 'READONLY' },
      message: 'readonly',
      severity: 'warning',
      text: { zh: 'MaxCompute 项目 reports 只读', en: 'MaxCompute project reports can be read only' },
    },
  },
  skip: { 'being deleted': { asset: { status: 'DELETING' } } },
  unknown: { 'no state': { asset: { status: undefined } } },
});
