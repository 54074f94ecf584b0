/** Anti-DDoS Pro (mainland China) and Premium: instances, and the sites behind them. */
import { listing, repeated, type Action, type Body, type Call, type Product } from '../define';
import { emulated } from '../emulated';
import { missingParameter } from '../errors';
import { numberPaging } from '../paging';
import { basicsAt, endOf, type Basics } from '../common/networks';
import type { Scope } from '../world';

const CENTRES = ['cn-hangzhou', 'ap-southeast-1'];
const INSTANCE = 'ddosInstance';
const SITE = 'ddosSite';
const LIMIT = 50;

const addressOf = ({ seed }: Basics) => `203.0.113.${(seed % 253) + 1}`;

function row(scope: Scope, basics: Basics): Body {
  const { id, condition, created } = basics;
  return {
    InstanceId: id,
    Remark: `shield-${id.slice(-4)}`,
    Status: 1,
    Enabled: condition === 'ddos-stopped' ? 0 : 1,
    DebtStatus: 0,
    Edition: 9,
    Ip: addressOf(basics),
    IpMode: 'fnat',
    IpVersion: 'Ipv4',
    CreateTime: created,
    ExpireTime: endOf(scope, basics),
  };
}

function site(basics: Basics): Body {
  const punished = basics.condition === 'ddos-unfiled';
  return {
    Domain: basics.id,
    Cname: `${basics.seed.toString(36)}.aliyunddos1014.com`,
    ProxyEnabled: true,
    PunishStatus: punished,
    ...(punished && { PunishReason: 1 }),
    ProxyTypes: [{ ProxyType: 'https', ProxyPorts: ['443'] }],
    RealServers: [{ RealServer: addressOf(basics), RsType: 0 }],
  };
}

/** An action that lists those of a kind at the centre of a call. */
function lists(
  action: Omit<Action, 'handle' | 'paging'>,
  facts: { readonly kind: string; readonly max: number; readonly row: (scope: Scope, basics: Basics) => Body },
): Action {
  const { kind, max, row: make } = facts;
  return {
    ...action,
    paging: numberPaging({ default: 10, max, over: 'refuse' }),
    handle(call) {
      const { scope, place } = call;
      const there = scope.filtered(kind, place.region, (index) => scope.placeOf(kind, index) === place.region);
      const { rows, fields } = call.page(listing(there.length, (i) => make(scope, basicsAt(scope, kind, there.at(i)))));
      return { [action.items ?? '']: rows, TotalCount: fields.TotalCount };
    },
  };
}

/** An action about the instances that a call names. */
function about(name: string, items: string, answer: (basics: Basics) => Body): Action {
  return {
    name,
    params: ['InstanceIds'],
    items,
    itemId: 'InstanceId',
    handle({ scope, params }: Call) {
      const ids = repeated(params, 'InstanceIds');
      if (ids.length === 0) throw missingParameter('InstanceIds');
      const found = ids.flatMap((id) => scope.find(INSTANCE, id) ?? []);
      const rows = found.map((index) => basicsAt(scope, INSTANCE, index));
      return { [items]: rows.map((basics) => ({ InstanceId: basics.id, ...answer(basics) })) };
    },
  };
}

const api: Product = {
  code: 'ddoscoo',
  version: '2020-01-01',
  global: true,
  actions: [
    lists(
      { name: 'DescribeInstances', params: ['InstanceIds'], items: 'Instances', itemId: 'InstanceId' },
      { kind: INSTANCE, max: 50, row },
    ),
    lists(
      { name: 'DescribeWebRules', params: ['InstanceIds', 'Domain'], items: 'WebRules', itemId: 'Domain' },
      { kind: SITE, max: 10, row: (_, basics) => site(basics) },
    ),
    about('DescribeInstanceDetails', 'InstanceDetails', (basics) => {
      const bad = { 'ddos-blackholed': 'blackhole', 'ddos-address-punished': 'punished' }[basics.condition ?? ''];
      const first = { Eip: addressOf(basics), Status: bad ?? 'normal', IpVersion: 'Ipv4', IpMode: 'fnat' };
      const second = { ...first, Eip: '198.51.100.7', Status: 'normal' };
      const two = basics.condition === 'ddos-address-punished';
      return { Line: 'coop-line-001', EipInfos: two ? [first, second] : [first] };
    }),
    about('DescribeInstanceSpecs', 'InstanceSpecs', () => ({
      DomainLimit: LIMIT,
      PortLimit: LIMIT,
      BandwidthMbps: 100,
      QpsLimit: 3000,
      FunctionVersion: 'default',
    })),
    about('DescribeInstanceStatistics', 'InstanceStatistics', ({ condition }) => ({
      DomainUsage: condition === 'ddos-domains-full' ? LIMIT : condition === 'ddos-domains-many' ? 42 : 5,
      PortUsage: condition === 'ddos-ports-full' ? LIMIT : condition === 'ddos-ports-many' ? 42 : 5,
      SiteUsage: 1,
    })),
  ],
};

export const ddoscoo = emulated({
  products: [api],
  kinds: {
    ddosInstance: {
      prefix: 'ddoscoo-cn-',
      size: 'ddosInstances',
      usual: 22,
      perAccount: true,
      mark: false,
      centres: CENTRES,
    },
    ddosSite: {
      prefix: 'www-',
      suffix: '.com',
      size: 'ddosSites',
      usual: 8,
      perAccount: true,
      mark: false,
      centres: CENTRES,
    },
  },
  conditions: {
    'ddos-expiring': { kind: INSTANCE, detail: 'subscription expires in 5 days' },
    'ddos-expiring-warning': { kind: INSTANCE, detail: 'subscription expires in 20 days' },
    'ddos-blackholed': { kind: INSTANCE, detail: 'blackhole of its one address' },
    'ddos-address-punished': { kind: INSTANCE, detail: 'one address of two is punished' },
    'ddos-stopped': { kind: INSTANCE, detail: 'Enabled 0' },
    'ddos-domains-many': { kind: INSTANCE, detail: '42 of 50 sites' },
    'ddos-domains-full': { kind: INSTANCE, detail: '50 of 50 sites' },
    'ddos-ports-many': { kind: INSTANCE, detail: '42 of 50 ports' },
    'ddos-ports-full': { kind: INSTANCE, detail: '50 of 50 ports' },
    'ddos-unfiled': { kind: SITE, detail: 'PunishReason 1' },
    'ddos-monthly': { kind: INSTANCE, detail: 'paid by the month, and renews itself', usual: false },
  },
  raises: {
    'ddos-expiring': ['ddoscoo-expiring critical'],
    'ddos-expiring-warning': ['ddoscoo-expiring warning'],
    'ddos-blackholed': ['ddoscoo-ip-blocked critical'],
    'ddos-address-punished': ['ddoscoo-ip-blocked error'],
    'ddos-stopped': ['ddoscoo-forwarding-off error'],
    'ddos-domains-many': ['ddoscoo-domains-full warning'],
    'ddos-domains-full': ['ddoscoo-domains-full error'],
    'ddos-ports-many': ['ddoscoo-ports-full warning'],
    'ddos-ports-full': ['ddoscoo-ports-full error'],
    'ddos-unfiled': ['ddoscoo-domain-punished error'],
    'ddos-monthly': { nothing: 'it renews itself' },
  },
});
