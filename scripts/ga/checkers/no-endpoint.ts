import { defineChecker, NO_FIX, thoseThat } from '../../../lib/define';
import { accelerators } from '../collectors/accelerators';
import { endpointGroups } from '../collectors/endpoint-groups';

/**
 * That all of them is critical and some of them is an error is a judgement. So is the time for which a group may be empty, while
 * what is behind it is replaced.
 */
export const noEndpoint = defineChecker({
  id: 'ga-no-endpoint',
  asset: accelerators,
  title: { zh: '全球加速终端节点组没有终端节点', en: 'Endpoint group of an accelerator has no endpoint' },
  why: {
    zh: '分到该终端节点组的流量没有后端可以到达。',
    en: 'The traffic that such a group gets reaches no server.',
  },
  remedy: {
    zh: '为终端节点组添加终端节点，或把流量比例设为 0、删除该组。',
    en: 'Add endpoints to the group, set its share of the traffic to 0, or remove it.',
  },
  noFix: NO_FIX.servers,
  severity: 'error',
  severities: ['critical'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/ga/developer-reference/api-ga-2019-11-20-listendpointgroups',
  lasting: { minutes: 10, each: 'groups' },
  params: {},
  related: { groups: endpointGroups },
  messages: {
    empty: {
      zh: '全球加速实例 {{id}}（{{name}}）的 {{total}} 个终端节点组中有 {{count}} 个没有终端节点：{{groups}}',
      en: '{{count}} of {{total}} endpoint groups of accelerator {{id}} ({{name}}) have no endpoint: {{groups}}',
    },
  },
  check({ id, name, state }, { related, pass, fail, skip, unknown }) {
    if (state === undefined) return unknown({ zh: '应答中没有状态', en: 'its state is not in the answer' });
    if (state === 'init' || state === 'deleting') return skip({ zh: `状态为 ${state}`, en: `it is ${state}` });
    // A group that gets no traffic loses none.
    const used = related.groups.filter(({ trafficPercentage }) => trafficPercentage !== 0);
    if (used.length === 0) return skip({ zh: '没有终端节点组', en: 'it has no endpoint group' });
    const suspects = used.filter(({ endpointConfigurations: all }) => all === undefined || all.length === 0);
    const told = suspects.filter((group) => group.endpointConfigurations && group.trafficPercentage !== undefined);
    // Nor does one that is being made or removed.
    const empty = thoseThat(told, ({ state: its }) => its === 'active' || its === 'updating');
    if (empty.length === 0) {
      if (told.length < suspects.length || told.some(({ state: its }) => its === undefined))
        return unknown({
          zh: '有终端节点组没有返回终端节点、状态或流量比例',
          en: 'the answer has no endpoints, state or share of the traffic of some of its groups',
        });
      return suspects.length < used.length
        ? pass()
        : skip({ zh: '终端节点组正在创建或删除', en: 'its endpoint groups are being made or removed' });
    }
    const [count, total] = [empty.length, used.length];
    const data = { id, name, count, total, groups: empty.map((group) => group.id) };
    return fail('empty', data, count === total ? 'critical' : undefined);
  },
});
