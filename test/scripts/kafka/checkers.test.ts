import {
  diskHigh,
  kafkaExpiring,
  instances,
  renewals,
  lagHigh,
  risks,
  kafkaRisk,
  statusAbnormal,
  trafficHigh,
} from '../../../scripts/kafka';
import { testChecker } from '../../harness/check-tester';
import { subscriptionCases } from '../../harness/subscriptions';
import { levelCases } from '../../harness/tables';
import { billed } from '../bss/fixtures';
import { inDays, now, where } from '../ecs/fixtures';

/** A running subscription instance of the second series. */
const instance = instances.toAsset(
  {
    InstanceId: 'alikafka-1',
    Name: 'events',
    ViewInstanceStatusCode: 2,
    Series: 'v2',
    SpecType: 'normal',
    IoMaxSpec: 'alikafka.hw.2xlarge',
    PaidType: 0,
    ExpiredTime: 1_803_859_200_000,
    CreateTime: 1_740_787_200_000,
    UsedGroupCount: 3,
    VpcId: 'vpc-1',
    Tags: { TagVO: [] },
  },
  where,
);

const serverless = { series: 'v3', paidType: '3' } as const;
const gone = { asset: { viewInstanceStatusCode: '6' } } as const;

const disk = levelCases(
  {
    warning: 70,
    critical: 80,
    step: 1,
    message: 'high',
    text: {
      zh: 'Kafka 实例 alikafka-1（events）的磁盘使用率为 71 %，高于 70 %',
      en: 'The disk of Kafka instance alikafka-1 (events) is 71 % full, above 70 %',
    },
  },
  (value) => ({ metrics: { value } }),
);
const full = {
  metrics: { value: 95 },
  message: 'high',
  severity: 'critical',
  data: { value: 95, threshold: 80 },
} as const;
testChecker(diskHigh, {
  healthy: { asset: instance, metrics: { value: 10 }, now },
  pass: { ...disk.pass, 'older than the series': { asset: { series: undefined } } },
  fail: {
    ...disk.fail,
    'while it is scaled': { ...full, asset: { viewInstanceStatusCode: '30' } },
    'after an upgrade that failed': { ...full, asset: { viewInstanceStatusCode: '102' } },
    'after a migration that failed': { ...full, asset: { viewInstanceStatusCode: '103' } },
  },
  skip: {
    'a serverless one': { asset: serverless },
    stopped: { asset: { viewInstanceStatusCode: '3' } },
    'never deployed': { asset: { viewInstanceStatusCode: '101' }, metrics: { value: undefined } },
  },
  unknown: {
    ...disk.unknown,
    'no data while it is upgraded': { asset: { viewInstanceStatusCode: '7' }, metrics: { value: undefined } },
  },
  absentIsFact: ['series'],
});

const none = { inputRatioV2: undefined, outputRatioV2: undefined, partitionRatioV2: undefined };
const traffic = levelCases(
  {
    warning: 80,
    critical: 99,
    step: 0.5,
    message: 'above',
    text: {
      zh: 'Kafka 实例 alikafka-1（events）接近规格上限：InstanceMessageOutputRatioV2: 80.5，高于 80 %',
      en: 'Kafka instance alikafka-1 (events) is near its limits: InstanceMessageOutputRatioV2: 80.5, above 80 %',
    },
  },
  (value) => ({ metrics: { outputRatioV2: value } }),
);
testChecker(trafficHigh, {
  healthy: { asset: instance, metrics: { inputRatioV2: 10, outputRatioV2: 20, partitionRatioV2: 30 }, now },
  pass: {
    ...traffic.pass,
    'a serverless one': { asset: serverless, metrics: { ...none, inputRatioV3: 0, outputRatioV3: 50 } },
  },
  fail: {
    ...traffic.fail,
    'partitions, whatever the traffic': {
      metrics: { ...none, partitionRatioV2: 95 },
      message: 'above',
      severity: 'warning',
      data: { metrics: ['PartitionInstanceRatioV2: 95'] },
    },
    'a serverless one past its ceiling': {
      asset: serverless,
      metrics: { ...none, inputRatioV3: 120, outputRatioV3: 90 },
      message: 'above',
      severity: 'critical',
      data: { value: 120, metrics: ['InstanceMessageInputRatioV3: 120', 'InstanceMessageOutputRatioV3: 90'] },
    },
  },
  skip: { confluent: { asset: { series: 'confluent' } }, expired: { asset: { viewInstanceStatusCode: '5' } } },
  unknown: {
    ...traffic.unknown,
    'no data at all': { metrics: none },
    'only some data': { metrics: { partitionRatioV2: undefined } },
    'a series that CloudMonitor names otherwise': { asset: serverless },
  },
  absentIsFact: ['series'],
});

