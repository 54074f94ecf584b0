import { defineCollector, list, rpc, single, text, textOrEmpty } from '../../../lib/define';
import { redis } from '../product';
import { instances } from './instances';

export const whitelist = defineCollector({
  id: 'redis-whitelist',
  product: redis,
  title: { zh: '白名单分组', en: 'Whitelist groups' },
  scope: 'region',
  call: rpc('DescribeSecurityIps', {}, { regionParam: false }),
  paging: single(),
  items: '',
  assetId: 'RequestId',
  fields: {
    securityIpGroup: list('SecurityIpGroups.SecurityIpGroup[]', {
      securityIpGroupName: text('SecurityIpGroupName'),
      securityIpList: textOrEmpty('SecurityIpList'),
    }),
  },
  belongs: { to: instances, ask: { param: 'InstanceId', encode: 'comma', max: 1 } },
});
