/** What is in a blackhole: one question for each kind of asset in a region, however many there are. */
import { defineCollector, list, oneOf, pageNumber, rpc, text, type Collector } from '../../lib/define';
import type { AssetIdentity, Text } from '../../lib/model';
import { antiddos } from './product';

/** A collector of the assets of one kind that are in a blackhole; its rows are facts about all assets of their region. */
export function defineBlackholed<A extends AssetIdentity>(facts: {
  readonly id: string;
  readonly to: Collector<A>;
  readonly title: Text;
  /** As the API calls the kind. */
  readonly instanceType: 'ecs' | 'slb' | 'eip';
}) {
  const { id, to, title, instanceType } = facts;
  return defineCollector({
    id,
    product: antiddos,
    title,
    scope: 'region',
    call: rpc(
      'DescribeInstanceIpAddress',
      { InstanceType: instanceType, DdosStatus: 'blackhole' },
      { regionParam: false },
    ),
    paging: pageNumber({ page: 'CurrentPage', max: 50, total: 'Total' }),
    items: 'InstanceList',
    assetId: 'InstanceId',
    fields: {
      addresses: list('IpAddressConfig[]', {
        instanceIp: text('InstanceIp'),
        ipStatus: oneOf('IpStatus', ['normal', 'mitigating', 'blackholed']),
      }),
    },
    belongs: {
      to: to as unknown as Collector,
      key: ({ region }) => region,
      ask: { param: 'DdosRegionId', encode: 'comma', max: 1, keep: true },
    },
  });
}
