/** Accelerated domain names and the certificates that they answer with. */
import { listing, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { numberPaging } from '../paging';
import { basicsAt, RESOURCE_GROUP } from '../common/networks';
import { beijingTime, DAY, HOUR, secondTime } from '../time';
import type { Scope } from '../world';

const KIND = 'cdnDomain';

const STATES: Readonly<Record<string, string>> = {
  'cdn-offline': 'offline',
  'cdn-configure-failed': 'configure_failed',
  'cdn-check-failed': 'check_failed',
};

const ENDS: Readonly<Record<string, number>> = {
  'cdn-cert-expiring-warning': 20,
  'cdn-cert-expiring-critical': 5,
  'cdn-cert-expired': -3,
};

function stateOf(scope: Scope, index: number): string {
  return STATES[scope.condition(KIND, index) ?? ''] ?? 'online';
}

/** Some serve plain HTTP only. */
function isSecure(scope: Scope, index: number): boolean {
  return index % 5 !== 4 || scope.population(KIND).lifeOf(index).length > 0;
}

function row(scope: Scope, index: number): Body {
  const { id, created } = basicsAt(scope, KIND, index);
  return {
    DomainName: id,
    DomainId: 11_220_000 + index,
    Cname: `${id}.w.example.net`,
    CdnType: 'web',
    Coverage: 'domestic',
    Description: '',
    DomainStatus: stateOf(scope, index),
    SslProtocol: isSecure(scope, index) ? 'on' : 'off',
    GmtCreated: secondTime(created),
    GmtModified: secondTime(created + DAY),
    ResourceGroupId: RESOURCE_GROUP,
    Sources: {
      Source: [{ Type: 'domain', Content: `origin.${id}`, Port: 443, Priority: '20', Weight: '10' }],
    },
  };
}

function certificateRow(scope: Scope, index: number): Body {
  const { id, seed, condition = '', since } = basicsAt(scope, KIND, index);
  const end = since + (ENDS[condition] ?? 60 + (seed % 300)) * DAY + HOUR;
  const days = Math.floor((end - scope.world.time) / DAY);
  return {
    DomainName: id,
    CertName: `cert-${index + 1}`,
    CertCommonName: id,
    CertType: seed % 2 === 0 ? 'cas' : 'upload',
    CertStatus:
      condition === 'cdn-cert-mismatch' ? 'mismatch' : days < 0 ? 'expired' : days <= 30 ? 'expire_soon' : 'ok',
    CertStartTime: beijingTime(end - 365 * DAY),
    CertExpireTime: beijingTime(end),
    CertUpdateTime: beijingTime(end - 365 * DAY),
  };
}

const describeUserDomains: Action = {
  name: 'DescribeUserDomains',
  params: ['CheckDomainShow', 'DomainStatus'],
  paging: numberPaging({ default: 20, max: 500, over: 'refuse' }),
  items: 'Domains.PageData',
  itemId: 'DomainName',
  handle(call) {
    const { scope, params } = call;
    const { CheckDomainShow: all = 'false', DomainStatus: wanted } = params;
    const shown = scope.filtered(KIND, `${all}/${wanted ?? ''}`, (index) => {
      const state = stateOf(scope, index);
      return (wanted ?? state) === state && (all === 'true' || !/^check|_failed$/.test(state));
    });
    const { rows, fields } = call.page(listing(shown.length, (i) => row(scope, shown.at(i))));
    return { Domains: { PageData: rows }, ...fields };
  },
};

const describeCdnHttpsDomainList: Action = {
  name: 'DescribeCdnHttpsDomainList',
  paging: numberPaging({ default: 20, max: 500, over: 'refuse' }),
  items: 'CertInfos.CertInfo',
  itemId: 'DomainName',
  handle(call) {
    const { scope } = call;
    const secure = scope.filtered(KIND, 'secure', (index) => isSecure(scope, index));
    const { rows, fields } = call.page(listing(secure.length, (i) => certificateRow(scope, secure.at(i))));
    return { CertInfos: { CertInfo: rows }, TotalCount: fields.TotalCount };
  },
};

const api: Product = {
  code: 'cdn',
  version: '2018-05-10',
  global: true,
  actions: [describeUserDomains, describeCdnHttpsDomainList],
};

export const cdn = emulated({
  products: [api],
  kinds: {
    cdnDomain: {
      prefix: 'static.site-',
      suffix: '.com',
      size: 'cdnDomains',
      usual: 20,
      perAccount: true,
      mark: false,
    },
  },
  conditions: {
    'cdn-cert-mismatch': { kind: 'cdnDomain', detail: 'certificate of another domain', usual: false },
    'cdn-offline': { kind: 'cdnDomain', detail: 'DomainStatus offline' },
    'cdn-configure-failed': { kind: 'cdnDomain', detail: 'DomainStatus configure_failed' },
    'cdn-check-failed': { kind: 'cdnDomain', detail: 'DomainStatus check_failed' },
    'cdn-cert-expiring-warning': { kind: 'cdnDomain', detail: 'certificate ends in 20 days' },
    'cdn-cert-expiring-critical': { kind: 'cdnDomain', detail: 'certificate ends in 5 days' },
    'cdn-cert-expired': { kind: 'cdnDomain', detail: 'certificate ended 3 days ago' },
  },
  raises: {
    'cdn-cert-mismatch': ['cdn-cert-expiring critical'],
    'cdn-offline': ['cdn-status-abnormal warning'],
    'cdn-configure-failed': ['cdn-status-abnormal error'],
    'cdn-check-failed': ['cdn-status-abnormal error'],
    'cdn-cert-expiring-warning': ['cdn-cert-expiring warning'],
    'cdn-cert-expiring-critical': ['cdn-cert-expiring critical'],
    'cdn-cert-expired': ['cdn-cert-expiring critical'],
  },
});
