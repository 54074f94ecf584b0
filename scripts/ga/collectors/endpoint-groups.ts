import { defineCollector, flag, list, number, oneOf, pageNumber, text } from '../../../lib/define';
import { ask } from '../calls';
import { ga } from '../product';
import { accelerators } from './accelerators';

/** Where an accelerator sends its traffic. Whether they are healthy is told by listener, which are one level further away. */
export const endpointGroups = defineCollector({
  id: 'ga-endpoint-groups',
  product: ga,
  title: { zh: '全球加速终端节点组', en: 'Endpoint groups of accelerators' },
  scope: 'global',
  call: ask('ListEndpointGroups'),
  paging: pageNumber({ max: 50 }),
  items: 'EndpointGroups',
  assetId: 'EndpointGroupId',
  assetName: 'Name',
  fields: {
    state: oneOf('State', ['init', 'active', 'updating', 'deleting']),
    healthCheckEnabled: flag('HealthCheckEnabled'),
    trafficPercentage: number('TrafficPercentage'),
    endpointConfigurations: list('EndpointConfigurations[]', { endpoint: text('Endpoint') }),
  },
  belongs: { to: accelerators, ask: { param: 'AcceleratorId', encode: 'comma', max: 1 } },
});
