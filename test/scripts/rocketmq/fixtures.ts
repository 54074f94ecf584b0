import type { Text } from '../../../lib/model';
import { instances } from '../../../scripts/rocketmq';
import { now, where } from '../ecs/fixtures';

/** A running subscription instance. Its times have no zone. */
export const instance = instances.toAsset(
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

export const stopped = { asset: { status: 'STOPPED' } } as const;

export const at = new Date('2026-02-28T23:59:00Z');
export const groups = (a: number, b: number) => ({
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
/** Cases of a value per consumer group; `text` is what is said of group a with `value`. */
export const groupCases = ({
  warning,
  critical,
  text,
}: {
  warning: number;
  critical: number;
  text: (value: number, threshold: number) => Text;
}) =>
  ({
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
    },
    skip: { stopped, 'no consumer groups': { asset: { groupCount: 0 }, metrics: { value: undefined } } },
    unknown: { 'no data': { metrics: { value: undefined } } },
    absentIsFact: ['groupCount'],
  }) as const;
