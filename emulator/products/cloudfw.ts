/** Cloud Firewall: the one firewall of an account, and the public addresses that it knows. */
import { listing, type Action, type Body, type Call, type Product } from '../define';
import { emulated } from '../emulated';
import { numberPaging } from '../paging';
import { basicsAt, endOf } from '../common/networks';

const ADDRESSES = 40;
const OPEN: Readonly<Record<string, number>> = { 'cloudfw-some-open': 8, 'cloudfw-most-open': 30 };

type Side = 'firewallState' | 'firewallAssets' | 'firewallLog' | 'firewallSpec';

const conditionOf = ({ scope }: Call, side: Side) => scope.condition(side, 0);

const describeUserBuyVersion: Action = {
  name: 'DescribeUserBuyVersion',
  params: ['InstanceId'],
  handle(call) {
    const { scope } = call;
    const basics = basicsAt(scope, 'firewall', 0);
    const state = conditionOf(call, 'firewallState');
    return {
      AliUid: Number(scope.account.accountId),
      InstanceId: `vipcloudfw-cn-${scope.account.accountId}`,
      Version: 3,
      UserStatus: true,
      InstanceStatus: state === 'cloudfw-abnormal' ? 'abnormal' : state === 'cloudfw-init' ? 'init' : 'normal',
      StartTime: basics.created,
      Expire: endOf(scope, basics),
      LogStatus: conditionOf(call, 'firewallLog') !== 'cloudfw-log-off',
      LogStorage: 3000,
      IpNumber: 50,
      InternetBandwidth: 200,
    };
  },
};

const describeAssetList: Action = {
  name: 'DescribeAssetList',
  params: ['UserType', 'Status', 'IpVersion'],
  paging: numberPaging({ default: 10, max: 50, over: 'refuse', names: { page: 'CurrentPage', size: 'PageSize' } }),
  items: 'Assets',
  itemId: 'InternetAddress',
  handle(call) {
    const open = OPEN[conditionOf(call, 'firewallAssets') ?? ''] ?? 2;
    const addresses = call.world.scope(call.scope.account.accountId, 'cn-hangzhou');
    const [live, population] = [addresses.live('eip'), addresses.population('eip')];
    const { rows, fields } = call.page(
      listing(ADDRESSES, (i): Body => ({
        InternetAddress: `198.51.100.${i + 1}`,
        ProtectStatus: i < open ? 'closed' : 'open',
        RegionStatus: 'enable',
        SyncStatus: 'enable',
        RegionID: 'cn-hangzhou',
        ResourceType: 'EIP',
        ...(i < live.length && { ResourceInstanceId: population.idOf(live.at(i)) }),
        IpVersion: 4,
      })),
    );
    return { Assets: rows, TotalCount: fields.TotalCount };
  },
};

const describeAssetStatistic: Action = {
  name: 'DescribeAssetStatistic',
  params: ['Lang'],
  handle(call) {
    const condition = conditionOf(call, 'firewallSpec');
    const used = condition === 'cloudfw-ips-full' ? 50 : condition === 'cloudfw-ips-many' ? 42 : 20;
    return { ResourceSpecStatistic: { IpNumUsed: used, IpNumSpec: 50 } };
  },
};

const api: Product = {
  code: 'cloudfw',
  version: '2017-12-07',
  global: true,
  actions: [describeUserBuyVersion, describeAssetList, describeAssetStatistic],
};

export const cloudfw = emulated({
  products: [api],
  kinds: {
    firewall: { prefix: '', account: true },
    firewallState: { prefix: '', account: true },
    firewallAssets: { prefix: '', account: true },
    firewallLog: { prefix: '', account: true },
    firewallSpec: { prefix: '', account: true },
  },
  conditions: {
    'cloudfw-expiring-warning': { kind: 'firewall', detail: 'subscription ends in 20 days' },
    'cloudfw-expiring': { kind: 'firewall', detail: 'subscription ends in 5 days', usual: false },
    'cloudfw-abnormal': { kind: 'firewallState', detail: 'InstanceStatus abnormal' },
    'cloudfw-init': { kind: 'firewallState', detail: 'InstanceStatus init for a hundred days and more', usual: false },
    'cloudfw-some-open': { kind: 'firewallAssets', detail: '8 of 40 public addresses are not protected' },
    'cloudfw-most-open': {
      kind: 'firewallAssets',
      detail: '30 of 40 public addresses are not protected',
      usual: false,
    },
    'cloudfw-log-off': { kind: 'firewallLog', detail: 'LogStatus false' },
    'cloudfw-ips-many': { kind: 'firewallSpec', detail: '42 of 50 addresses' },
    'cloudfw-ips-full': { kind: 'firewallSpec', detail: '50 of 50 addresses', usual: false },
  },
  raises: {
    'cloudfw-expiring-warning': ['cloudfw-expiring warning'],
    'cloudfw-expiring': ['cloudfw-expiring critical'],
    'cloudfw-abnormal': ['cloudfw-status-abnormal critical'],
    'cloudfw-init': ['cloudfw-status-abnormal error'],
    'cloudfw-some-open': ['cloudfw-unprotected warning'],
    'cloudfw-most-open': ['cloudfw-unprotected error'],
    'cloudfw-log-off': ['cloudfw-log-off warning'],
    'cloudfw-ips-many': ['cloudfw-ips-full warning'],
    'cloudfw-ips-full': ['cloudfw-ips-full error'],
  },
  changes: [
    { epoch: 1, do: 'worsen', condition: 'cloudfw-expiring-warning', to: 'cloudfw-expiring' },
    { epoch: 1, do: 'worsen', condition: 'cloudfw-abnormal', to: 'cloudfw-init' },
    { epoch: 1, do: 'worsen', condition: 'cloudfw-some-open', to: 'cloudfw-most-open' },
    { epoch: 1, do: 'worsen', condition: 'cloudfw-ips-many', to: 'cloudfw-ips-full' },
  ],
});
