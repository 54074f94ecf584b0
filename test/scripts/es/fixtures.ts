import { instances } from '../../../scripts/es';
import { now, where } from '../ecs/fixtures';

/** An active subscription instance. */
export const instance = instances.toAsset(
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
export const inactive = { asset: { status: 'inactive' } } as const;
export const invalid = { asset: { status: 'invalid' } } as const;

export const at = new Date('2026-02-28T23:45:00Z');
export const nodes = (...values: number[]) => {
  const parts = values.map((value, n) => ({ part: `10.0.0.${n + 1}`, value })).sort((a, b) => b.value - a.value);
  return { metrics: { value: { value: parts[0]?.value ?? 0, at, parts } } };
};
/** Cases of a usage per node; `zh` and `en` are what it is called. */
export const nodeCases = ({
  warning,
  critical,
  zh,
  en,
}: {
  warning: number;
  critical: number;
  zh: string;
  en: string;
}) =>
  ({
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
  }) as const;
