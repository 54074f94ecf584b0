import type { AnyChecker, AnyCollector } from '../define';

/** What every run calls besides its collectors. */
const ALWAYS = ['ecs:DescribeRegions', 'sts:GetCallerIdentity'];

/** The RAM action that a collector's call needs. @example ramActionOf(disks) // 'ecs:DescribeDisks' */
export function ramActionOf({ product, call }: AnyCollector): string {
  return call.ram ?? `${product.ramPrefix ?? product.code}:${call.action}`;
}

/** The RAM actions that checkers need, sorted, each once; derived from their collectors and metrics. */
export function ramActionsOf(checkers: readonly AnyChecker[], always: readonly string[] = ALWAYS): string[] {
  const actions = new Set(always);
  for (const checker of checkers) {
    for (const collector of [checker.asset, ...Object.values(checker.related)]) {
      actions.add(ramActionOf(collector));
      if (collector.within) actions.add(ramActionOf(collector.within.of));
    }
    const { product } = checker.asset;
    if (product.regions !== undefined && always.length > 0) {
      actions.add(`${product.ramPrefix ?? product.code}:DescribeRegions`);
    }
    for (const { history, window } of Object.values(checker.metrics)) {
      actions.add(history || window ? 'cms:QueryMetricList' : 'cms:QueryMetricLast');
    }
  }
  return [...actions].sort();
}

/** The least RAM policy for checkers, as JSON text: named actions that read, no wildcard. */
export function ramPolicyOf(checkers: readonly AnyChecker[]): string {
  const statement = { Effect: 'Allow', Action: ramActionsOf(checkers), Resource: '*' };
  return JSON.stringify({ Version: '1', Statement: [statement] }, undefined, 2);
}
