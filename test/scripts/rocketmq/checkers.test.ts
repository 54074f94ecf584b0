import {
  deadLetter,
  delayHigh,
  rocketmqExpiring,
  instances,
  renewals,
  lagHigh,
  rocketmqThrottled,
  statusAbnormal,
  tpsHigh,
} from '../../../scripts/rocketmq';
import { testChecker } from '../../harness/check-tester';
import { subscriptionCases } from '../../harness/subscriptions';
import { levelCases } from '../../harness/tables';
import { billed } from '../bss/fixtures';
import { now, where } from '../ecs/fixtures';

/** A running subscription instance. Its times have no zone. */
const instance = instances.toAsset(
  {
    instanceId: 'rmq-1',
    instanceName: 'trade',
    status: 'RUNNING',
    seriesCode: 'standard',
    subSeriesCode: 'cluster_ha',
    paymentType: 'Subscription',
    expireTime: '2027-03-01 08:00:00',
    createTime: '2025-03-01 08:00:00',
    groupCount: 2,
    topicCount: 8,
    productInfo: { storageSecretKey: 'not-for-anybody' },
    tags: [{ key: 'env', value: 'prod' }],
  },
  where,
);

it('reads times in UTC+8 and drops secrets', () => {
  expect(instance.expireTime).toEqual(new Date('2027-03-01T00:00:00Z'));
  expect(JSON.stringify(instance)).not.toContain('not-for-anybody');
});

const stopped = { asset: { status: 'STOPPED' } } as const;

const tps = levelCases(
  {
    warning: 80,
    critical: 100,
    step: 0.5,
    message: 'high',
    text: {
      zh: 'RocketMQ 实例 rmq-1（trade）的 TPS 使用率为 80.5 %，高于 80 %',
      en: 'RocketMQ instance rmq-1 (trade) uses 80.5 % of its TPS, above 80 %',
    },
  },
  (value) => ({ metrics: { value } }),
);
testChecker(tpsHigh, {
  healthy: { asset: instance, metrics: { value: 10 }, now },
  pass: { ...tps.pass, 'while it is changed': { asset: { status: 'CHANGING' } } },
  fail: tps.fail,
  skip: { stopped },
  unknown: tps.unknown,
});

testChecker(rocketmqThrottled, {
  healthy: { asset: instance, metrics: { throttledSends: 0, throttledReceives: 0 }, now },
  pass: {
    none: {},
    'one in 15 minutes': { metrics: { throttledSends: 1 } },
    'exactly one a minute': { metrics: { throttledSends: 15 } },
    'fewer than wanted': { metrics: { throttledSends: 30 }, params: { threshold: 30 } },
  },
  fail: {
    both: {
      metrics: { throttledSends: 30, throttledReceives: 80 },
      message: 'above',
      severity: 'warning',
      text: {
        zh: 'RocketMQ 实例 rmq-1（trade）在 15 分钟内限流请求：ThrottledReceiveRequestsPerInstance: 80, ThrottledSendRequestsPerInstance: 30（高于 15）',
        en: 'RocketMQ instance rmq-1 (trade) throttled requests within 15 minutes: ThrottledReceiveRequestsPerInstance: 80, ThrottledSendRequestsPerInstance: 30 (above 15)',
      },
    },
    'one, the other not known': {
      metrics: { throttledSends: 16, throttledReceives: undefined },
      message: 'above',
      severity: 'warning',
      data: { value: 16 },
    },
  },
  skip: { stopped },
  unknown: { 'only one is known': { metrics: { throttledSends: undefined } } },
});

