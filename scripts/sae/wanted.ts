import type { AssetOf } from '../../lib/define';
import type { applications } from './collectors/applications';

/** Whether fewer instances run than are wanted, as far as the list tells. */
export function lacks({ instances = 0, runningInstances = 0 }: AssetOf<typeof applications>): boolean {
  return runningInstances < instances;
}
