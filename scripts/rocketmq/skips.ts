import type { AssetOf, Reason } from '../../lib/define';
import type { instances } from './collectors/instances';

type Instance = AssetOf<typeof instances>;

/** It serves while its specification is changed. */
export function notRunning({ status }: Instance): Reason | undefined {
  if (status === 'RUNNING' || status === 'CHANGING') return undefined;
  return { zh: `RocketMQ 实例状态为 ${status}`, en: `the RocketMQ instance is ${status}` };
}

export function released({ status }: Instance): Reason | undefined {
  return status === 'RELEASED' ? { zh: 'RocketMQ 实例已释放', en: 'the RocketMQ instance is released' } : undefined;
}

export function noGroups(instance: Instance): Reason | undefined {
  if (instance.groupCount !== 0) return notRunning(instance);
  return { zh: '没有创建消费者分组', en: 'no consumer group was created' };
}
