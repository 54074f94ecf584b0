import { assets, assetStatistic, instances } from '../../../scripts/cloudfw';
import { inDays, now } from '../ecs/fixtures';

export { inDays, now };

const where = { account: { id: '1000000000000001', name: 'production' }, region: 'global' };

/** A firewall on subscription, through the collector as the API answers it. */
export const firewall = instances.toAsset(
  {
    InstanceId: 'vipcloudfw-1',
    Version: 3,
    UserStatus: true,
    InstanceStatus: 'normal',
    StartTime: Date.parse('2025-03-01T00:00:00Z'),
    Expire: Date.parse('2027-03-01T00:00:00Z'),
    LogStatus: true,
    LogStorage: 3000,
  },
  where,
);

/** Public addresses, a number of them protected and a number not. */
export function addresses(open: number, closed: number, more: object = {}) {
  const one = (ProtectStatus: string) => (_: unknown, i: number) =>
    assets.toAsset(
      {
        InternetAddress: `${ProtectStatus}-${i + 1}`,
        ProtectStatus,
        RegionStatus: 'enable',
        SyncStatus: 'enable',
        ...more,
      },
      where,
    );
  const all = [...Array.from({ length: open }, one('open')), ...Array.from({ length: closed }, one('closed'))];
  return { related: { assets: all } };
}

export const used = (IpNumUsed: number, IpNumSpec: number) => ({
  related: {
    statistic: [assetStatistic.toAsset({ RequestId: 'r', ResourceSpecStatistic: { IpNumUsed, IpNumSpec } }, where)],
  },
});
