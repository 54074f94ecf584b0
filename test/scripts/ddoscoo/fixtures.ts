import { details, instances, specs, statistics, webRules } from '../../../scripts/ddoscoo';
import { now } from '../ecs/fixtures';

export { now };

const where = { account: { id: '1000000000000001', name: 'production' }, region: 'cn-hangzhou' };

/** An instance in use, through the collector as the API answers it. */
export const instance = instances.toAsset(
  {
    InstanceId: 'ddoscoo-1',
    Remark: 'shield',
    Status: 1,
    Enabled: 1,
    Edition: 9,
    Ip: '203.0.113.1',
    CreateTime: Date.parse('2025-03-01T00:00:00Z'),
    ExpireTime: Date.parse('2027-03-01T00:00:00Z'),
  },
  where,
);

/** Its addresses, by their states. */
export const addresses = (...states: (string | undefined)[]) => {
  const all = states.map((Status, i) => ({ Eip: `203.0.113.${i + 1}`, ...(Status && { Status }) }));
  return { related: { details: [details.toAsset({ InstanceId: 'ddoscoo-1', EipInfos: all }, where)] } };
};

/** What it has of what it may have, of sites and ports alike. */
export function used(usage: number, limit: number) {
  const InstanceId = 'ddoscoo-1';
  return {
    related: {
      specs: [specs.toAsset({ InstanceId, DomainLimit: limit, PortLimit: limit }, where)],
      statistics: [statistics.toAsset({ InstanceId, DomainUsage: usage, PortUsage: usage }, where)],
    },
  };
}

export const site = webRules.toAsset({ Domain: 'www.example.com', ProxyEnabled: true, PunishStatus: false }, where);
