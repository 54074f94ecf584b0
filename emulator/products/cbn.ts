/** Cloud Enterprise Network: the bandwidth between its regions. One list for an account. */
import type { Body, Product } from '../define';
import { listing, type Action } from '../define';
import { emulated } from '../emulated';
import { numberPaging } from '../paging';
import { basicsAt, endOf, RESOURCE_GROUP } from '../common/networks';
import { minuteTime } from '../time';
import type { Scope } from '../world';

const KIND = 'cenPackage';

function row(scope: Scope, index: number): Body {
  const basics = basicsAt(scope, KIND, index);
  const { id, condition, created } = basics;
  const idle = condition === 'cbn-package-unbound';
  return {
    CenBandwidthPackageId: id,
    Name: `backbone-${index + 1}`,
    Description: '',
    Status: idle ? 'Idle' : 'InUse',
    BusinessStatus: condition === 'cbn-package-overdue' ? 'FinancialLocked' : 'Normal',
    BandwidthPackageChargeType: 'PREPAY',
    Bandwidth: 20,
    GeographicRegionAId: 'China',
    GeographicRegionBId: 'China',
    GeographicSpanId: 'china_china',
    CenIds: { CenId: idle ? [] : ['cen-emulated'] },
    CreationTime: minuteTime(created),
    ExpiredTime: minuteTime(endOf(scope, basics)),
    ResourceGroupId: RESOURCE_GROUP,
    Tags: { Tag: [] },
  };
}

const describeCenBandwidthPackages: Action = {
  name: 'DescribeCenBandwidthPackages',
  paging: numberPaging({ default: 10, max: 50, over: 'cap' }),
  items: 'CenBandwidthPackages.CenBandwidthPackage',
  itemId: 'CenBandwidthPackageId',
  handle(call) {
    const home = call.world.home(call.scope.account.accountId);
    const live = home.live(KIND);
    const { rows, fields } = call.page(listing(live.length, (i) => row(home, live.at(i))));
    return { CenBandwidthPackages: { CenBandwidthPackage: rows }, ...fields };
  },
};

const api: Product = { code: 'cbn', version: '2017-09-12', global: true, actions: [describeCenBandwidthPackages] };

export const cbn = emulated({
  products: [api],
  kinds: {
    cenPackage: { prefix: 'cenbwp-', size: 'cenPackages', usual: 10, perAccount: true, mark: false },
  },
  conditions: {
    'cbn-package-expiring': { kind: KIND, detail: 'subscription expires in 5 days' },
    'cbn-package-expiring-warning': { kind: KIND, detail: 'subscription expires in 20 days' },
    'cbn-package-unbound': { kind: KIND, detail: 'Status Idle, bought 100 days ago or earlier' },
    'cbn-package-overdue': { kind: KIND, detail: 'BusinessStatus FinancialLocked' },
  },
  raises: {
    'cbn-package-expiring': ['cbn-package-expiring critical'],
    'cbn-package-expiring-warning': ['cbn-package-expiring warning'],
    'cbn-package-unbound': ['cbn-package-idle info'],
    'cbn-package-overdue': ['cbn-package-locked critical'],
  },
});
