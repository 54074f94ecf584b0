import { defineCollector, instant, must, pageNumber, rpc, text } from '../../../lib/define';
import { cdn } from '../product';

/** Without `CheckDomainShow` the list leaves out those that failed their review or their configuration. */
export const domains = defineCollector({
  id: 'cdn-domains',
  product: cdn,
  title: { zh: '加速域名', en: 'Accelerated domain names' },
  scope: 'global',
  call: rpc('DescribeUserDomains', { CheckDomainShow: true }, { regionParam: false }),
  paging: pageNumber({ max: 500 }),
  items: 'Domains.PageData',
  assetId: 'DomainName',
  fields: {
    domainStatus: must(text('DomainStatus')),
    cdnType: text('CdnType'),
    coverage: text('Coverage'),
    sslProtocol: text('SslProtocol'),
    gmtCreated: instant('GmtCreated'),
  },
  show: ['domainStatus', 'cdnType', 'coverage', 'sslProtocol', 'gmtCreated'],
});
