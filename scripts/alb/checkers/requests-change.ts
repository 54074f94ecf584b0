import { defineChangeChecker } from '../../../lib/define';
import { loadBalancers } from '../collectors/load-balancers';
import { qps } from '../metrics';
import { notActive } from '../skips';

/** What is usual is the load balancer's own; that less than one request a second more or less does not matter is a judgement. */
export const requestsChange = defineChangeChecker({
  id: 'alb-requests-change',
  asset: loadBalancers,
  metrics: [qps],
  title: { zh: 'ALB 请求量突变', en: 'Requests to an ALB changed suddenly' },
  why: {
    zh: '请求突然消失，多是解析、证书或上游出了故障，后端却显示一切正常；突增可能是攻击、爬取或重试风暴。',
    en: 'Requests that are suddenly gone mostly mean a broken DNS record, certificate or caller, while every server looks well; a jump may be an attack, a crawler or a storm of retries.',
  },
  remedy: {
    zh: '核对域名解析、证书与变更记录；用访问日志查看来源、路径与状态码。',
    en: 'Check DNS, certificates and what was changed; see sources, paths and status codes in the access log.',
  },
  docs: 'https://help.aliyun.com/zh/slb/application-load-balancer/user-guide/alb-monitoring-metrics',
  because: ['alb-server-group-empty', 'alb-unhealthy'],
  least: 1,
  most: 10_000_000,
  percent: 100,
  what: { zh: 'ALB {{id}} 每秒的请求数', en: 'Requests per second to ALB {{id}}' },
  skip: notActive,
});
