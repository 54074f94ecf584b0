import { defineCollector, list, rpc, single, text, textOrEmpty } from '../../../lib/define';
import { mongodb } from '../product';
import { instances } from './instances';

export const whitelist = defineCollector({
  id: 'mongodb-whitelist',
  product: mongodb,
  title: { zh: '访问白名单', en: 'Access whitelist' },
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
  belongs: { to: instances, ask: { param: 'DBInstanceId', encode: 'comma', max: 1 } },
});
