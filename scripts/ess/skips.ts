import type { AssetOf, Reason } from '../../lib/define';
import type { scalingGroups } from './collectors/scaling-groups';

/** One that is switched off or goes away does not scale, as somebody wanted it. */
export function notActive({ lifecycleState }: AssetOf<typeof scalingGroups>): Reason | undefined {
  if (lifecycleState === 'Active') return undefined;
  return { zh: `伸缩组状态为 ${lifecycleState}`, en: `the scaling group is ${lifecycleState}` };
}
