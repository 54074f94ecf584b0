import { defineChecker, integerParam } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { bound } from '../bound';
import { endpoints } from '../collectors/endpoints';
import { rules } from '../collectors/rules';
import { unmade } from '../states';

/** Endpoints are billed by their source addresses and the hour (https://help.aliyun.com/zh/dns/product-billing). */
export const endpointUnused = defineChecker({
  id: 'pvtz-endpoint-unused',
  asset: endpoints,
  title: { zh: '解析器出站终端节点没有生效的转发规则', en: 'Outbound endpoint of the resolver forwards nothing' },
  why: {
    zh: '没有转发规则、或规则没有关联 VPC 的终端节点不转发任何请求，源 IP 照常按小时计费。',
    en: 'Without a rule that a VPC is bound to nothing is ever forwarded, and its source addresses are billed by the hour all the same.',
  },
  remedy: {
    zh: '删除终端节点，或为它添加转发规则并关联 VPC。',
    en: 'Delete the endpoint, or give it rules and bind the VPCs that they are for.',
  },
  noFix: {
    zh: '也可能是规则漏了关联，删除前需要确认用途。',
    en: 'It may be that somebody forgot to bind its rules: what it is for decides.',
  },
  severity: 'info',
  category: 'cost',
  docs: 'https://help.aliyun.com/zh/dns/api-pvtz-2018-01-01-describeresolverrules',
  params: {
    days: integerParam({
      default: 7,
      min: 0,
      max: 365,
      unit: 'd',
      help: { zh: '只检查创建超过此天数的终端节点', en: 'Only endpoints made more than this many days ago' },
    }),
  },
  related: { rules },
  messages: {
    unused: {
      zh: '解析器出站终端节点 {{id}}（{{name}}）的 {{count}} 条转发规则都没有关联 VPC，创建于 {{value}} 天前',
      en: 'None of the {{count}} rules of outbound endpoint {{id}} ({{name}}) is bound to a VPC; it was made {{value}} days ago',
    },
  },
  check(endpoint, { params, now, related, pass, fail, skip, unknown }) {
    const { id, name, createTimestamp } = endpoint;
    const why = unmade(endpoint);
    if (why) return skip(why);
    const used = related.rules.map(bound);
    if (used.includes(true)) return pass();
    if (used.includes(undefined))
      return unknown({
        zh: '有规则没有返回关联的 VPC',
        en: 'the answer does not tell which VPCs some rules are bound to',
      });
    if (!createTimestamp) return unknown({ zh: '应答中没有创建时间', en: 'no time of its making in the answer' });
    const days = daysSince(createTimestamp, now);
    if (days <= params.days) return skip({ zh: '创建不久', en: 'made only recently' });
    return fail('unused', {
      id,
      name,
      count: used.length,
      value: Math.floor(days),
      threshold: params.days,
      unit: 'd',
    });
  },
});
