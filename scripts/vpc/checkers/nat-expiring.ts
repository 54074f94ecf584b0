import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { natGateways } from '../collectors/nat-gateways';
import { natRenewals } from '../collectors/nat-renewals';

/** Subscription NAT gateways can no longer be bought; those that exist still expire. */
export const natExpiring = defineExpiryChecker({
  id: 'vpc-nat-expiring',
  asset: natGateways,
  subject: { zh: 'NAT 网关 {{id}}', en: 'NAT gateway {{id}}' },
  title: { zh: 'NAT 网关即将到期', en: 'NAT gateway expires soon' },
  why: {
    zh: '到期后依赖它出网的服务器全部断网。',
    en: 'When it expires, all servers that reach the internet through it are cut off.',
  },
  remedy: { zh: '续费，或转为按量付费。', en: 'Renew it, or switch it to pay-as-you-go.' },
  docs: 'https://help.aliyun.com/zh/vpc/developer-reference/api-vpc-2016-04-28-describenatgateways',
  related: { renewal: natRenewals },
  optional: ['renewal'],
  plan: renewing,
  chargeType: (nat) => nat.instanceChargeType,
  expiresAt: (nat) => nat.expiredTime,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
  startedAt: (nat) => nat.creationTime,
});
