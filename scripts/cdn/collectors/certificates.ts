import { defineCollector, instant, oneOf, pageNumber, rpc } from '../../../lib/define';
import { cdn } from '../product';
import { domains } from './domains';

/**
 * One row for each domain name with HTTPS. Its times have no zone; no maximum of the page is documented. The states are those
 * of the official model.
 */
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
    certStatus: oneOf('CertStatus', ['ok', 'mismatch', 'expired', 'expire_soon']),
    certExpireTime: instant('CertExpireTime'),
  },
  belongs: { to: domains, by: 'DomainName' },
});
