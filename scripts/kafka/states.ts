import type { AssetOf, Reason } from '../../lib/define';
import type { Text } from '../../lib/model';
import type { instances } from './collectors/instances';

type Instance = AssetOf<typeof instances>;

/** `ViewInstanceStatusCode`, as the console words it. */
const NAMES: Readonly<Record<string, Text>> = {
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
};

/** `undefined` for a code that the documentation does not name. */
export function stateName(code: string): Text | undefined {
  return NAMES[code];
}

/** It serves while it is about to expire, and while it is scaled, upgraded or moved. */
export const SERVING: ReadonlySet<string> = new Set(['2', '4', '7', '8', '30']);

/** What an upgrade or a migration failed for may serve as it did before. */
const MAY_SERVE: ReadonlySet<string> = new Set(['102', '103']);

export function isReleased(code: unknown): boolean {
  return code === '6' || code === '23';
}

export function released({ viewInstanceStatusCode: code }: Instance): Reason | undefined {
  return isReleased(code) ? { zh: '实例已释放', en: 'the instance is released' } : undefined;
}

/**
 * One that is known not to serve has no metrics: that is another finding. In a state that nobody knows its metrics tell,
 * and without them nothing is known.
 */
export function notServing({ viewInstanceStatusCode: code }: Instance): Reason | undefined {
  if (code === undefined || SERVING.has(code) || MAY_SERVE.has(code)) return undefined;
  const state = stateName(code);
  return state && { zh: `Kafka 实例${state.zh}`, en: `the Kafka instance is ${state.en}` };
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
