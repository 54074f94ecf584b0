import type { Reason } from '../../lib/define';
import type { Text } from '../../lib/model';

/** `ViewInstanceStatusCode`: the values of GetInstanceList, as the console words them. */
const NAMES = {
  0: { zh: '待部署', en: 'pending' },
  1: { zh: '部署中', en: 'deploying' },
  2: { zh: '服务中', en: 'running' },
  3: { zh: '已停止', en: 'stopped' },
  4: { zh: '即将到期', en: 'expiring' },
  5: { zh: '已过期', en: 'expired' },
  6: { zh: '已释放', en: 'released' },
  7: { zh: '升级中', en: 'upgrading' },
  8: { zh: '迁移中', en: 'migrating' },
  21: { zh: '停止中', en: 'stopping' },
  22: { zh: '启动中', en: 'starting' },
  23: { zh: '释放中', en: 'releasing' },
  30: { zh: '弹性伸缩中', en: 'scaling' },
  101: { zh: '部署失败', en: 'not deployed' },
  102: { zh: '升级失败', en: 'not upgraded' },
  103: { zh: '迁移失败', en: 'not migrated' },
} as const satisfies Readonly<Record<number, Text>>;

/** A number on the wire, a text here. */
export type Code = `${keyof typeof NAMES}`;
export const CODES = Object.keys(NAMES) as readonly Code[];
/** `v2` and older, serverless, and Confluent. */
export type Series = 'v2' | 'v3' | 'confluent';

interface Instance {
  readonly viewInstanceStatusCode: Code;
  readonly series: Series | undefined;
  readonly usedGroupCount: number | undefined;
}

export function stateName(code: Code): Text {
  return NAMES[code];
}

/** It serves while it is about to expire, and while it is scaled, upgraded or moved. */
export const SERVING: ReadonlySet<Code> = new Set<Code>(['2', '4', '7', '8', '30']);

/** What an upgrade or a migration failed for may serve as it did before. */
const MAY_SERVE: ReadonlySet<Code> = new Set<Code>(['102', '103']);

export function isReleased(code: Code): boolean {
  return code === '6' || code === '23';
}

export function released({
  viewInstanceStatusCode: code,
}: Pick<Instance, 'viewInstanceStatusCode'>): Reason | undefined {
  return isReleased(code) ? { zh: '实例已释放', en: 'the instance is released' } : undefined;
}

/** One that does not serve has no metrics: that is another finding. */
export function notServing({ viewInstanceStatusCode: code }: Instance): Reason | undefined {
  if (SERVING.has(code) || MAY_SERVE.has(code)) return undefined;
  const state = stateName(code);
  return { zh: `Kafka 实例${state.zh}`, en: `the Kafka instance is ${state.en}` };
}

/** Storage of the other series grows by itself. */
export function noFixedDisk(instance: Instance): Reason | undefined {
  if (instance.series === undefined || instance.series === 'v2') return notServing(instance);
  return { zh: '该系列的存储没有固定容量', en: 'storage of this series has no fixed size' };
}

export function isConfluent(instance: Instance): Reason | undefined {
  if (instance.series !== 'confluent') return notServing(instance);
  return { zh: 'Confluent 系列没有这些指标', en: 'the Confluent series has no such metrics' };
}

export function noGroups(instance: Instance): Reason | undefined {
  if (instance.usedGroupCount !== 0) return isConfluent(instance);
  return { zh: '实例没有消费组', en: 'the instance has no consumer group' };
}
