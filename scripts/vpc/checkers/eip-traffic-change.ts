import { defineChangeChecker } from '../../../lib/define';
import { eips } from '../collectors/eips';
import { eipInRate, eipOutRate } from '../metrics';
import { eipNotBound } from '../skips';

/** Inbound and outbound are judged one by one. */
export const eipTrafficChange = defineChangeChecker({
  id: 'vpc-eip-traffic-change',
  asset: eips,
  metrics: [eipInRate, eipOutRate],
  title: { zh: '弹性公网 IP 流量突变', en: 'Elastic IP address traffic changed suddenly' },
  why: {
    zh: '公网流量突增可能是攻击、爬取或数据外泄，突降可能是解析或入口故障。',
    en: 'A jump may be an attack, a crawler or data leaving; a fall may be a broken DNS record or entrance.',
  },
  remedy: {
    zh: '用流日志查看来源与端口；核对活动、发布与安全事件。',
    en: 'See sources and ports in the flow log; compare with campaigns, releases and security events.',
  },
  docs: 'https://help.aliyun.com/zh/eip/developer-reference/api-vpc-2016-04-28-describeeipmonitordata-eips',
  least: 1_000_000,
  most: 1_000_000_000_000,
  percent: 100,
  what: { zh: '弹性公网 IP {{id}} 的 {{metric}} ', en: '{{metric}} of elastic IP address {{id}}' },
  skip: eipNotBound,
});
