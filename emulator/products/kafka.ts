import { repeated, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { notFound } from '../errors';
import { CRITICAL, usage, type Metric, type Monitored } from '../metrics';
import { databaseAt, everHas } from '../common/databases';
import { placeOf, RESOURCE_GROUP } from '../common/networks';
import { DAY } from '../time';
import type { Scope } from '../world';

const KIND = 'kafkaInstance';

const STOPPED = 'kafka-stopped';

const UPGRADE_FAILED = 'kafka-upgrade-failed';

const GROUPS = ['orders', 'payments', 'audit'];

/** Serverless ones are of the third series and have neither a subscription nor a disk of a fixed size. */
function isV3(scope: Scope, index: number): boolean {
  const { seed, prepaid } = databaseAt(scope, KIND, index);
  return !prepaid && seed % 3 === 0 && !everHas(scope, KIND, index, 'kafka-disk');
}

function row(scope: Scope, index: number): Body {
  const { id, seed, condition, prepaid, expires, created } = databaseAt(scope, KIND, index);
  const { VpcId, VSwitchId, ZoneId } = placeOf(scope, seed);
  const serverless = isV3(scope, index);
  return {
    InstanceId: id,
    Name: `events-${index + 1}`,
    RegionId: scope.region,
    ViewInstanceStatusCode: condition === STOPPED ? 3 : condition === UPGRADE_FAILED ? 102 : 2,
    ServiceStatus: 5,
    Series: serverless ? 'v3' : 'v2',
    SpecType: 'normal',
    PaidType: prepaid ? 0 : serverless ? 3 : 1,
    CreateTime: created,
    ExpiredTime: expires ?? scope.world.now + 3650 * DAY,
    IoMaxSpec: 'alikafka.hw.2xlarge',
    IoMaxRead: 60,
    IoMaxWrite: 60,
    DiskSize: serverless ? 0 : 900,
    DiskType: 1,
    DeployType: 5,
    UsedGroupCount: GROUPS.length,
    UsedTopicCount: 12,
    UsedPartitionCount: 144,
    EndPoint: `10.14.${(seed >>> 8) % 256}.${(seed % 253) + 1}:9092`,
    VpcId,
    VSwitchId,
    ZoneId,
    ResourceGroupId: RESOURCE_GROUP,
    Tags: { TagVO: [{ Key: 'env', Value: 'production' }] },
  };
}

const getInstanceList: Action = {
  name: 'GetInstanceList',
  params: ['InstanceId', 'Series'],
  required: ['RegionId'],
  items: 'InstanceList.InstanceVO',
  itemId: 'InstanceId',
  handle({ scope, params }) {
    const live = scope.live(KIND);
    const rows = Array.from({ length: live.length }, (_, i) => row(scope, live.at(i)));
    const only = repeated(params, 'InstanceId');
    const chosen = rows.filter(
      (one) =>
        (only.length === 0 || only.includes(String(one.InstanceId))) && (params.Series ?? one.Series) === one.Series,
    );
    return { Code: 200, Message: 'operation success.', Success: true, InstanceList: { InstanceVO: chosen } };
  },
};

const getRiskList: Action = {
  name: 'GetRiskList',
  params: ['InstanceId', 'PageSize'],
  required: ['RegionId', 'InstanceId'],
  handle({ scope, params }) {
    const index = scope.find(KIND, params.InstanceId ?? '');
    if (index === undefined) throw notFound('INSTANCE_NOT_FOUND', 'The instance does not exist.');
    const { id, condition, created } = databaseAt(scope, KIND, index);
    const risk = (name: string, level: number, status: number): Body => ({
      InstanceId: id,
      Name: name,
      Type: name,
      LevelType: level,
      Status: status,
      GradeType: status === 0 ? 'F' : 'A',
      Health: status !== 0,
      ReportType: 'doc',
      ReportValue: '92219',
      RelationList: [],
      CreateTime: created,
      LastAlarmTime: created,
      ModifiedTime: created,
    });
    const all = [
      risk('version', 0, 1),
      ...(condition === 'kafka-risk-urgent' ? [risk('diskUsage', 0, 0)] : []),
      ...(condition === 'kafka-risk-important' ? [risk('fragmentation', 1, 0)] : []),
    ];
    const shown = all.slice(0, Number(params.PageSize ?? 10));
    return {
      Code: 200,
      Message: 'operation success.',
      Success: true,
      Data: { RiskList: shown, Total: all.length },
    };
  },
};

const kafkaMonitored: Monitored = {
  kind: KIND,
  dimension: 'instanceId',
  nodeDimensions: ['consumerGroup'],
  kindsOf: (scope, index) =>
    scope.condition(KIND, index) === STOPPED ? [] : ['serving', isV3(scope, index) ? 'v3' : 'v2'],
  node: (_, metric, n) => (metric.nodes === undefined ? {} : { consumerGroup: GROUPS[n] }),
};

const api: Product = {
  code: 'alikafka',
  aliases: ['kafka'],
  version: '2019-09-16',
  actions: [getInstanceList, getRiskList],
};

/** Of the second series, and of the third; three consumer groups each. */
const KAFKA: readonly Metric[] = [
  usage('instance_disk_capacity', { of: 'v2' }, { 'kafka-disk-warning': [73, 77], 'kafka-disk-critical': CRITICAL }),
  ...['V2', 'V3'].flatMap((series) => {
    const shape = { of: series.toLowerCase(), valued: true } as const;
    return [
      usage(`InstanceMessageInputRatio${series}`, shape, { 'kafka-traffic-warning': [86, 90] }),
      usage(`InstanceMessageOutputRatio${series}`, shape, { 'kafka-traffic-critical': [105, 115] }),
    ];
  }),
  usage('PartitionInstanceRatioV2', { of: 'v2', valued: true }),
  {
    name: 'message_accumulation',
    unit: 'count',
    low: 0,
    high: 500,
    under: { 'kafka-lag-warning': [25_000, 35_000], 'kafka-lag-critical': [250_000, 350_000] },
    of: 'serving',
    nodes: 3,
    valued: true,
  },
];

export const kafka = emulated({
  products: [api],
  kinds: {
    kafkaInstance: { prefix: 'alikafka_pre-cn-', size: 'kafkaInstances', usual: 30 },
  },
  conditions: {
    'kafka-disk-warning': { kind: 'kafkaInstance', detail: 'disk about 75 %' },
    'kafka-disk-critical': { kind: 'kafkaInstance', detail: 'disk about 97 %' },
    'kafka-traffic-warning': { kind: 'kafkaInstance', detail: 'produced traffic about 88 % of the limit' },
    'kafka-traffic-critical': { kind: 'kafkaInstance', detail: 'consumed traffic about 110 % of the limit' },
    'kafka-lag-warning': { kind: 'kafkaInstance', detail: 'one consumer group lags about 30,000 messages behind' },
    'kafka-lag-critical': { kind: 'kafkaInstance', detail: 'one consumer group lags about 300,000 messages behind' },
    'kafka-expiring': { kind: 'kafkaInstance', detail: 'subscription expires in 5 days' },
    'kafka-expiring-warning': { kind: 'kafkaInstance', detail: 'subscription expires in 20 days' },
    'kafka-stopped': { kind: 'kafkaInstance', detail: 'ViewInstanceStatusCode 3' },
    'kafka-risk-urgent': { kind: 'kafkaInstance', detail: 'an urgent risk to be mended' },
    'kafka-risk-important': { kind: 'kafkaInstance', detail: 'an important risk to be mended' },
    'kafka-upgrade-failed': { kind: 'kafkaInstance', detail: 'ViewInstanceStatusCode 102' },
  },
  raises: {
    'kafka-disk-warning': ['kafka-disk-high warning'],
    'kafka-disk-critical': ['kafka-disk-high critical'],
    'kafka-traffic-warning': ['kafka-traffic-high warning'],
    'kafka-traffic-critical': ['kafka-traffic-high critical'],
    'kafka-lag-warning': ['kafka-lag-high warning'],
    'kafka-lag-critical': ['kafka-lag-high critical'],
    'kafka-expiring': ['kafka-expiring critical'],
    'kafka-expiring-warning': ['kafka-expiring warning'],
    'kafka-stopped': ['kafka-status-abnormal critical'],
    'kafka-risk-urgent': ['kafka-risk critical'],
    'kafka-risk-important': ['kafka-risk warning'],
    'kafka-upgrade-failed': ['kafka-status-abnormal error'],
  },
  metrics: {
    acs_kafka: { ...kafkaMonitored, metrics: KAFKA },
  },
});
