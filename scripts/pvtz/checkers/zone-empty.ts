import { defineChecker } from '../../../lib/define';
import { bound } from '../bound';
import { zoneDetails } from '../collectors/zone-details';
import { zones } from '../collectors/zones';

/** That nobody misses names of an empty zone for an hour after it was made is a judgement. */
export const zoneEmpty = defineChecker({
  id: 'pvtz-zone-empty',
  asset: zones,
  title: { zh: '内网域名没有记录却遮住公网解析', en: 'Private zone hides public names and has no records' },
  why: {
    zh: '未开启子域名递归解析代理时，域名内没有的记录一律返回 NXDOMAIN：空的内网域名使关联的 VPC 内该域名及其全部子域名无法解析。',
    en: 'Without the recursive proxy whatever a zone lacks is answered with NXDOMAIN: an empty one makes the name and all below it fail in the VPCs that see it.',
  },
  remedy: {
    zh: '添加记录、开启子域名递归解析代理，或解除与 VPC 的关联。',
    en: 'Add its records, switch the recursive proxy for subdomains on, or unbind its VPCs.',
  },
  noFix: {
    zh: '缺的是记录还是代理由它的用途决定。',
    en: 'Whether records or the proxy are lacking depends on what it is for.',
  },
  severity: 'warning',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/dns/api-pvtz-2018-01-01-describezones',
  lasting: { minutes: 60 },
  params: {},
  related: { details: zoneDetails },
  messages: {
    empty: {
      zh: '内网域名 {{name}}（{{id}}）没有记录，{{count}} 个 VPC 内该域名及子域名都无法解析',
      en: 'Private zone {{name}} ({{id}}) has no records, so that neither the name nor any below it resolves in {{count}} VPCs',
    },
  },
  check({ id, name, recordCount, proxyPattern, isPtr }, { related, pass, fail, skip, unknown }) {
    if (isPtr === true) return skip({ zh: '反向解析域名', en: 'a zone of reverse look-ups' });
    if (recordCount === undefined || proxyPattern === undefined)
      return unknown({ zh: '应答中没有记录数或代理模式', en: 'its records or proxy are not in the answer' });
    if (recordCount > 0 || proxyPattern === 'RECORD') return pass();
    const [own] = related.details;
    const seen = own && bound(own);
    if (!own || seen === undefined)
      return unknown({ zh: '应答中没有生效范围', en: 'the answer does not tell who sees it' });
    if (!seen) return skip({ zh: '没有生效范围', en: 'nobody sees it' });
    return fail('empty', { id, name, count: own.bindVpcs?.length ?? 0 });
  },
});
