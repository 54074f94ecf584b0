import type { AssetOf, Reason } from '../../lib/define';
import type { instances } from './collectors/instances';

type Instance = AssetOf<typeof instances>;

/** An instance that its owner paused (or that pauses itself) does not serve, and is not backed up until it is resumed. */
export function paused({ dBInstanceStatus: status }: Instance): Reason | undefined {
  if (status !== 'Stopping' && status !== 'Stopped') return undefined;
  return { zh: `实例已暂停：${status}`, en: `the instance is paused: ${status}` };
}

/** An instance that is being released, or that the list still holds after its release. */
export function released({ dBInstanceStatus: status }: Instance): Reason | undefined {
  if (status !== 'Deleting' && status !== 'Released') return undefined;
  return { zh: `实例已释放或正在释放：${status}`, en: `released or being released: ${status}` };
}
