import type { AssetOf, Reason } from '../../lib/define';
import type { loadBalancers } from './collectors/load-balancers';

/** One that is being created or changed, or is switched off, has no steady metrics. */
export function notActive(lb: AssetOf<typeof loadBalancers>): Reason | undefined {
  if (lb.loadBalancerStatus === 'Active') return undefined;
  return { zh: `NLB 实例状态为 ${lb.loadBalancerStatus}`, en: `the NLB is ${lb.loadBalancerStatus}` };
}
