import { autoRenewal, ecsLocked } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { inDays, instance, now } from '../fixtures';

const renewal = (RenewalStatus: string) => [autoRenewal.toAsset({ InstanceId: 'i-1', RenewalStatus }, instance)];
const ended = { lockReasons: ['financial' as const], instanceChargeType: 'PrePaid' as const, expiredTime: inDays(-1) };

testChecker(ecsLocked, {
  healthy: { asset: instance, now },
  pass: { 'no lock': {} },
  fail: {
    'overdue payment': {
      asset: { lockReasons: ['financial'] },
      message: 'locked',
      severity: 'critical',
      text: { zh: '实例 i-1 被锁定，原因：financial', en: 'Instance i-1 is locked: financial' },
    },
    'a spot instance, for another reason too': {
      asset: { spotStrategy: 'SpotAsPriceGo', lockReasons: ['recycling', 'security'] },
      message: 'locked',
      severity: 'critical',
      text: { en: 'Instance i-1 is locked: security' },
    },
    'recycling, and no spot instance': {
      asset: { lockReasons: ['recycling'] },
      message: 'locked',
      severity: 'critical',
      text: { en: 'Instance i-1 is locked: recycling' },
    },
    'ended, and renewed by hand': {
      asset: ended,
      related: { renewal: renewal('Normal') },
      message: 'locked',
      severity: 'critical',
      data: { reasons: ['financial'] },
    },
    'overdue before the end of what is not renewed': {
      asset: { ...ended, expiredTime: inDays(3) },
      related: { renewal: renewal('NotRenewal') },
      message: 'locked',
      severity: 'critical',
      data: { reasons: ['financial'] },
    },
    'not renewed, and locked for security': {
      asset: { ...ended, lockReasons: ['financial', 'security'] },
      related: { renewal: renewal('NotRenewal') },
      message: 'locked',
      severity: 'critical',
      data: { reasons: ['financial', 'security'] },
    },
    'pay-as-you-go, whatever a time says': {
      asset: { ...ended, instanceChargeType: 'PostPaid' },
      related: { renewal: renewal('NotRenewal') },
      message: 'locked',
      severity: 'critical',
      data: { reasons: ['financial'] },
    },
    'two reasons at once': {
      asset: { lockReasons: ['financial', 'security'] },
      message: 'locked',
      severity: 'critical',
      text: { en: 'Instance i-1 is locked: financial, security' },
    },
  },
  skip: {
    'ended, as somebody wanted it': { asset: ended, related: { renewal: renewal('NotRenewal') } },
    'given back for a refund': { asset: { lockReasons: ['refunded'] } },
    'a spot instance that is reclaimed': { asset: { spotStrategy: 'SpotAsPriceGo', lockReasons: ['recycling'] } },
  },
  // Whose end nobody knows to be wanted is told.
  absentIsFact: [
    ...(['spotStrategy', 'instanceChargeType', 'expiredTime'] as const),
    ...(['related.renewal', 'related.renewal.renewalStatus'] as const),
  ],
  unknown: { 'no lock information': { asset: { lockReasons: undefined } } },
});
