import { stoppedBilled } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { inDays, instance, now } from '../fixtures';

const stopped = { status: 'Stopped', stoppedMode: 'Not-applicable' } as const;
const keepCharging = { status: 'Stopped', instanceChargeType: 'PostPaid', stoppedMode: 'KeepCharging' } as const;

testChecker(stoppedBilled, {
  healthy: { asset: instance, now },
  pass: {
    'exactly 7 days': { asset: { ...stopped, startTime: inDays(-7) } },
    'economical mode costs nothing': {
      asset: { ...keepCharging, stoppedMode: 'StopCharging', startTime: inDays(-90) },
    },
    'fewer days than a higher threshold': { asset: { ...stopped, startTime: inDays(-20) }, params: { days: 20 } },
  },
  fail: {
    'a subscription, one second more than 7 days': {
      asset: { ...stopped, startTime: inDays(-7, -1) },
      message: 'billed',
      severity: 'warning',
      text: {
        zh: '实例 i-1 已停机，仍按 PrePaid 计费，最近一次启动在 7 天前',
        en: 'Instance i-1 is stopped and still billed (PrePaid); it last started 7 days ago',
      },
      data: { value: 7, threshold: 7 },
    },
    'pay-as-you-go that keeps charging': {
      asset: { ...keepCharging, startTime: inDays(-8) },
      message: 'billed',
      severity: 'warning',
      data: { value: 8, chargeType: 'PostPaid' },
    },
    'pay-as-you-go that does not support economical mode': {
      asset: { ...keepCharging, stoppedMode: 'Not-applicable', startTime: inDays(-8) },
      message: 'unsupported',
      severity: 'warning',
      text: {
        zh: '实例 i-1 已停机，不支持节省停机模式，仍按 PostPaid 计费，最近一次启动在 8 天前',
        en: 'Instance i-1 is stopped and still billed (PostPaid), as it does not support economical mode; it last started 8 days ago',
      },
    },
    'a subscription, whatever its stop mode says': {
      asset: { ...stopped, stoppedMode: 'StopCharging', startTime: inDays(-8) },
      message: 'billed',
      severity: 'warning',
      data: { value: 8 },
    },
    'never started since its creation': {
      asset: { ...stopped, startTime: undefined, creationTime: inDays(-100) },
      message: 'billed',
      severity: 'warning',
      data: { value: 100 },
    },
  },
  skip: { running: { asset: { startTime: inDays(-90) } }, 'not stopped yet': { asset: { status: 'Stopping' } } },
  unknown: {
    'no charge type': { asset: { ...stopped, instanceChargeType: undefined, startTime: inDays(-8) } },
    'pay-as-you-go without a stop mode': {
      asset: { ...keepCharging, stoppedMode: undefined, startTime: inDays(-8) },
    },
    'neither start nor creation time': { asset: { ...stopped, startTime: undefined, creationTime: undefined } },
  },
  absentIsFact: ['startTime'],
});
