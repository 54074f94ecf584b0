import { defineCollector, flag, instant, pageNumber, rpc, text } from '../../../lib/define';
import { cas } from '../product';

/**
 * `CERT` stands for issued and uploaded certificates alike. Without a status the answer holds the valid ones only: one
 * that expires would look deleted. The size is the documented default, no maximum is documented. The end is a date, of
 * Beijing; orders have an exact one, which is taken wherever it comes.
 */
export const certificates = defineCollector({
  id: 'cas-certificates',
  product: cas,
  title: { zh: 'SSL 证书', en: 'SSL certificates' },
  scope: 'global',
  call: rpc('ListUserCertificateOrder', { OrderType: 'CERT' }, { regionParam: false }),
  variants: [{}, { Status: 'EXPIRED' }],
  paging: pageNumber({ page: 'CurrentPage', size: 'ShowSize', max: 50 }),
  items: 'CertificateOrderList',
  assetId: 'CertificateId',
  assetName: 'Name',
  fields: {
    commonName: text('CommonName'),
    sans: text('Sans'),
    issuer: text('Issuer'),
    upload: flag('Upload'),
    startDate: instant('StartDate'),
    endDate: instant('EndDate', { day: 'end' }),
    certEndTime: instant('CertEndTime'),
    expired: flag('Expired'),
  },
  show: ['commonName', 'sans', 'issuer', 'upload', 'endDate'],
});
