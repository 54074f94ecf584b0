import { defineSubscriptionChecker } from '../../../lib/define';
import { renewalOf } from '../../bss/renewals';
import { natGateways } from '../collectors/nat-gateways';
import { natRenewals } from '../collectors/nat-renewals';

/** Subscription NAT gateways can no longer be bought; those that exist still expire. */
export const natExpiring = defineSubscriptionChecker({
  id: 'vpc-nat-expiring',
  asset: natGateways,
  title: { zh: 'NAT 网关即将到期', en: 'NAT gateway expires soon' },
  why: {
    zh: '到期后依赖它出网的服务器全部断网。',
    en: 'When it expires, all servers that reach the internet through it are cut off.',
  },
  remedy: { zh: '续费，或转为按量付费。', en: 'Renew it, or switch it to pay-as-you-go.' },
  docs: 'https://help.aliyun.com/zh/vpc/developer-reference/api-vpc-2016-04-28-describenatgateways',
  related: { renewal: natRenewals },
  optional: ['renewal'],
  chargeType: (nat) => nat.instanceChargeType,
  expiresAt: (nat) => nat.expiredTime,
  renewal: (_, { renewal }) => renewalOf(renewal),
  startedAt: (nat) => nat.creationTime,
  messages: {
    soon: {
      zh: 'NAT 网关 {{id}} 将在 {{value}} 天后到期（{{expiresAt}}）',
      en: 'NAT gateway {{id}} expires in {{value}} days ({{expiresAt}})',
    },
    expired: { zh: 'NAT 网关 {{id}} 已于 {{expiresAt}} 到期', en: 'NAT gateway {{id}} expired at {{expiresAt}}' },
  },
});
