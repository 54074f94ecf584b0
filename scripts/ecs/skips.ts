import type { AssetOf, Reason } from '../../lib/define';
import type { autoRenewal } from './collectors/auto-renewal';
import type { disks } from './collectors/disks';
import type { instances } from './collectors/instances';

type Instance = AssetOf<typeof instances>;

/** A metric of a machine that does not run says nothing. */
export function notRunning(instance: Instance): Reason | undefined {
  if (instance.status === 'Running') return undefined;
  return { zh: `实例状态为 ${instance.status}`, en: `the instance is ${instance.status}` };
}

/** A subscription that was marked as not renewed, and has ended: as somebody wanted it. */
export function endedOnPurpose(
  { instanceChargeType, expiredTime }: Instance,
  renewals: readonly AssetOf<typeof autoRenewal>[],
  now: Date,
): Reason | undefined {
  if (instanceChargeType !== 'PrePaid' || expiredTime === undefined || expiredTime > now) return undefined;
  return renewals[0]?.renewalStatus === 'NotRenewal'
    ? { zh: '已到期，且设为到期不续费', en: 'it has ended, and is marked as not renewed' }
    : undefined;
}

/** Without the CloudMonitor agent there are no metrics from inside the machine. */
export const NO_AGENT_DATA: Reason = {
  zh: '没有最近的数据：云监控插件未安装或未运行',
  en: 'no recent data: the CloudMonitor agent is not installed or not running',
};

type Category = NonNullable<AssetOf<typeof disks>['category']>;

/** Local and ephemeral disks cannot have snapshots. */
const SNAPSHOTS: Readonly<Record<Category, boolean>> = {
  cloud: true,
  cloud_efficiency: true,
  cloud_ssd: true,
  cloud_essd: true,
  cloud_essd_entry: true,
  cloud_auto: true,
  cloud_regional_disk_auto: true,
  cloud_essd_xc0: true,
  cloud_essd_xc1: true,
  local_ssd_pro: false,
  local_hdd_pro: false,
  local_ssd: false,
  local_hdd: false,
  ephemeral: false,
  ephemeral_ssd: false,
  ephemeral_hdd: false,
  elastic_ephemeral_disk_standard: false,
  elastic_ephemeral_disk_premium: false,
};

/** Whether disks of a category can have snapshots. */
export function hasSnapshots(category: Category): boolean {
  return SNAPSHOTS[category];
}
