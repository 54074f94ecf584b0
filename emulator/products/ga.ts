/** Global Accelerator: one list for an account of each kind. */
import { listing, type Action, type Body, type Call, type Product } from '../define';
import { emulated } from '../emulated';
import { numberPaging } from '../paging';
import { basicsAt, endOf, RESOURCE_GROUP, type Basics } from '../common/networks';
import type { Scope } from '../world';

const ACCELERATOR = 'accelerator';
const BASIC = 'basicAccelerator';
const PLAN = 'gaPackage';

const seconds = (ms: number) => Math.floor(ms / 1000);

const homeOf = ({ world, scope }: Call) => world.home(scope.account.accountId);

/** An action that lists all of a kind. */
function lists(
  action: Omit<Action, 'handle' | 'required'>,
  kind: string,
  row: (home: Scope, basics: Basics) => Body,
): Action {
  const { items = '' } = action;
  return {
    ...action,
    required: ['RegionId'],
    handle(call) {
      const home = homeOf(call);
      const live = home.live(kind);
      const at = (i: number) => row(home, basicsAt(home, kind, live.at(i)));
      const { rows, fields } = call.page(listing(live.length, at));
      return { [items]: rows, ...fields };
    },
  };
}

function acceleratorRow(home: Scope, basics: Basics): Body {
  const { id, condition, created } = basics;
  return {
    AcceleratorId: id,
    Name: `accelerator-${id.slice(-4)}`,
    State: condition?.endsWith('-overdue') ? 'finacialLocked' : 'active',
    InstanceChargeType: 'PREPAY',
    BandwidthBillingType: 'BandwidthPackage',
    CreateTime: seconds(created),
    ExpiredTime: seconds(endOf(home, basics)),
    RegionId: 'cn-hangzhou',
    ResourceGroupId: RESOURCE_GROUP,
    Tags: [],
  };
}

/** What a plan belongs to: the first of the account. */
function firstAccelerator(home: Scope): string[] {
  const live = home.live(ACCELERATOR);
  return live.length > 0 ? [home.population(ACCELERATOR).idOf(live.at(0))] : [];
}

function planRow(home: Scope, basics: Basics): Body {
  const { id, condition, created } = basics;
  const idle = condition === 'ga-package-unbound';
  return {
    BandwidthPackageId: id,
    Name: `plan-${id.slice(-4)}`,
    State: condition === 'ga-package-overdue' ? 'finacialLocked' : idle ? 'active' : 'binded',
    ChargeType: 'PREPAY',
    Type: 'Basic',
    BandwidthType: 'Basic',
    Bandwidth: 20,
    Accelerators: idle ? [] : firstAccelerator(home),
    CreateTime: String(created),
    ExpiredTime: String(endOf(home, basics)),
    RegionId: 'cn-hangzhou',
    ResourceGroupId: RESOURCE_GROUP,
    Tags: [],
  };
}

/** Two groups, each with two endpoints. */
const GROUPS = 2;

const listEndpointGroups: Action = {
  name: 'ListEndpointGroups',
  params: ['AcceleratorId'],
  required: ['RegionId', 'AcceleratorId'],
  paging: numberPaging({ default: 10, max: 50, over: 'cap' }),
  items: 'EndpointGroups',
  itemId: 'EndpointGroupId',
  handle(call) {
    const home = homeOf(call);
    const { AcceleratorId = '' } = call.params;
    const index = home.find(ACCELERATOR, AcceleratorId);
    const condition = index === undefined ? undefined : home.condition(ACCELERATOR, index);
    const { rows, fields } = call.page(
      listing(index === undefined ? 0 : GROUPS, (i): Body => {
        const empty = condition === 'ga-empty' || (condition === 'ga-group-empty' && i === 0);
        const endpoints = ['203.0.113.7', '203.0.113.8'].map((Endpoint) => ({
          Endpoint,
          Type: 'PublicIp',
          Weight: 100,
        }));
        return {
          EndpointGroupId: `epg-${AcceleratorId.slice(3)}${i}`,
          AcceleratorId,
          Name: `group-${i + 1}`,
          State: 'active',
          EndpointGroupType: 'default',
          TrafficPercentage: 100,
          HealthCheckEnabled: !(condition === 'ga-unchecked' && i === 1),
          EndpointConfigurations: empty ? [] : endpoints,
        };
      }),
    );
    return { EndpointGroups: rows, ...fields };
  },
};

