import { defineCollector, instant, must, oneOf, pageNumber, rpc, text } from '../../../lib/define';
import { cdn } from '../product';

/**
 * Without `CheckDomainShow` the list leaves out those that failed their review or their configuration. The states are
 * those of the official model.
 */
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
    domainStatus: must(
      oneOf('DomainStatus', [
        ...(['online', 'offline', 'configuring', 'configure_failed'] as const),
        ...(['checking', 'check_failed', 'stopping', 'deleting'] as const),
      ]),
    ),
    cdnType: text('CdnType'),
    coverage: text('Coverage'),
    sslProtocol: oneOf('SslProtocol', ['on', 'off']),
    gmtCreated: instant('GmtCreated'),
  },
  show: ['domainStatus', 'cdnType', 'coverage', 'sslProtocol', 'gmtCreated'],
});
