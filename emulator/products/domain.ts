/** Registered domain names. */
import type { Body, Product } from '../define';
import { emulated } from '../emulated';
import { numberPaging } from '../paging';
import { basicsAt, lister, RESOURCE_GROUP } from '../common/networks';
import { beijingTime, DAY, HOUR } from '../time';
import type { Scope } from '../world';

const YEAR = 365 * DAY;

const ENDS: Readonly<Record<string, number>> = {
  'domain-expiring-warning': 20,
  'domain-expiring-critical': 5,
  'domain-redeem': -40,
  'domain-renewing': 5,
};

/** When a name ends that is renewed for a year, an hour before it would end. */
function renewed(ends: number, now: number): number {
  const years = Math.max(0, Math.ceil((now + HOUR - ends) / YEAR));
  return ends + years * YEAR;
}

function row(scope: Scope, index: number): Body {
  const { id, seed, condition = '', since, created } = basicsAt(scope, 'domainName', index);
  const ends = since + (ENDS[condition] ?? 60 + (seed % 300)) * DAY + HOUR;
  const end = condition === 'domain-renewing' ? renewed(ends, scope.world.time) : ends;
  const days = Math.floor((end - scope.world.time) / DAY);
  return {
    InstanceId: id,
    DomainName: `site-${index + 1}.com`,
    DomainStatus: condition === 'domain-redeem' ? '2' : days <= 30 ? '1' : '3',
    DomainAuditStatus: 'SUCCEED',
    DomainType: 'gTLD',
    ExpirationDate: beijingTime(end),
    ExpirationDateLong: end,
    ExpirationDateStatus: end < scope.world.time ? '2' : '1',
    ExpirationCurrDateDiff: days,
    RegistrationDate: beijingTime(created),
    RegistrationDateLong: created,
    AutoRenewEnabled: condition === 'domain-renewing' || (condition === '' && seed % 2 === 0),
    Premium: false,
    ProductId: '2a',
    RegistrantType: '2',
    ResourceGroupId: RESOURCE_GROUP,
    Tag: { Tag: [] },
  };
}

const api: Product = {
  code: 'domain',
  version: '2018-01-29',
  global: true,
  actions: [
    lister({
      kind: 'domainName',
      row,
      filters: ['DomainName'],
      action: {
        name: 'QueryDomainList',
        required: ['PageNum', 'PageSize'],
        paging: numberPaging({ default: 20, max: 200, over: 'cap', names: { page: 'PageNum', size: 'PageSize' } }),
        items: 'Data.Domain',
        itemId: 'InstanceId',
      },
      answer: (rows) => ({ Data: { Domain: rows } }),
      around: ({ Data, PageNum: page, PageSize: size, TotalCount: total }) => {
        const pages = Math.ceil(Number(total) / Number(size));
        return {
          Data,
          CurrentPageNum: page,
          PageSize: size,
          TotalItemNum: total,
          TotalPageNum: pages,
          PrePage: Number(page) > 1,
          NextPage: Number(page) < pages,
        };
      },
    }),
  ],
};

export const domain = emulated({
  products: [api],
  kinds: {
    domainName: {
      prefix: 'S2026',
      size: 'domainNames',
      usual: 12,
      perAccount: true,
      mark: false,
    },
  },
  conditions: {
    'domain-expiring-warning': { kind: 'domainName', detail: 'ends in 20 days' },
    'domain-expiring-critical': { kind: 'domainName', detail: 'ends in 5 days' },
    'domain-redeem': { kind: 'domainName', detail: 'ended 40 days ago, has to be redeemed' },
    'domain-renewing': { kind: 'domainName', detail: 'ends in 5 days, renews itself' },
  },
  raises: {
    'domain-expiring-warning': ['domain-expiring warning'],
    'domain-expiring-critical': ['domain-expiring critical'],
    'domain-redeem': ['domain-expiring critical'],
    'domain-renewing': { nothing: 'it renews itself; domain-expiring tells of it with autoRenewal only' },
  },
});
