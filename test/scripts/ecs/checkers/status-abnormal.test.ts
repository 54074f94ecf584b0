import { autoRenewal, statusAbnormal } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { inDays, instance, now } from '../fixtures';

const renewal = (RenewalStatus: string) => [autoRenewal.toAsset({ InstanceId: 'i-1', RenewalStatus }, instance)];
const ended = { status: 'Stopped' as const, instanceChargeType: 'PrePaid' as const, expiredTime: inDays(-1) };

testChecker(statusAbnormal, {
  healthy: { asset: instance, now },
  pass: {
    running: {},
    'running again': { previous: { status: 'Stopped' }, open: true },
    'stopping, when only stopped counts': {
      asset: { status: 'Stopping' },
      previous: { status: 'Running' },
      params: { abnormal: ['Stopped'] },
    },
  },
  fail: {
    'stopped since the last run': {
      asset: { status: 'Stopped' },
      previous: { status: 'Running' },
      message: 'changed',
      severity: 'error',
      text: { zh: '实例 i-1 的状态变为 Stopped', en: 'The status of instance i-1 changed to Stopped' },
    },
    'ended, and renewed by hand': {
      asset: ended,
      related: { renewal: renewal('Normal') },
      previous: { status: 'Running' },
      message: 'changed',
      severity: 'error',
      data: { status: 'Stopped' },
    },
    'stopping after it was starting': {
      asset: { status: 'Stopping' },
      previous: { status: 'Starting' },
      message: 'changed',
      severity: 'error',
      data: { status: 'Stopping' },
    },
    'still stopped, and reported': {
      asset: { status: 'Stopped' },
      previous: { status: 'Stopped' },
      open: true,
      message: 'changed',
      severity: 'error',
      data: { status: 'Stopped' },
    },
    'pending, when that counts': {
      asset: { status: 'Pending' },
      previous: { status: 'Running' },
      params: { abnormal: ['Pending'] },
      message: 'changed',
      severity: 'error',
      data: { status: 'Pending' },
    },
  },
  // A machine that nothing is told of was stopped by somebody.
  absentIsFact: [
    ...(['spotStrategy', 'stoppedMode', 'tags', 'instanceChargeType', 'expiredTime'] as const),
    ...(['related.renewal', 'related.renewal.renewalStatus'] as const),
  ],
  skip: {
    'ended, as somebody wanted it': {
      asset: ended,
      related: { renewal: renewal('NotRenewal') },
      previous: { status: 'Running' },
    },
    'stopped to save its cost': {
      asset: { status: 'Stopped', stoppedMode: 'StopCharging' },
      previous: { status: 'Running' },
    },
    'a spot instance that was stopped': {
      asset: { status: 'Stopped', spotStrategy: 'SpotAsPriceGo' },
      previous: { status: 'Running' },
    },
    'stopped by its scaling group': {
      asset: { status: 'Stopped', tags: { 'acs:autoscaling:scalingGroupId': 'asg-1' } },
      previous: { status: 'Running' },
    },
    'stopped at first sight': { asset: { status: 'Stopped' } },
    'stopped before, never reported': { asset: { status: 'Stopped' }, previous: { status: 'Stopped' } },
    'before, in a state that nobody knows': { asset: { status: 'Stopped' }, previous: { status: 'Melting' as never } },
    'nothing remembered of its status': { asset: { status: 'Stopped' }, previous: { name: 'web' } },
  },
});