const at = new Date('2026-02-28T23:59:00Z');
const groups = (orders: number, audit: number) => ({
  metrics: {
    value: {
      value: Math.max(orders, audit),
      at,
      parts: [
        { part: 'orders', value: orders },
        { part: 'audit', value: audit },
      ].sort((a, b) => b.value - a.value),
    },
  },
});
testChecker(lagHigh, {
  healthy: { asset: instance, ...groups(0, 10), now },
  pass: {
    'exactly the warning level': groups(10_000, 0),
    'a higher level': { ...groups(10_001, 0), params: { warning: 20_000 } },
  },
  fail: {
    'one group above the warning level': {
      ...groups(10_001, 5),
      message: 'high',
      severity: 'warning',
      text: {
        zh: 'Kafka 实例 alikafka-1（events）的消费组 orders 堆积 10001 条消息，高于 10000；超过警告线的消费组：orders: 10001',
        en: 'Group orders of Kafka instance alikafka-1 (events) lags 10001 messages behind, above 10000; groups above the warning level: orders: 10001',
      },
    },
    'exactly the critical level': {
      ...groups(100_000, 0),
      message: 'high',
      severity: 'warning',
      data: { value: 100_000, threshold: 10_000 },
    },
    'two groups, one above the critical level': {
      ...groups(20_000, 100_001),
      message: 'high',
      severity: 'critical',
      data: { part: 'audit', parts: ['audit: 100001', 'orders: 20000'], threshold: 100_000 },
    },
    'a lower critical level': {
      ...groups(50_000, 0),
      params: { critical: 40_000 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 40_000 },
    },
  },
  skip: {
    'no consumer groups': { asset: { usedGroupCount: 0 }, metrics: { value: undefined } },
    confluent: { asset: { series: 'confluent' } },
    starting: { asset: { viewInstanceStatusCode: '22' } },
  },
  unknown: { 'no data': { metrics: { value: undefined } } },
  absentIsFact: ['series', 'usedGroupCount'],
});

const expiry = subscriptionCases(
  { zh: 'Kafka 实例 alikafka-1（events）', en: 'Kafka instance alikafka-1 (events)' },
  (expiredTime, how, createTime = instance.createTime) => ({
    asset: { expiredTime, createTime },
    ...billed(renewals, 'alikafka-1', how),
  }),
  ['none', 'untold'],
);
testChecker(kafkaExpiring, {
  healthy: { asset: instance, now, ...billed(renewals, 'alikafka-1', 'by hand') },
  ...expiry,
  fail: {
    ...expiry.fail,
    'a Confluent subscription': {
      asset: { series: 'confluent', paidType: '4', expiredTime: inDays(5) },
      message: 'soon',
      severity: 'critical',
      data: { value: 5 },
    },
  },
  skip: {
    ...expiry.skip,
    'pay-as-you-go': { asset: { paidType: '1' } },
    serverless: { asset: serverless },
    released: { asset: { ...gone.asset, expiredTime: new Date('2026-01-01T00:00Z') } },
  },
  unknown: { ...expiry.unknown, 'no charge type': { asset: { paidType: undefined } } },
  // Without it a first period is not told from any other.
  absentIsFact: ['createTime'],
});

