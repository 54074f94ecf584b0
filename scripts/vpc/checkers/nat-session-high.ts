import { defineMetricsChecker } from '../../../lib/define';
import { natGateways } from '../collectors/nat-gateways';
import { natActiveSessions, natNewSessions } from '../metrics';
import { natNotAvailable } from '../skips';

export const natSessionHigh = defineMetricsChecker({
  id: 'vpc-nat-session-high',
  asset: natGateways,
  metrics: { active: natActiveSessions, created: natNewSessions },
  title: { zh: 'NAT 网关连接水位过高', en: 'NAT gateway is close to its connection limit' },
  why: {
    zh: '达到连接数上限后，新的出网连接被丢弃。',
    en: 'Once the limit of connections is reached, new ones to the internet are refused.',
  },
  remedy: {
    zh: '申请提高规格上限，增加网关分担，或检查异常的连接。',
    en: 'Ask for a higher limit, share the load over more gateways, or find out who opens so many.',
  },
  docs: 'https://help.aliyun.com/zh/nat-gateway/user-guide/quotas',
  warning: 80,
  critical: 90,
  messages: {
    above: {
      zh: 'NAT 网关 {{id}} 的连接水位为 {{value}} %，高于 {{threshold}} %（{{metrics}}）',
      en: 'Connections of NAT gateway {{id}} are at {{value}} % of the limit, above {{threshold}} % ({{metrics}})',
    },
  },
  skip: natNotAvailable,
});
