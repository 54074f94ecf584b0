import { instances } from '../../../scripts/alidns';
import { inDays, now } from '../ecs/fixtures';

export { inDays, now };

const row = {
  InstanceId: 'dns-1',
  PaymentType: 'Subscription',
  AutoRenewal: false,
  StartTimestamp: Date.parse('2025-03-01T00:00:00Z'),
  EndTimestamp: Date.parse('2027-03-01T00:00:00Z'),
  InBlackHole: false,
};
const where = { account: { id: '1000000000000001', name: 'production' }, region: 'global' };

/** A paid edition that a name is bound to, and one without a name. */
export const instance = instances.toAsset({ ...row, Domain: 'example.com', BindDomainUsedCount: 1 }, where);
export const unbound = instances.toAsset({ ...row, BindDomainUsedCount: 0 }, where);
