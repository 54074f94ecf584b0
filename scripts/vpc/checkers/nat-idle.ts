import { defineChecker, integerParam, NO_FIX, releaseSaves, thoseThat } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { natGateways } from '../collectors/nat-gateways';

/** The list tells whether SNAT or DNAT entries use each address: no need to read the entries of every gateway. */
export const natIdle = defineChecker({
  id: 'vpc-nat-idle',
  asset: natGateways,
  title: { zh: '公网 NAT 网关闲置', en: 'Internet NAT gateway is idle' },
  why: {
    zh: '没有公网 IP，或没有 SNAT/DNAT 条目的 NAT 网关不转发流量却持续计费。',
    en: 'Without an IP address, or without SNAT and DNAT entries, it forwards nothing and is billed by the hour.',
  },
  remedy: {
    zh: '确认后删除网关，或配置 SNAT、DNAT 条目。',
    en: 'Delete the gateway, or give it SNAT or DNAT entries.',
  },
  noFix: NO_FIX.idle,
  cost: () => releaseSaves(),
  severity: 'warning',
  category: 'cost',
  docs: 'https://help.aliyun.com/zh/vpc/developer-reference/api-vpc-2016-04-28-describenatgateways',
  params: {
    days: integerParam({
      title: { zh: '创建天数', en: 'Days since creation' },
      default: 7,
      min: 0,
      max: 365,
      unit: 'd',
      help: { zh: '只检查创建超过此天数的网关', en: 'Only gateways created more than this many days ago' },
    }),
  },
  messages: {
    noAddress: {
      zh: 'NAT 网关 {{id}} 没有绑定弹性公网 IP，创建于 {{value}} 天前',
      en: 'NAT gateway {{id}} has no elastic IP address; it was created {{value}} days ago',
    },
    noEntry: {
      zh: 'NAT 网关 {{id}} 的公网 IP（{{addresses}}）没有被任何 SNAT 或 DNAT 条目使用，创建于 {{value}} 天前',
      en: 'No SNAT or DNAT entry of NAT gateway {{id}} uses its addresses ({{addresses}}); it was created {{value}} days ago',
    },
  },
  check(nat, { params, now, pass, fail, skip, unknown }) {
    if (nat.networkType === undefined)
      return unknown({ zh: '应答中没有网络类型', en: 'no network type in the answer' });
    if (nat.networkType !== 'internet') return skip({ zh: '不是公网 NAT 网关', en: 'not an internet NAT gateway' });
    if (!nat.ipList) return unknown({ zh: '应答中没有公网 IP 列表', en: 'no list of addresses in the answer' });
    if (!nat.creationTime) return unknown({ zh: '应答中没有创建时间', en: 'no creation time in the answer' });
    const days = daysSince(nat.creationTime, now);
    if (days <= params.days) return skip({ zh: '创建不久', en: 'created only recently' });
    const data = { id: nat.id, value: Math.floor(days), threshold: params.days, unit: 'd' };
    if (nat.ipList.length === 0) return fail('noAddress', data);
    const used = thoseThat(nat.ipList, ({ usingStatus }) => usingStatus !== undefined && usingStatus !== 'Idle');
    if (used.length > 0) return pass();
    if (nat.ipList.some((ip) => ip.usingStatus === undefined))
      return unknown({ zh: '应答中没有公网 IP 的使用状态', en: 'the answer does not tell which addresses are used' });
    return fail('noEntry', { ...data, addresses: nat.ipList.map((ip) => ip.ipAddress ?? '?') });
  },
});
