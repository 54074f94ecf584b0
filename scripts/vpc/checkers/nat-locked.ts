import { defineChecker, NO_FIX } from '../../../lib/define';
import { natGateways } from '../collectors/nat-gateways';

export const natLocked = defineChecker({
  id: 'vpc-nat-locked',
  asset: natGateways,
  title: { zh: 'NAT 网关业务状态异常', en: 'NAT gateway is locked' },
  why: {
    zh: '欠费锁定的 NAT 网关停止转发流量。',
    en: 'A NAT gateway that is locked for overdue payment no longer forwards traffic.',
  },
  remedy: { zh: '为账号充值或结清账单。', en: 'Top up the account or pay the bill.' },
  noFix: NO_FIX.locked,
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/vpc/developer-reference/api-vpc-2016-04-28-describenatgateways',
  because: [
    { checker: 'vpc-nat-expiring', message: 'expired', where: { businessStatus: 'FinancialLocked' } },
    { checker: 'account-overdue', where: { businessStatus: 'FinancialLocked' } },
  ],
  params: {},
  messages: {
    locked: {
      zh: 'NAT 网关 {{id}} 的业务状态为 {{businessStatus}}',
      en: 'The business status of NAT gateway {{id}} is {{businessStatus}}',
    },
  },
  check(nat, { pass, fail, unknown }) {
    const { businessStatus } = nat;
    if (businessStatus === undefined)
      return unknown({ zh: '应答中没有业务状态', en: 'no business status in the answer' });
    return businessStatus === 'Normal' ? pass() : fail('locked', { id: nat.id, businessStatus });
  },
});
