import type { AssetOf, Reason } from '../../lib/define';
import type { instances } from './collectors/instances';

/** Frozen and invalid ones have no metrics, and that is another finding. */
export function notActive({ status }: AssetOf<typeof instances>): Reason | undefined {
  if (status === 'active' || status === 'activating') return undefined;
  return { zh: `Elasticsearch 实例状态为 ${status}`, en: `the Elasticsearch instance is ${status}` };
}
