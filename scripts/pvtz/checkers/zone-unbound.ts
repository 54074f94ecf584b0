import { defineChecker, integerParam } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { bound } from '../bound';
import { zoneDetails } from '../collectors/zone-details';
import { zones } from '../collectors/zones';

/** Zones are billed by their number and day, wherever they are seen (https://help.aliyun.com/zh/dns/product-billing). */
export const zoneUnbound = defineChecker({
  id: 'pvtz-zone-unbound',
  asset: zones,
  title: { zh: '内网域名没有生效范围', en: 'Private zone is seen by no VPC' },
  why: {
    zh: '没有关联 VPC 的内网域名不参与任何解析，但按域名个数每天计费；应当生效的，则是漏了关联。',
    en: 'A zone that no VPC is bound to answers nobody, and is billed by the day all the same; or somebody forgot to bind it.',
  },
  remedy: {
    zh: '确认不再使用后删除该域名，或设置生效范围。',
    en: 'Delete the zone once nothing needs it, or bind the VPCs that it is for.',
  },
  noFix: {
    zh: '该删除还是该关联由它的用途决定，删除后记录无法取回。',
    en: 'Whether to delete or to bind it depends on what it is for, and deleted records are gone.',
  },
  severity: 'info',
  category: 'cost',
  docs: 'https://help.aliyun.com/zh/dns/api-pvtz-2018-01-01-describezoneinfo',
  params: {
    days: integerParam({
      default: 7,
      min: 0,
      max: 365,
      unit: 'd',
      help: { zh: '只检查添加超过此天数的域名', en: 'Only zones added more than this many days ago' },
    }),
  },
  related: { details: zoneDetails },
  messages: {
    unbound: {
      zh: '内网域名 {{name}}（{{id}}）没有关联任何 VPC，添加于 {{value}} 天前',
      en: 'No VPC is bound to private zone {{name}} ({{id}}); it was added {{value}} days ago',
    },
  },
  check({ id, name, createTimestamp }, { params, now, related, pass, fail, skip, unknown }) {
    const [own] = related.details;
    const seen = own && bound(own);
    if (seen === undefined) return unknown({ zh: '应答中没有生效范围', en: 'the answer does not tell who sees it' });
    if (seen) return pass();
    if (!createTimestamp) return unknown({ zh: '应答中没有添加时间', en: 'no time of its making in the answer' });
    const days = daysSince(createTimestamp, now);
    if (days <= params.days) return skip({ zh: '添加不久', en: 'added only recently' });
    return fail('unbound', { id, name, value: Math.floor(days), threshold: params.days, unit: 'd' });
  },
});
