import { bandwidthPackages } from '../../../scripts/cbn';
import { inDays, now } from '../ecs/fixtures';

export { inDays, now };

const where = { account: { id: '1000000000000001', name: 'production' }, region: 'global' };

/** A plan on subscription that a network uses, through the collector as the API answers it. */
export const plan = bandwidthPackages.toAsset(
  {
    CenBandwidthPackageId: 'cenbwp-1',
    Name: 'backbone',
    Status: 'InUse',
    BusinessStatus: 'Normal',
    BandwidthPackageChargeType: 'PREPAY',
    Bandwidth: 20,
    GeographicSpanId: 'china_china',
    CenIds: { CenId: ['cen-1'] },
    CreationTime: '2025-03-01T00:00:00Z',
    ExpiredTime: '2027-03-01T00:00:00Z',
    Tags: { Tag: [] },
  },
  where,
);
