import type { AnyChecker, AnyCollector } from '../define';
import type { Text } from '../model/text';

/** What every run calls besides its collectors. */
const ALWAYS = ['ecs:DescribeRegions', 'sts:GetCallerIdentity'];

/** The RAM action that a collector's call needs. @example ramActionOf(disks) // 'ecs:DescribeDisks' */
export function ramActionOf({ product, call }: AnyCollector): string {
  return call.ram ?? `${product.ramPrefix ?? product.code}:${call.action}`;
}

/** What permissions of checkers let somebody read besides: secrets, and addresses that need no key. By RAM action. */
export function revealedBy(checkers: readonly AnyChecker[]): ReadonlyMap<string, Text> {
  const collectors = checkers.flatMap(({ asset, related }) => [asset, ...Object.values(related)]);
  const all = collectors.flatMap((one) => (one.reveals ? [[ramActionOf(one), one.reveals] as const] : []));
  return new Map(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A Markdown table of what reveals secrets: the action, what its answers hold, and the checkers that are unknown without it. */
export function revealingTable(checkers: readonly AnyChecker[]): string {
  const rows = [...revealedBy(checkers)].map(([action, { zh, en }]) => {
    const without = checkers.filter((checker) => revealedBy([checker]).has(action)).map(({ id }) => `\`${id}\``);
    return `| \`${action}\` | ${en} · ${zh} | ${without.join(', ')} |`;
  });
  return ['| action | its answers hold | unknown without it |', '| --- | --- | --- |', ...rows].join('\n');
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

/** What a session policy may be long, by AssumeRole. */
const SESSION_POLICY = 2048;
/**
 * What runs call besides: for their accounts and regions endpoints, regions in use, members and their roles; and metrics in both
 * ways, because a parameter that is set later may ask for their past.
 */
const BESIDES = [
  ...['cms:QueryMetricLast', 'cms:QueryMetricList', 'location:DescribeEndpoints'],
  ...['resourcecenter:*', 'resourcemanager:ListAccounts', 'sts:AssumeRole'],
];

/**
 * A policy that narrows the session of a role to actions: to these, or where that is too long to what begins as they do, product
 * by product; with what any run may call besides. `undefined` where that is too long, too, and where it is not known
 * what is needed.
 *
 * @example sessionPolicyOf(['ecs:DescribeDisks']) // '{"Version":"1","Statement":[{"Effect":"Allow","Action":["ecs:DescribeDisks",…],"Resource":"*"}]}'
 */
export function sessionPolicyOf(needed: readonly string[]): string | undefined {
  if (needed.length === 0) return undefined;
  const actions = [...new Set([...needed, ...BESIDES])].sort();
  const policyOf = (Action: readonly string[]) =>
    JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
  const verbs = new Set(actions.map((action) => action.replace(/^([^:]+:[A-Z][a-z]+).*$/, '$1*')));
  const products = new Set(actions.map((action) => action.replace(/:.*$/, ':*')));
  return [actions, [...verbs], [...products]].map(policyOf).find((text) => text.length <= SESSION_POLICY);
}

/**
 * The least RAM policy for checkers, as JSON text: named actions that read, no wildcard.
 *
 * @param plain whether what reveals secrets is left out: see {@link revealedBy}
 */
export function ramPolicyOf(checkers: readonly AnyChecker[], plain = false): string {
  const revealing = plain ? revealedBy(checkers) : new Map<string, Text>();
  const actions = ramActionsOf(checkers).filter((action) => !revealing.has(action));
  const statement = { Effect: 'Allow', Action: actions, Resource: '*' };
  return JSON.stringify({ Version: '1', Statement: [statement] }, undefined, 2);
}
