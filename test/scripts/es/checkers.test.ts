import {
  esStatus,
  cpuHigh,
  diskHigh,
  heapHigh,
  esExpiring,
  esInactive,
  instances,
  renewals,
} from '../../../scripts/es';
import { testChecker } from '../../harness/check-tester';
import { subscriptionCases } from '../../harness/subscriptions';
import { billed } from '../bss/fixtures';
import { now, where } from '../ecs/fixtures';

/** An active subscription instance. */
const instance = instances.toAsset(
  {
    instanceId: 'es-1',
    description: 'search',
    status: 'active',
    esVersion: '8.15_with_X-Pack',
    nodeAmount: 3,
    paymentType: 'prepaid',
    endTime: 1_803_859_200_000,
    createdAt: '2025-03-01T00:00:00.000Z',
    networkConfig: { vpcId: 'vpc-1' },
    resourceGroupId: 'rg-1',
    tags: [{ tagKey: 'env', tagValue: 'prod' }],
  },
  where,
);
const inactive = { asset: { status: 'inactive' } } as const;
const invalid = { asset: { status: 'invalid' } } as const;

testChecker(esStatus, {
  healthy: { asset: instance, metrics: { clusterStatus: 0 }, now },
  pass: { green: {}, 'while a change takes effect': { asset: { status: 'activating' } } },
  fail: {
    yellow: {
      metrics: { clusterStatus: 1 },
      message: 'yellow',
      severity: 'warning',
      text: {
        zh: 'Elasticsearch 实例 es-1（search）的集群状态为黄色',
        en: 'The cluster of Elasticsearch instance es-1 (search) is yellow',
      },
    },
    red: {
      metrics: { clusterStatus: 2 },
      message: 'red',
      severity: 'critical',
      text: {
        zh: 'Elasticsearch 实例 es-1（search）的集群状态为红色',
        en: 'The cluster of Elasticsearch instance es-1 (search) is red',
      },
    },
  },
  skip: { inactive, invalid },
  unknown: {
    'no data': { metrics: { clusterStatus: undefined } },
    'a value that is none of the three': { metrics: { clusterStatus: 3 } },
  },
});

/** What the twins say of node 10.0.0.1 with `value`. */
const TWINS = [
  { checker: diskHigh, warning: 75, critical: 85, zh: '磁盘使用率', en: 'Disk' },
  { checker: heapHigh, warning: 75, critical: 85, zh: '堆内存使用率', en: 'Heap' },
  { checker: cpuHigh, warning: 80, critical: 95, zh: ' CPU 使用率', en: 'CPU' },
];
const at = new Date('2026-02-28T23:45:00Z');
const nodes = (...values: number[]) => {
  const parts = values.map((value, n) => ({ part: `10.0.0.${n + 1}`, value })).sort((a, b) => b.value - a.value);
  return { metrics: { value: { value: parts[0]?.value ?? 0, at, parts } } };
};
for (const { checker, warning, critical, zh, en } of TWINS) {
  testChecker(checker, {
    healthy: { asset: instance, ...nodes(10, 20), now },
    pass: {
      'exactly the warning level': nodes(warning, 1),
      'a higher level': { ...nodes(warning + 1), params: { warning: warning + 1 } },
    },
    fail: {
      'one node just above the warning level': {
        ...nodes(warning + 0.5, 1),
        message: 'high',
        severity: 'warning',
        text: {
          zh: `Elasticsearch 实例 es-1（search）的节点 10.0.0.1 的${zh}为 ${warning + 0.5} %，高于 ${warning} %；超过警告线的节点：10.0.0.1: ${warning + 0.5}`,
          en: `${en} usage of node 10.0.0.1 of Elasticsearch instance es-1 (search) is ${warning + 0.5} %, above ${warning} %; nodes above the warning level: 10.0.0.1: ${warning + 0.5}`,
        },
      },
      'exactly the critical level': {
        ...nodes(1, critical),
        message: 'high',
        severity: 'warning',
        data: { part: '10.0.0.2', threshold: warning },
      },
      'two nodes, one just above the critical level': {
        ...nodes(warning + 1, critical + 1),
        message: 'high',
        severity: 'critical',
        data: { parts: [`10.0.0.2: ${critical + 1}`, `10.0.0.1: ${warning + 1}`], threshold: critical },
      },
      'a lower critical level': {
        ...nodes(critical),
        params: { critical: critical - 1 },
        message: 'high',
        severity: 'critical',
        data: { threshold: critical - 1 },
      },
    },
    skip: { inactive },
    unknown: { 'no data': { metrics: { value: undefined } } },
  });
}

const expiry = subscriptionCases(
  { zh: 'Elasticsearch 实例 es-1（search）', en: 'Elasticsearch instance es-1 (search)' },
  (endTime, how, createdAt = instance.createdAt) => ({
    asset: { endTime, createdAt },
    ...billed(renewals, 'es-1', how),
  }),
  ['none', 'untold'],
);
testChecker(esExpiring, {
  healthy: { asset: instance, now, ...billed(renewals, 'es-1', 'by hand') },
  ...expiry,
  skip: { ...expiry.skip, 'pay-as-you-go': { asset: { paymentType: 'postpaid' } } },
  unknown: { ...expiry.unknown, 'no charge type': { asset: { paymentType: undefined } } },
  // Without it a first period is not told from any other.
  absentIsFact: ['createdAt'],
});

testChecker(esInactive, {
  healthy: { asset: instance, now },
  pass: { active: {} },
  fail: {
    frozen: {
      ...inactive,
      message: 'frozen',
      severity: 'critical',
      text: {
        zh: 'Elasticsearch 实例 es-1（search）的状态为 inactive',
        en: 'The status of Elasticsearch instance es-1 (search) is inactive',
      },
    },
    'cannot be reached': { ...invalid, message: 'frozen', severity: 'critical', data: { status: 'invalid' } },
  },
  skip: { activating: { asset: { status: 'activating' } } },
});
