/** Basic protection against DDoS: which public addresses are in a blackhole. */
import { listing, type Action, type Product } from '../define';
import { emulated } from '../emulated';
import { invalidParameter } from '../errors';
import { numberPaging } from '../paging';
import { basicsAt } from '../common/networks';

const TYPES = ['ecs', 'slb', 'eip'];

const describeInstanceIpAddress: Action = {
  name: 'DescribeInstanceIpAddress',
  params: ['DdosRegionId', 'DdosStatus', 'InstanceType'],
  required: ['DdosRegionId', 'InstanceType'],
  paging: numberPaging({ default: 10, max: 50, over: 'refuse', names: { page: 'CurrentPage', size: 'PageSize' } }),
  items: 'InstanceList',
  itemId: 'InstanceId',
  handle(call) {
    const { params, scope } = call;
    const { InstanceType: type = '', DdosStatus: status } = params;
    if (!TYPES.includes(type)) throw invalidParameter('InstanceType', `one of ${TYPES.join(', ')} expected`);
    if (status !== 'blackhole') throw invalidParameter('DdosStatus', 'only blackhole is emulated');
    const chosen = scope.filtered(
      'eip',
      `blackhole/${type}`,
      (index) => type === 'eip' && scope.condition('eip', index) === 'eip-blackholed',
    );
    const { rows, fields } = call.page(
      listing(chosen.length, (i) => {
        const { id, seed } = basicsAt(scope, 'eip', chosen.at(i));
        return {
          InstanceId: id,
          InstanceType: type,
          InstanceStatus: 'abnormal',
          IpAddressConfig: [{ InstanceIp: `203.0.113.${(seed % 253) + 1}`, IpStatus: 'blackholed', IpVersion: 'v4' }],
        };
      }),
    );
    return { InstanceList: rows, Total: fields.TotalCount };
  },
};

const api: Product = {
  code: 'antiddos-public',
  aliases: ['antiddos', 'antiddos-openapi'],
  version: '2017-05-18',
  actions: [describeInstanceIpAddress],
};

export const antiddos = emulated({ products: [api] });
