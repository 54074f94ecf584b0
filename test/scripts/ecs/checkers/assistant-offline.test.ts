import { assistantOffline, assistantStatuses } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { instance, now, where } from '../fixtures';

const assistant = (CloudAssistantStatus: string | undefined, LastHeartbeatTime = '2026-02-20T08:00:00Z') => ({
  related: {
    assistant: [assistantStatuses.toAsset({ InstanceId: 'i-1', CloudAssistantStatus, LastHeartbeatTime }, where)],
  },
});

testChecker(assistantOffline, {
  healthy: { asset: instance, ...assistant('true'), now },
  pass: { online: {} },
  fail: {
    'offline for days': {
      ...assistant('false'),
      message: 'offline',
      severity: 'info',
      text: {
        zh: '实例 i-1（web）的云助手没有心跳，最近一次为 2026-02-20T08:00Z',
        en: 'Cloud Assistant of instance i-1 (web) sends no heartbeat; the last one was at 2026-02-20T08:00Z',
      },
    },
    'never heard of': { ...assistant('false', ''), message: 'never', severity: 'info', data: { name: 'web' } },
  },
  skip: { 'the machine does not run': { asset: { status: 'Stopped' }, related: { assistant: [] } } },
  unknown: { 'no answer': { related: { assistant: [] } }, 'no state': assistant(undefined) },
  absentIsFact: ['related.assistant.lastHeartbeatTime'],
});
