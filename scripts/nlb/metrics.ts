import { defineMetric } from '../../lib/define';
import { loadBalancers } from './collectors/load-balancers';

export const dropConnection = defineMetric({
  of: loadBalancers,
  id: 'nlb-drop-connection',
  title: { zh: 'NLB 丢弃连接数', en: 'Connections that an NLB dropped' },
  namespace: 'acs_nlb',
  metric: 'InstanceDropConnection',
  statistic: 'Average',
  period: 900,
  dimension: 'instanceId',
  unit: 'count/s',
});
