import type { AssetOf, Reason } from '../../lib/define';
import type { instances } from './collectors/instances';

type Instance = AssetOf<typeof instances>;

/** A metric of a machine that does not run says nothing. */
export function notRunning(instance: Instance): Reason | undefined {
  if (instance.status === 'Running') return undefined;
  return { zh: `实例状态为 ${instance.status}`, en: `the instance is ${instance.status}` };
}

/** Without the CloudMonitor agent there are no metrics from inside the machine. */
export const NO_AGENT_DATA: Reason = {
  zh: '没有最近的数据：云监控插件未安装或未运行',
  en: 'no recent data: the CloudMonitor agent is not installed or not running',
};

/** Categories of local and ephemeral disks, which cannot have snapshots. */
export const NO_SNAPSHOTS = /^(local_|ephemeral|elastic_ephemeral)/;
