import { agentMissing, agentStatuses } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { instance, now, where } from '../fixtures';

const agent = (status: string | undefined) => ({
  related: { agent: [agentStatuses.toAsset({ InstanceId: 'i-1', Status: status }, where)] },
});

testChecker(agentMissing, {
  healthy: { asset: instance, ...agent('running'), now },
  pass: { running: {} },
  fail: {
    'not installed': {
      ...agent('not_installed'),
      message: 'missing',
      severity: 'warning',
      text: {
        zh: '实例 i-1（web）的云监控插件状态为 not_installed',
        en: 'The CloudMonitor agent of instance i-1 (web) is not_installed',
      },
    },
    stopped: { ...agent('stopped'), message: 'missing', severity: 'warning', data: { status: 'stopped' } },
  },
  skip: {
    'the machine does not run': { asset: { status: 'Stopped' }, related: { agent: [] } },
    'being installed': agent('installing'),
  },
  unknown: { 'no answer': { related: { agent: [] } }, 'no state': agent(undefined) },
});
