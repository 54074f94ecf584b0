/** DNS: paid editions, each bound to a name. */
import { listing, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { numberPaging } from '../paging';
import { basicsAt, endOf } from '../common/networks';
import { secondTime } from '../time';
import type { Scope } from '../world';

const KIND = 'dnsInstance';

function row(scope: Scope, index: number): Body {
  const basics = basicsAt(scope, KIND, index);
  const { id, condition, life, created } = basics;
  const end = endOf(scope, basics);
  return {
    InstanceId: id,
    ...(condition !== 'alidns-unbound' && { Domain: `site-${index + 1}.com` }),
    VersionCode: 'version_enterprise_basic',
    VersionName: 'Enterprise',
    PaymentType: 'Subscription',
    AutoRenewal: life.some((one) => one.endsWith('-monthly')),
    StartTime: secondTime(created),
    StartTimestamp: created,
    EndTime: secondTime(end),
    EndTimestamp: end,
    InBlackHole: condition === 'alidns-blackholed',
    InClean: false,
    BindDomainCount: 1,
    BindDomainUsedCount: condition === 'alidns-unbound' ? 0 : 1,
  };
}

const describeDnsProductInstances: Action = {
  name: 'DescribeDnsProductInstances',
  params: ['DomainType', 'VersionCode'],
  paging: numberPaging({ default: 20, max: 100, over: 'refuse' }),
  items: 'DnsProducts.DnsProduct',
  itemId: 'InstanceId',
  handle(call) {
    const home = call.world.home(call.scope.account.accountId);
    const live = home.live(KIND);
    const { rows, fields } = call.page(listing(live.length, (i) => row(home, live.at(i))));
    return { DnsProducts: { DnsProduct: rows }, ...fields };
  },
};

const api: Product = { code: 'alidns', version: '2015-01-09', global: true, actions: [describeDnsProductInstances] };

export const alidns = emulated({
  products: [api],
  kinds: { dnsInstance: { prefix: 'i-dns', size: 'dnsInstances', usual: 10, perAccount: true, mark: false } },
  conditions: {
    'alidns-expiring': { kind: KIND, detail: 'subscription expires in 5 days' },
    'alidns-expiring-warning': { kind: KIND, detail: 'subscription expires in 20 days' },
    'alidns-blackholed': { kind: KIND, detail: 'InBlackHole true' },
    'alidns-unbound': { kind: KIND, detail: 'no name, bought 100 days ago or earlier' },
    'alidns-monthly': { kind: KIND, detail: 'paid by the month, and renews itself', usual: false },
  },
  raises: {
    'alidns-expiring': ['alidns-expiring critical'],
    'alidns-expiring-warning': ['alidns-expiring warning'],
    'alidns-blackholed': ['alidns-blackholed critical'],
    'alidns-unbound': ['alidns-unused info'],
    'alidns-monthly': { nothing: 'it renews itself' },
  },
});
