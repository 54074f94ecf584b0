import type { AssetOf, Reason } from '../../lib/define';
import type { instances } from './collectors/instances';

type Instance = AssetOf<typeof instances>;

/** `ViewInstanceStatusCode`, as the console words it. */
const NAMES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
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
};

export function stateName(code: string): { readonly zh: string; readonly en: string } {
  return NAMES[code] ?? { zh: code, en: code };
}

/** It serves while it is about to expire, and while it is upgraded or moved. */
export const SERVING: ReadonlySet<string> = new Set(['2', '4', '7', '8']);

export function isReleased(code: unknown): boolean {
  return code === '6' || code === '23';
}

export function released({ viewInstanceStatusCode: code }: Instance): Reason | undefined {
  return isReleased(code) ? { zh: '实例已释放', en: 'the instance is released' } : undefined;
}

/** One that does not serve has no metrics: that is another finding. */
export function notServing({ viewInstanceStatusCode: code }: Instance): Reason | undefined {
  if (code === undefined || SERVING.has(code)) return undefined;
  const { zh, en } = stateName(code);
  return { zh: `Kafka 实例${zh}`, en: `the Kafka instance is ${en}` };
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
