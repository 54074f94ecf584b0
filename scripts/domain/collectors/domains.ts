import { defineCollector, flag, instant, oneOf, pageNumber, rpc, text } from '../../../lib/define';
import { domain } from '../product';

/**
 * Only `ExpirationDateLong` says which moment it means: the dates are texts without a zone, for the object's report. The
 * states are those of QueryDomainList: to be renewed, to be redeemed, normal.
 */
export const domains = defineCollector({
  id: 'domain-domains',
  product: domain,
  title: { zh: '域名（不含国际站的域名）', en: 'Domain names (without those of the international site)' },
  scope: 'global',
  call: rpc('QueryDomainList', {}, { regionParam: false }),
  paging: pageNumber({ page: 'PageNum', max: 100, total: 'TotalItemNum' }),
  items: 'Data.Domain',
  assetId: 'InstanceId',
  assetName: 'DomainName',
  fields: {
    domainType: text('DomainType'),
    domainStatus: oneOf('DomainStatus', ['1', '2', '3']),
    expirationDateLong: instant('ExpirationDateLong'),
    expirationDate: text('ExpirationDate'),
    expirationDateStatus: text('ExpirationDateStatus'),
    registrationDate: text('RegistrationDate'),
    autoRenewEnabled: flag('AutoRenewEnabled'),
  },
  show: ['domainType', 'domainStatus', 'expirationDateLong', 'autoRenewEnabled'],
});
