import { defineCollector, flag, instant, pageNumber, rpc, text } from '../../../lib/define';
import { domain } from '../product';

export const domains = defineCollector({
  id: 'domain-domains',
  product: domain,
  title: { zh: '域名', en: 'Domain names' },
  scope: 'global',
  call: rpc('QueryDomainList', {}, { regionParam: false }),
  paging: pageNumber({ page: 'PageNum', max: 100, total: 'TotalItemNum' }),
  items: 'Data.Domain',
  assetId: 'DomainName',
  fields: {
    domainStatus: text('DomainStatus'),
    domainAuditStatus: text('DomainAuditStatus'),
    expirationDateLong: instant('ExpirationDateLong'),
    autoRenewEnabled: flag('AutoRenewEnabled'),
  },
  show: ['domainStatus', 'domainAuditStatus', 'expirationDateLong', 'autoRenewEnabled'],
});