const api: Product = {
  code: 'ga',
  version: '2019-11-20',
  global: true,
  actions: [
    lists(
      {
        name: 'ListAccelerators',
        params: ['State'],
        paging: numberPaging({ default: 10, max: 50, over: 'cap' }),
        items: 'Accelerators',
        itemId: 'AcceleratorId',
      },
      ACCELERATOR,
      acceleratorRow,
    ),
    lists(
      {
        name: 'ListBasicAccelerators',
        params: ['State'],
        paging: numberPaging({ default: 10, max: 50, over: 'cap' }),
        items: 'Accelerators',
        itemId: 'AcceleratorId',
      },
      BASIC,
      acceleratorRow,
    ),
    lists(
      {
        name: 'ListBandwidthPackages',
        params: ['State', 'Type'],
        paging: numberPaging({ default: 10, max: 100, over: 'cap' }),
        items: 'BandwidthPackages',
        itemId: 'BandwidthPackageId',
      },
      PLAN,
      planRow,
    ),
    listEndpointGroups,
  ],
};

export const ga = emulated({
  products: [api],
  kinds: {
    accelerator: { prefix: 'ga-', size: 'accelerators', usual: 16, perAccount: true, mark: false },
    basicAccelerator: { prefix: 'ga-basic', size: 'basicAccelerators', usual: 8, perAccount: true, mark: false },
    gaPackage: { prefix: 'gbwp-', size: 'gaPackages', usual: 10, perAccount: true, mark: false },
  },
  conditions: {
    'ga-expiring': { kind: ACCELERATOR, detail: 'subscription expires in 5 days' },
    'ga-expiring-warning': { kind: ACCELERATOR, detail: 'subscription expires in 20 days' },
    'ga-overdue': { kind: ACCELERATOR, detail: 'State finacialLocked' },
    'ga-empty': { kind: ACCELERATOR, detail: 'no endpoint in either group' },
    'ga-group-empty': { kind: ACCELERATOR, detail: 'no endpoint in one group of two' },
    'ga-unchecked': { kind: ACCELERATOR, detail: 'HealthCheckEnabled false in one group of two' },
    'ga-basic-expiring': { kind: BASIC, detail: 'subscription expires in 5 days' },
    'ga-basic-expiring-warning': { kind: BASIC, detail: 'subscription expires in 20 days' },
    'ga-basic-overdue': { kind: BASIC, detail: 'State finacialLocked' },
    'ga-package-expiring': { kind: PLAN, detail: 'subscription expires in 5 days' },
    'ga-package-expiring-warning': { kind: PLAN, detail: 'subscription expires in 20 days' },
    'ga-package-unbound': { kind: PLAN, detail: 'State active, bought 100 days ago or earlier' },
    'ga-package-overdue': { kind: PLAN, detail: 'State finacialLocked' },
    'ga-package-monthly': { kind: PLAN, detail: 'paid by the month, and renews itself', usual: false },
  },
  raises: {
    'ga-expiring': ['ga-expiring critical'],
    'ga-expiring-warning': ['ga-expiring warning'],
    'ga-overdue': ['ga-locked critical'],
    'ga-empty': ['ga-no-endpoint critical'],
    'ga-group-empty': ['ga-no-endpoint error'],
    'ga-unchecked': ['ga-health-check-off warning'],
    'ga-basic-expiring': ['ga-basic-expiring critical'],
    'ga-basic-expiring-warning': ['ga-basic-expiring warning'],
    'ga-basic-overdue': ['ga-basic-locked critical'],
    'ga-package-expiring': ['ga-package-expiring critical'],
    'ga-package-expiring-warning': ['ga-package-expiring warning'],
    'ga-package-unbound': ['ga-package-idle info'],
    'ga-package-overdue': ['ga-package-locked critical'],
    'ga-package-monthly': { nothing: 'it renews itself' },
  },
});