/** The checkers of consumer groups: their levels, and what they say of group a with `value`. */
const GROUPS = [
  {
    checker: lagHigh,
    warning: 10_000,
    critical: 100_000,
    text: (value: number, threshold: number) => ({
      zh: `RocketMQ 实例 rmq-1（trade）的消费者分组 a 堆积 ${value} 条消息，高于 ${threshold}；超过警告线的分组：a: ${value}`,
      en: `Group a of RocketMQ instance rmq-1 (trade) has ${value} messages to consume, above ${threshold}; groups above the warning level: a: ${value}`,
    }),
  },
  {
    checker: delayHigh,
    warning: 300_000,
    critical: 1_800_000,
    text: (value: number, threshold: number) => ({
      zh: `RocketMQ 实例 rmq-1（trade）的消费者分组 a 延迟 ${value} 毫秒，高于 ${threshold} 毫秒；超过警告线的分组：a: ${value}`,
      en: `Group a of RocketMQ instance rmq-1 (trade) is ${value} ms late, above ${threshold} ms; groups above the warning level: a: ${value}`,
    }),
  },
  {
    checker: deadLetter,
    warning: 0,
    critical: 100,
    text: (value: number, threshold: number) => ({
      zh: `RocketMQ 实例 rmq-1（trade）的消费者分组 a 在 15 分钟内产生 ${value} 条死信，高于 ${threshold}；涉及的分组：a: ${value}`,
      en: `Group a of RocketMQ instance rmq-1 (trade) made ${value} dead letters within 15 minutes, above ${threshold}; groups concerned: a: ${value}`,
    }),
  },
];
const at = new Date('2026-02-28T23:59:00Z');
const groups = (a: number, b: number) => ({
  metrics: {
    value: {
      value: Math.max(a, b),
      at,
      parts: [
        { part: 'a', value: a },
        { part: 'b', value: b },
      ].sort((one, other) => other.value - one.value),
    },
  },
});
/** What is later than messages are kept is a group that nobody uses any more. */
const late = (a: number, b: number, severity: 'warning' | 'critical') => ({
  ...groups(a, b),
  message: 'high' as const,
  severity,
  data: { value: a, threshold: 1_800_000 },
});
const UNUSED = {
  'a group that nobody uses any more': late(999_999_999, 0, 'warning'),
  'as late as messages are kept': late(604_800_000, 0, 'critical'),
  'one that nobody uses, and one that is critical': late(999_999_999, 1_800_001, 'critical'),
};
for (const { checker, warning, critical, text } of GROUPS) {
  testChecker(checker, {
    healthy: { asset: instance, ...groups(0, 0), now },
    pass: {
      'exactly the warning level': groups(warning, warning),
      'a higher level': { ...groups(warning + 1, 0), params: { warning: warning + 1 } },
    },
    fail: {
      'one group just above the warning level': {
        ...groups(warning + 1, 0),
        message: 'high',
        severity: 'warning',
        text: text(warning + 1, warning),
      },
      'exactly the critical level': {
        ...groups(critical, 0),
        message: 'high',
        severity: 'warning',
        data: { threshold: warning },
      },
      'two groups, one just above the critical level': {
        ...groups(warning + 2, critical + 1),
        message: 'high',
        severity: 'critical',
        data: { part: 'b', parts: [`b: ${critical + 1}`, `a: ${warning + 2}`], threshold: critical },
      },
      'a lower critical level': {
        ...groups(critical, 0),
        params: { critical: critical - 1 },
        message: 'high',
        severity: 'critical',
        data: { threshold: critical - 1 },
      },
      ...(checker === delayHigh && UNUSED),
    },
    skip: { stopped, 'no consumer groups': { asset: { groupCount: 0 }, metrics: { value: undefined } } },
    unknown: { 'no data': { metrics: { value: undefined } } },
    absentIsFact: ['groupCount'],
  });
}

const expiry = subscriptionCases(
  { zh: 'RocketMQ 实例 rmq-1（trade）', en: 'RocketMQ instance rmq-1 (trade)' },
  (expireTime, how, createTime = instance.createTime) => ({
    asset: { expireTime, createTime },
    ...billed(renewals, 'rmq-1', how),
  }),
  ['none', 'untold'],
);
testChecker(rocketmqExpiring, {
  healthy: { asset: instance, now, ...billed(renewals, 'rmq-1', 'by hand') },
  ...expiry,
  skip: {
    ...expiry.skip,
    'pay-as-you-go': { asset: { paymentType: 'PayAsYouGo' } },
    released: { asset: { status: 'RELEASED', expireTime: new Date('2026-01-01T00:00Z') } },
  },
  unknown: { ...expiry.unknown, 'no charge type': { asset: { paymentType: undefined } } },
  // Without it a first period is not told from any other.
  absentIsFact: ['createTime'],
});

testChecker(statusAbnormal, {
  healthy: { asset: instance, now },
  pass: { running: {} },
  fail: {
    stopped: {
      ...stopped,
      message: 'down',
      severity: 'critical',
      text: {
        zh: 'RocketMQ 实例 rmq-1（trade）的状态为 STOPPED',
        en: 'The status of RocketMQ instance rmq-1 (trade) is STOPPED',
      },
    },
  },
  skip: {
    changing: { asset: { status: 'CHANGING' } },
    'being created': { asset: { status: 'CREATING' } },
    released: { asset: { status: 'RELEASED' } },
  },
});
