import { defineCollector, oneOf, rpc, single } from '../../../lib/define';
import { cms } from '../../cms/product';
import { instances } from './instances';

/** The states of the documentation; `install_faild` is spelled so. How many ids a call takes is not documented. */
export const agentStatuses = defineCollector({
  id: 'ecs-agent-statuses',
  product: cms,
  title: { zh: '云监控插件状态', en: 'State of the CloudMonitor agent' },
  scope: 'region',
  call: rpc('DescribeMonitoringAgentStatuses'),
  paging: single(),
  items: 'NodeStatusList.NodeStatus',
  assetId: 'InstanceId',
  fields: {
    status: oneOf('Status', [
      ...(['running', 'stopped', 'installing', 'install_faild', 'abnormal', 'not_installed'] as const),
    ]),
  },
  belongs: {
    to: instances,
    by: 'InstanceId',
    ask: { param: 'InstanceIds', encode: 'comma', max: 20, when: (instance) => instance.status === 'Running' },
  },
});
