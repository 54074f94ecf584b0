import { defineCollector, rpc, single, text } from '../../../lib/define';
import { slb } from '../product';
import { certificateListeners } from './certificate-listeners';
import { serverCertificates } from './server-certificates';

/** The certificates that HTTPS listeners serve for other domain names (SNI): one call to each such listener, without pages. */
export const domainExtensions = defineCollector({
  id: 'slb-domain-extensions',
  product: slb,
  title: { zh: '使用服务器证书的扩展域名', en: 'Domain extensions by server certificate' },
  scope: 'region',
  within: { of: certificateListeners, param: 'LoadBalancerId', apart: 'ListenerPort' },
  call: rpc('DescribeDomainExtensions'),
  paging: single(),
  items: 'DomainExtensions.DomainExtension',
  assetId: 'DomainExtensionId',
  fields: { domain: text('Domain') },
  belongs: { to: serverCertificates, by: 'ServerCertificateId' },
});
