import { defineChecker } from '../../../lib/define';
import { accelerators } from '../collectors/accelerators';
import { endpointGroups } from '../collectors/endpoint-groups';

/** Where there is nothing else to send the traffic to, a check changes nothing. */
const LEAST_ENDPOINTS = 2;

export const healthCheckOff = defineChecker({
  id: 'ga-health-check-off',
  asset: accelerators,
  title: { zh: '全球加速终端节点组没有健康检查', en: 'Endpoint group of an accelerator is not checked' },
  why: {
    zh: '没有健康检查时，故障的终端节点仍会分到流量。',
    en: 'Without a health check an endpoint that is down still gets its share of the traffic.',
  },
  remedy: { zh: '为终端节点组开启健康检查。', en: 'Switch the health check of the endpoint group on.' },
  noFix: {
    zh: '检查的路径和端口由应用决定；设错会使全部终端节点被判为异常而中断服务。',
    en: 'Its path and port are those of the application: a check that is wrong takes every endpoint out of service.',
  },
  severity: 'warning',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/ga/developer-reference/api-ga-2019-11-20-listendpointgroups',
  params: {},
  related: { groups: endpointGroups },
  messages: {
    off: {
      zh: '全球加速实例 {{id}}（{{name}}）有 {{count}} 个终端节点组没有开启健康检查：{{groups}}',
      en: '{{count}} endpoint groups of accelerator {{id}} ({{name}}) are not checked: {{groups}}',
    },
  },
  check({ id, name }, { related, pass, fail, skip, unknown }) {
    const several = related.groups.filter(
      ({ endpointConfigurations: all }) => all === undefined || all.length >= LEAST_ENDPOINTS,
    );
    if (several.length === 0) return skip({ zh: '没有多个终端节点的组', en: 'no group has several endpoints' });
    const off = several.filter((group) => group.endpointConfigurations && group.healthCheckEnabled === false);
    if (off.length > 0) return fail('off', { id, name, count: off.length, groups: off.map((group) => group.id) });
    return several.some((group) => !group.endpointConfigurations || group.healthCheckEnabled === undefined)
      ? unknown({ zh: '有终端节点组没有返回健康检查', en: 'the answer does not tell whether some groups are checked' })
      : pass();
  },
});
