import { defineCollector, flag, instant, pageNumber, rpc, text } from '../../../lib/define';
import { cas } from '../product';
import { certificates } from './certificates';

/** All that are valid, as a fact about each certificate: one of them may have taken its place. */
export const validCertificates = defineCollector({
  id: 'cas-valid-certificates',
  product: cas,
  title: { zh: '有效的 SSL 证书', en: 'Valid SSL certificates' },
  scope: 'global',
  call: rpc('ListUserCertificateOrder', { OrderType: 'CERT' }, { regionParam: false }),
  paging: pageNumber({ page: 'CurrentPage', size: 'ShowSize', max: 50 }),
  items: 'CertificateOrderList',
  assetId: 'CertificateId',
  fields: {
    commonName: text('CommonName'),
    sans: text('Sans'),
    endDate: instant('EndDate', { day: 'end' }),
    certEndTime: instant('CertEndTime'),
    expired: flag('Expired'),
  },
  belongs: { to: certificates },
});
