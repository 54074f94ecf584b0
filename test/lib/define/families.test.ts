import {
  defineCollector,
  defineDropChecker,
  defineExpiryChecker,
  defineLockChecker,
  defineMetric,
  defineMetricsChecker,
  instant,
  isSubscription,
  oneOf,
  pageNumber,
  renewalOf,
  rpc,
  text,
  type AnyChecker,
} from '../../../lib/define';
import { prepareChecker } from '../../../lib/inspection/check';
import { ecs } from '../../../scripts/ecs';
import { testChecker } from '../../harness/check-tester';
import { subscriptionCases } from '../../harness/subscriptions';
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
  fields: {
    chargeType: text('ChargeType'),
    startTime: instant('StartTime'),
    endTime: instant('EndTime'),
    renewal: oneOf('Renewal', ['AutoRenewal', 'ManualRenewal', 'NotRenewal']),
    lockMode: text('LockMode'),
  },
});
const widget = widgets.toAsset(
  { Id: 'w-1', ChargeType: 'PrePaid', EndTime: '2027-01-01T00:00Z', Renewal: 'ManualRenewal', LockMode: 'Unlock' },
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

const RENEWALS = { auto: 'AutoRenewal', hand: 'ManualRenewal', none: 'NotRenewal', untold: undefined } as const;
const subscription = subscriptionCases({ zh: '部件 w-1', en: 'Widget w-1' }, (endTime, how, startTime) => ({
  asset: { endTime, startTime, renewal: RENEWALS[how] },
}));

testChecker(
  defineExpiryChecker({
    ...facts,
    id: 'widgets-expiring',
    chargeType: ({ chargeType }) => chargeType,
    expiresAt: ({ endTime }) => endTime,
    startedAt: ({ startTime }) => startTime,
    renewal: ({ renewal }) => renewalOf(renewal),
    subject: { zh: '部件 {{id}}', en: 'Widget {{id}}' },
  }),
  {
    healthy: { asset: widget, now },
    ...subscription,
    skip: { ...subscription.skip, 'pay-as-you-go': { asset: { chargeType: 'PostPaid' } } },
    absentIsFact: ['startTime', 'renewal'],
    unknown: {
      ...subscription.unknown,
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
