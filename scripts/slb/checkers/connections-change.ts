import { defineChangeChecker } from '../../../lib/define';
import { loadBalancers } from '../collectors/load-balancers';
import { newConnections } from '../metrics';
import { notActive } from '../skips';

/** Of all listeners, of layer 4 and 7. That less than one connection a second more or less does not matter is a judgement. */
export const connectionsChange = defineChangeChecker({
  id: 'slb-connections-change',
  asset: loadBalancers,
  metrics: [newConnections],
  title: { zh: 'CLB 新建连接数突变', en: 'New connections of a CLB changed suddenly' },
  why: {
    zh: '新建连接突然消失，多是解析、防火墙或上游出了故障，后端却显示一切正常；突增可能是攻击、爬取或重试风暴。',
    en: 'Connections that are suddenly gone mostly mean a broken DNS record, firewall or caller, while every server looks well; a jump may be an attack, a crawler or a storm of retries.',
  },
  remedy: {
    zh: '核对域名解析、访问控制与变更记录；用访问日志或流日志查看来源与端口。',
    en: 'Check DNS, access control and what was changed; see sources and ports in the access log or the flow log.',
  },
  docs: 'https://help.aliyun.com/zh/slb/classic-load-balancer/user-guide/monitoring-and-alerting-metrics',
  because: [{ checker: 'slb-unhealthy', message: 'all' }],
  least: 1,
  most: 10_000_000,
  percent: 100,
  what: { zh: 'CLB {{id}} 每秒新建的连接数', en: 'New connections per second of CLB {{id}}' },
  skip: notActive,
});
