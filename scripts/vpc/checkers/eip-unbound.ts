import { defineChecker, integerParam, releaseSaves } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { eips } from '../collectors/eips';

/** The API does not tell when an address was unbound: one that was bound for long is reported at once after that. */
export const eipUnbound = defineChecker({
  id: 'vpc-eip-unbound',
  asset: eips,
  title: { zh: '弹性公网 IP 未绑定', en: 'Elastic IP address is not bound' },
  why: {
    zh: '未绑定的弹性公网 IP 仍收取保有费或带宽费。',
    en: 'An address that nothing uses still costs its retention or bandwidth fee.',
  },
  remedy: {
    zh: '释放该地址，或绑定到需要公网的资产。',
    en: 'Release the address, or bind it to what needs the internet.',
  },
  noFix: {
    zh: '释放后通常无法取回同一个地址，而解析记录、白名单或对端可能仍在使用它。',
    en: 'Once released the same address can seldom be had again, and DNS records, whitelists or partners may still name it.',
  },
  cost: () => releaseSaves(),
  severity: 'warning',
  category: 'cost',
  docs: 'https://help.aliyun.com/zh/vpc/developer-reference/api-vpc-2016-04-28-describeeipaddresses',
  params: {
    days: integerParam({
      title: { zh: '闲置天数', en: 'Days since allocation' },
      default: 7,
      min: 0,
      max: 365,
      unit: 'd',
      help: { zh: '申请时间超过此天数才报告', en: 'Only when it was allocated more than this many days ago' },
    }),
  },
  messages: {
    unbound: {
      zh: '弹性公网 IP {{id}}（{{ipAddress}}）未绑定，申请于 {{value}} 天前',
      en: 'Elastic IP address {{id}} ({{ipAddress}}) is not bound; it was allocated {{value}} days ago',
    },
  },
  check(eip, { params, now, pass, fail, skip, unknown }) {
    if (eip.status === 'InUse' || eip.status === 'Associating') return pass();
    if (eip.status !== 'Available')
      return skip({ zh: `正在变更：${eip.status}`, en: `it is being changed: ${eip.status}` });
    if (!eip.allocationTime) return unknown({ zh: '应答中没有申请时间', en: 'no allocation time in the answer' });
    const days = daysSince(eip.allocationTime, now);
    const data = { id: eip.id, value: Math.floor(days), threshold: params.days, unit: 'd' };
    return days > params.days ? fail('unbound', { ...data, ipAddress: eip.ipAddress ?? '?' }) : pass();
  },
});