testChecker(statusAbnormal, {
  healthy: { asset: instance, now },
  pass: {
    running: {},
    'about to expire': { asset: { viewInstanceStatusCode: '4' } },
    'being upgraded': { asset: { viewInstanceStatusCode: '7' } },
    'being scaled': { asset: { viewInstanceStatusCode: '30' } },
  },
  fail: {
    stopped: {
      asset: { viewInstanceStatusCode: '3' },
      message: 'stopped',
      severity: 'critical',
      text: { zh: 'Kafka 实例 alikafka-1（events）已停止', en: 'Kafka instance alikafka-1 (events) is stopped' },
    },
    expired: {
      asset: { viewInstanceStatusCode: '5' },
      message: 'expired',
      severity: 'critical',
      text: {
        zh: 'Kafka 实例 alikafka-1（events）已过期停服',
        en: 'Kafka instance alikafka-1 (events) no longer serves: it has expired',
      },
    },
    'deployment failed': {
      asset: { viewInstanceStatusCode: '101' },
      message: 'deployment',
      severity: 'critical',
      text: {
        zh: 'Kafka 实例 alikafka-1（events）部署失败',
        en: 'The deployment of Kafka instance alikafka-1 (events) failed',
      },
    },
    'upgrade failed': {
      asset: { viewInstanceStatusCode: '102' },
      message: 'upgrade',
      severity: 'error',
      text: {
        zh: 'Kafka 实例 alikafka-1（events）升级失败',
        en: 'The upgrade of Kafka instance alikafka-1 (events) failed',
      },
    },
    'migration failed': {
      asset: { viewInstanceStatusCode: '103' },
      message: 'migration',
      severity: 'error',
      text: {
        zh: 'Kafka 实例 alikafka-1（events）迁移失败',
        en: 'The migration of Kafka instance alikafka-1 (events) failed',
      },
    },
  },
  skip: { released: gone, starting: { asset: { viewInstanceStatusCode: '22' } } },
});

/** A report of risks, each a level and a state; the total says how many there are. */
function report(list: { LevelType?: number; Status?: number; ReportValue?: string }[] | undefined, total?: number) {
  const RiskList = list?.map((one, n) => ({ Name: `risk${n}`, ...one }));
  return { related: { risks: [risks.toAsset({ RequestId: 'q-1', Data: { RiskList, Total: total } }, where)] } };
}
const [mended, ignored] = [
  { LevelType: 0, Status: 1 },
  { LevelType: 0, Status: -1 },
];
testChecker(kafkaRisk, {
  healthy: { asset: instance, ...report([mended], 1), now },
  pass: {
    none: report([], 0),
    'no list beside a total of none': report(undefined, 0),
    'mended or ignored': report([mended, ignored], 2),
    'a common one': report([{ LevelType: 2, Status: 0 }], 1),
    'an important one, only urgent ones wanted': { ...report([{ LevelType: 1, Status: 0 }], 1), params: { level: 0 } },
  },
  fail: {
    important: {
      ...report([mended, { LevelType: 1, Status: 0, ReportValue: 'topic-a' }], 2),
      message: 'open',
      severity: 'warning',
      text: {
        zh: 'Kafka 实例 alikafka-1（events）有 1 项未处理的风险：risk1 (topic-a)',
        en: 'Kafka instance alikafka-1 (events) has 1 open risks: risk1 (topic-a)',
      },
    },
    'urgent, beside others': {
      ...report(
        [
          { LevelType: 1, Status: 0 },
          { LevelType: 0, Status: 0 },
          { LevelType: 2, Status: 0 },
        ],
        200,
      ),
      message: 'open',
      severity: 'critical',
      data: { value: 2, risks: ['risk0', 'risk1'] },
    },
    'a common one that is wanted': {
      ...report([{ LevelType: 2, Status: 0 }], 1),
      params: { level: 2 },
      message: 'open',
      severity: 'info',
      data: { value: 1 },
    },
  },
  skip: { released: gone },
  unknown: {
    'no report': { related: { risks: [] } },
    'a list that goes on': report([mended], 101),
    'no total': report([mended]),
    'a risk without a state': report([{ LevelType: 0 }], 1),
    'a risk without a level': report([{ Status: 0 }], 1),
  },
});
