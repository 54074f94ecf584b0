import { accelerators, bandwidthPackages, basicAccelerators, endpointGroups } from '../../../scripts/ga';
import { inDays, now } from '../ecs/fixtures';

export { inDays, now };

const where = { account: { id: '1000000000000001', name: 'production' }, region: 'global' };

const row = {
  Name: 'web',
  State: 'active',
  InstanceChargeType: 'PREPAY',
  CreateTime: Date.parse('2025-03-01T00:00:00Z') / 1000,
  ExpiredTime: Date.parse('2027-03-01T00:00:00Z') / 1000,
};

/** Accelerators on subscription, through the collectors as the API answers them. */
export const accelerator = accelerators.toAsset({ AcceleratorId: 'ga-1', ...row }, where);
export const basic = basicAccelerators.toAsset({ AcceleratorId: 'ga-2', ...row }, where);

/** A plan that an accelerator uses. */
export const plan = bandwidthPackages.toAsset(
  {
    BandwidthPackageId: 'gbwp-1',
    Name: 'web',
    State: 'binded',
    ChargeType: 'PREPAY',
    Accelerators: ['ga-1'],
    CreateTime: '1740787200000',
    ExpiredTime: '1803859200000',
  },
  where,
);

/** An endpoint group with a number of endpoints. */
export function group(id: string, endpoints: number | undefined, more: object = {}) {
  const all = endpoints !== undefined && Array.from({ length: endpoints }, (_, i) => ({ Endpoint: `192.0.2.${i}` }));
  const facts = { State: 'active', TrafficPercentage: 100, HealthCheckEnabled: true };
  return endpointGroups.toAsset(
    { EndpointGroupId: id, ...facts, ...(all && { EndpointConfigurations: all }), ...more },
    where,
  );
}
