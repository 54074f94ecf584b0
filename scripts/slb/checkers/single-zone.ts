import { defineChecker } from '../../../lib/define';
import { loadBalancers } from '../collectors/load-balancers';

export const singleZone = defineChecker({
  id: 'slb-single-zone',
  asset: loadBalancers,
  title: { zh: 'CLB 实例没有备可用区', en: 'CLB instance has no standby zone' },
  why: {
    zh: '只在一个可用区的 CLB，在该可用区故障时整个入口不可用。',
    en: 'A load balancer in one zone is gone, and the entrance with it, when that zone fails.',
  },
  remedy: {
    zh: '在支持多可用区的地域新建主备可用区的实例并切换流量。',
    en: 'Create one with a primary and a standby zone, and move the traffic to it.',
  },
  noFix: {
    zh: '可用区只能在创建时选择。',
    en: 'Zones are chosen when it is made.',
  },
  severity: 'info',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/slb/classic-load-balancer/user-guide/deploy-a-clb-instance-across-zones',
  params: {},
  messages: {
    single: {
      zh: 'CLB {{id}} 只在可用区 {{zone}}',
      en: 'CLB {{id}} is in zone {{zone}} only',
    },
  },
  check(lb, { pass, fail, unknown }) {
    const { id, masterZoneId, slaveZoneId } = lb;
    if (masterZoneId === undefined) return unknown({ zh: '应答中没有可用区', en: 'its zones are not in the answer' });
    return slaveZoneId === undefined || slaveZoneId === masterZoneId
      ? fail('single', { id, zone: masterZoneId })
      : pass();
  },
});
