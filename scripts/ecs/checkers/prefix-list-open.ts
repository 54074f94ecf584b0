import { defineChecker } from '../../../lib/define';
import { prefixListEntries } from '../collectors/prefix-list-entries';
import { prefixLists } from '../collectors/prefix-lists';
import { isWide } from '../exposure';

/** What security groups accept from a prefix list is as open as the list: they themselves only name it. */
export const prefixListOpen = defineChecker({
  id: 'ecs-prefix-list-open',
  asset: prefixLists,
  title: { zh: '前缀列表包含整个公网', en: 'Prefix list holds the whole internet' },
  why: {
    zh: '引用它的安全组规则等于对所有人开放，而规则本身看不出来。',
    en: 'A security group rule that refers to it lets everybody in, and does not look like it.',
  },
  remedy: {
    zh: '删除这样的条目，只保留办公网、合作方等确定的网段。',
    en: 'Remove such entries and keep the ranges that are meant: offices, partners.',
  },
  noFix: {
    zh: '前缀列表被多个安全组共用，删除条目会影响所有引用它的规则。',
    en: 'Groups share a prefix list: taking an entry out changes every rule that names it.',
  },
  severity: 'error',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/overview-of-prefix-lists',
  params: {},
  related: { attributes: prefixListEntries },
  messages: {
    open: {
      zh: '前缀列表 {{id}}（{{name}}）包含 {{ranges}}，被 {{value}} 个资产引用',
      en: 'Prefix list {{id}} ({{name}}) holds {{ranges}} and is referred to by {{value}} assets',
    },
  },
  check({ id, name, associationCount }, { related, pass, fail, skip, unknown }) {
    if (associationCount === 0) return skip({ zh: '没有被引用', en: 'nothing refers to it' });
    const entries = related.attributes[0]?.entries;
    if (!entries) return unknown({ zh: '没有返回它的条目', en: 'its entries are not in the answer' });
    const ranges = entries.flatMap(({ cidr }) => (cidr !== undefined && isWide(cidr) ? [cidr] : []));
    if (ranges.length > 0) return fail('open', { id, name, ranges, value: associationCount ?? '?' });
    return entries.some(({ cidr }) => cidr === undefined)
      ? unknown({ zh: '有条目没有网段', en: 'an entry is without a range' })
      : pass();
  },
});
