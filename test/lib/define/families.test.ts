import {
  defineCollector,
  defineDropChecker,
  defineExpiryChecker,
  defineLockChecker,
  defineMetric,
  defineMetricsChecker,
  instant,
  isSubscription,
  must,
  pageNumber,
  rpc,
  text,
  type AnyChecker,
} from '../../../lib/define';
import { prepareChecker } from '../../../lib/inspection/check';
import { ecs } from '../../../scripts/ecs';
import { testChecker } from '../../harness/check-tester';
import { now, where } from '../../scripts/ecs/fixtures';

const widgets = defineCollector({
  id: 'widgets-all',
  product: ecs,
  title: { zh: '部件', en: 'Widgets' },
  scope: 'region',
  call: rpc('DescribeWidgets'),
  paging: pageNumber({ max: 100 }),
  items: 'Widgets',
  assetId: 'Id',
  fields: { chargeType: text('ChargeType'), endTime: must(instant('EndTime')), lockMode: text('LockMode') },
});
const widget = widgets.toAsset(
  { Id: 'w-1', ChargeType: 'PrePaid', EndTime: '2027-01-01T00:00Z', LockMode: 'Unlock' },
  where,
);
const facts = {
  asset: widgets,
  title: { zh: '部件', en: 'Widget' },
  why: { zh: '停止工作。', en: 'It stops.' },
  remedy: { zh: '续费。', en: 'Renew it.' },
  docs: 'https://example.com/widgets',
};

describe('a charge type', () => {
  it.each(['PrePaid', 'Prepaid', 'prepaid', 'Prepay', 'PrePay', 'Subscription', '0', 0, '4', 4])(
    '%p is a subscription',
    (word) => expect(isSubscription(word)).toBe(true),
  );

  it.each([
    ...['PostPaid', 'Postpaid', 'postpaid', 'POSTPAY', 'PayOnDemand', 'PayAsYouGo', 'SERVERLESS', 'Package'],
    ...['1', 1, 3],
  ])('%p is none', (word) => expect(isSubscription(word)).toBe(false));

  it.each(['Preemptible', 'SubscriptionPlus', 'Savings', '', '2', 'constructor'])('%p is not known', (word) =>
    expect(isSubscription(word)).toBeUndefined(),
  );
});

testChecker(
  defineExpiryChecker({
    ...facts,
    id: 'widgets-expiring',
    chargeType: ({ chargeType }) => chargeType,
    expiresAt: ({ endTime }) => endTime,
    messages: {
      soon: { zh: '{{id}} 即将到期', en: '{{id}} ends soon' },
      expired: { zh: '{{id}} 已到期', en: '{{id}} has ended' },
    },
  }),
  {
    healthy: { asset: widget, now },
    pass: { far: {}, 'within a shorter warning': { asset: { endTime: at(20) }, params: { days: 10 } } },
    fail: {
      soon: { asset: { endTime: at(20) }, message: 'soon', severity: 'warning', data: { value: 20 } },
      'very soon': {
        asset: { endTime: at(9) },
        params: { criticalDays: 9 },
        message: 'soon',
        severity: 'critical',
        data: { value: 9 },
      },
      over: { asset: { endTime: at(-1) }, message: 'expired', severity: 'critical', data: { value: -1 } },
    },
    skip: { 'pay-as-you-go': { asset: { chargeType: 'PostPaid' } } },
    unknown: {
      'no charge type': { asset: { chargeType: undefined } },
      'one that begins like a subscription': { asset: { chargeType: 'Preemptible' } },
      'one that nobody has heard of': { asset: { chargeType: 'Savings' } },
    },
  },
);

testChecker(
  defineLockChecker({
    ...facts,
    id: 'widgets-locked',
    lockMode: ({ lockMode }) => lockMode,
    message: { zh: '{{id}} 被锁定：{{mode}}', en: '{{id}} is locked: {{mode}}' },
  }),
  {
    healthy: { asset: widget, now },
    pass: { 'not locked': {} },
    fail: {
      full: {
        asset: { lockMode: 'LockByDiskQuota' },
        message: 'locked',
        severity: 'critical',
        data: { mode: 'LockByDiskQuota' },
      },
      expired: {
        asset: { lockMode: 'LockByExpiration' },
        message: 'locked',
        severity: 'critical',
        data: { mode: 'LockByExpiration' },
      },
    },
    unknown: {
      'no lock mode': { asset: { lockMode: undefined } },
      'one that nobody has heard of': { asset: { lockMode: 'LockByMoon' } },
    },
  },
);

function at(days: number): Date {
  return new Date(now.getTime() + days * 86_400_000);
}

describe('something that has none of the metrics of a checker', () => {
  const metric = defineMetric({
    id: 'widgets-load',
    title: { zh: '负载', en: 'Load' },
    of: widgets,
    namespace: 'acs_widgets',
    metric: 'Load',
    statistic: 'Average',
    period: 900,
    dimension: 'instanceId',
    unit: '%',
    when: ({ chargeType }) => chargeType === 'PostPaid',
  });
  const messages = { above: { zh: '{{id}}：{{metrics}}', en: '{{id}}: {{metrics}}' } };
  const metrics = { load: metric };
  const FACTS = { related: new Map(), metrics: new Map() };

  it.each([
    [
      'levels',
      defineMetricsChecker({ ...facts, id: 'widgets-load-high', metrics, warning: 80, critical: 90, messages }),
    ],
    ['drops', defineDropChecker({ ...facts, id: 'widgets-drop', metrics, messages })],
  ])('is not judged, and is not well: %s', (_, checker) => {
    expect(prepareChecker(checker as AnyChecker, now)({ asset: widget, facts: FACTS }, false).verdict).toBe('skip');
  });
});
