import { defineCollector, rpc, nextToken } from '../../../lib/define';
import { slb } from '../product';
import { serverCertificates } from './server-certificates';

/** The HTTPS listeners that serve a certificate, all of the region in a few calls; domain extensions are not among them. */
export const certificateListeners = defineCollector({
  id: 'slb-certificate-listeners',
  product: slb,
  title: { zh: '使用服务器证书的监听', en: 'Listeners by server certificate' },
  scope: 'region',
  call: rpc('DescribeLoadBalancerListeners', { ListenerProtocol: 'https' }),
  paging: nextToken({ max: 100, total: 'TotalCount' }),
  items: 'Listeners',
  assetId: 'LoadBalancerId',
  apartBy: 'ListenerPort',
  fields: {},
  belongs: { to: serverCertificates, by: 'HTTPSListenerConfig.ServerCertificateId' },
});
