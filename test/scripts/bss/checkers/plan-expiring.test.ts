import { planExpiring, savingsPlans } from '../../../../scripts/bss';
import { testChecker } from '../../../harness/check-tester';
import { where } from '../commitments';
import { inDays, now } from '../fixtures';

const plan = savingsPlans.toAsset(
  { InstanceId: 'spn-1', Status: 'NORMAL', EndTimestamp: Date.parse('2027-03-01T00:00:00Z') },
  where,
);

testChecker(planExpiring, {
  healthy: { asset: plan, now },
  pass: { 'more than 30 days': { asset: { endTimestamp: inDays(30, 1) } } },
  fail: {
    '30 days': {
      asset: { endTimestamp: inDays(30) },
      message: 'soon',
      severity: 'warning',
      text: {
        zh: '节省计划 spn-1 将在 30 天后到期（2026-03-31T00:00Z）',
        en: 'Savings plan spn-1 ends in 30 days (2026-03-31T00:00Z)',
      },
    },
    'asked for earlier': {
      asset: { endTimestamp: inDays(50) },
      params: { days: 60 },
      message: 'soon',
      severity: 'warning',
      data: { value: 50 },
    },
    'a day': { asset: { endTimestamp: inDays(1) }, message: 'soon', severity: 'warning', data: { value: 1 } },
    'stopped for a debt': {
      asset: { status: 'LIMIT' },
      message: 'stopped',
      severity: 'warning',
      text: { zh: '节省计划 spn-1 因欠费已停用', en: 'Savings plan spn-1 is stopped for overdue payment' },
    },
    'stopped, whenever it ends': {
      asset: { status: 'LIMIT', endTimestamp: undefined },
      message: 'stopped',
      severity: 'warning',
      data: { id: 'spn-1' },
    },
    ended: {
      asset: { endTimestamp: inDays(-1), status: 'LIMIT' },
      message: 'expired',
      severity: 'warning',
      text: {
        zh: '节省计划 spn-1 已于 2026-02-28T00:00Z 到期',
        en: 'Savings plan spn-1 ended at 2026-02-28T00:00Z',
      },
    },
  },
  skip: { released: { asset: { status: 'RELEASE', endTimestamp: inDays(-1) } } },
  unknown: { 'no end': { asset: { endTimestamp: undefined } } },
});
