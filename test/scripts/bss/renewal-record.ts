import type { Collector } from '../../../lib/define';
import type { AssetIdentity } from '../../../lib/model';
import { where } from '../ecs/fixtures';

/** What QueryAvailableInstances tells of a subscription, as a record of one of the collectors of renewals. */
export function renewalRecord<R extends AssetIdentity>(
  collector: Collector<R>,
  id: string,
  status: 'AutoRenewal' | 'ManualRenewal' | 'NotRenewal' | undefined,
): R {
  return collector.toAsset({ InstanceID: id, RenewStatus: status }, where);
}
