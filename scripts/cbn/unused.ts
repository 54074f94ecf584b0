import type { AssetOf, Reason } from '../../lib/define';
import type { bandwidthPackages } from './collectors/bandwidth-packages';

/** A plan that is bound to no network: nothing is lost when it ends or is locked. That it costs money is another finding. */
export function unused({ status }: Pick<AssetOf<typeof bandwidthPackages>, 'status'>): Reason | undefined {
  return status === 'Idle' ? { zh: '没有绑定云企业网实例', en: 'it is bound to no network' } : undefined;
}
