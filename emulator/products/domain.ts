/** Registered domain names. */
import { numberPaging } from '../paging';
import type { Scope } from '../world';
import { DAY, HOUR } from '../world';
import type { Body, Product } from './define';
import { basicsAt, lister, RESOURCE_GROUP } from './network';

const ENDS: Readonly<Record<string, number>> = {
  'domain-expiring-warning': 20,
  'domain-expiring-critical': 5,
  'domain-redeem': -40,
  'domain-renewing': 5,
};

/** Beijing time without a zone. */
export function beijingTime(ms: number): string {
  return new Date(ms + 8 * HOUR).toISOString().slice(0, 19).replace('T', ' ');
}

function row(scope: Scope, index: number): Body {
  const { id, seed, condition = '', created } = basicsAt(scope, 'domainName', index);
  const days = ENDS[condition] ?? 60 + (seed % 300);
  const end = scope.world.now + days * DAY + HOUR;
  return {
    InstanceId: id,
    DomainName: `site-${index + 1}.com`,
    DomainStatus: condition === 'domain-redeem' ? '2' : days <= 30 ? '1' : '3',
    DomainAuditStatus: 'SUCCEED',
    DomainType: 'gTLD',
    ExpirationDate: beijingTime(end),
    ExpirationDateLong: end,
    ExpirationDateStatus: end < scope.world.now ? '2' : '1',
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

export const domain: Product = {
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
