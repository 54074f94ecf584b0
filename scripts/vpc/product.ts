import { defineProduct, regional, sameHost } from '../../lib/define';
import { objects } from './objects';

/** Elastic IP addresses, NAT and VPN gateways, vSwitches and border routers are all of this API. */
export const vpc = defineProduct({
  code: 'vpc',
  apiVersion: '2016-04-28',
  style: 'rpc',
  sdk: '@alicloud/vpc20160428',
  title: { zh: '专有网络 VPC', en: 'Virtual Private Cloud' },
  endpoints: regional('vpc', sameHost('vpc.aliyuncs.com', 'cn-hangzhou')),
  regions: 'Regions.Region',
  objects,
});
