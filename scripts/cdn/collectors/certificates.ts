import { defineCollector, instant, pageNumber, rpc, text } from '../../../lib/define';
import { cdn } from '../product';

/** One row for each domain name with HTTPS. Its times have no zone; no maximum of the page is documented. */
export const certificates = defineCollector({
  id: 'cdn-certificates',
  product: cdn,
  title: { zh: 'HTTPS 证书', en: 'HTTPS certificates' },
  scope: 'global',
  call: rpc('DescribeCdnHttpsDomainList', {}, { regionParam: false }),
  paging: pageNumber({ max: 100 }),
  items: 'CertInfos.CertInfo',
  assetId: 'DomainName',
  assetName: 'CertName',
  fields: {
    certCommonName: text('CertCommonName'),
    certType: text('CertType'),
    certStatus: text('CertStatus'),
    certExpireTime: instant('CertExpireTime'),
  },
  show: ['certCommonName', 'certType', 'certStatus', 'certExpireTime'],
});
