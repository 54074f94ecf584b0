import { omit } from 'lodash';
import type { AnyChecker, AnyCollector, Metric } from '../define';
import { ConfigError } from '../errors';
import { hintOf } from '../model';
import type { RunConfigs } from './configs';

/** What is read for the assets of one collector, derived from the checkers that judge them. */
export interface RootPlan {
  readonly collector: AnyCollector;
  readonly checkers: readonly AnyChecker[];
  /** Judge assets that are gone. */
  readonly goneCheckers: readonly AnyChecker[];
  readonly related: readonly AnyCollector[];
  /** Read for their newest value, or for as many of the newest periods as the checker that wants most of them. */
  readonly metrics: readonly Metric[];
  /** Read for their past, each as far back as the checker that wants most of it. */
  readonly histories: readonly Metric[];
  /** Whether the next run needs to remember the assets of this one. */
  readonly remembers: boolean;
}

/**
 * Derives what to collect from what is checked; what no checker needs is not collected, what several need once.
 *
 * @throws TypeError on a declaration that cannot work
 */
export function planOf(checkers: readonly AnyChecker[]): RootPlan[] {
  const roots = new Map<string, AnyChecker[]>();
  for (const checker of checkers) {
    if (checker.asset.belongs) {
      throw new TypeError(
        `checker ${checker.id}: ${checker.asset.id} belongs to another collector and is judged with it`,
      );
    }
    for (const [name, related] of Object.entries(checker.related)) {
      if (related.belongs?.to.id !== checker.asset.id) {
        throw new TypeError(`checker ${checker.id}: related ${name} does not belong to ${checker.asset.id}`);
      }
    }
    const siblings = roots.get(checker.asset.id);
    if (siblings) siblings.push(checker);
    else roots.set(checker.asset.id, [checker]);
  }
  return [...roots.values()].map((all) => {
    const collector = (all[0] as AnyChecker).asset;
    const byId = <T extends { id: string }>(list: T[]) => [...new Map(list.map((x) => [x.id, x])).values()];
    const metrics = all.flatMap((checker) => Object.values(checker.metrics));
    const goneCheckers = all.filter((checker) => checker.when === 'gone');
    return {
      collector,
      checkers: all.filter((checker) => checker.when === 'listed'),
      goneCheckers,
      related: byId(all.flatMap((checker) => Object.values(checker.related))),
      metrics: byId(metrics.filter((metric) => !metric.history).sort((a, b) => (a.window ?? 1) - (b.window ?? 1))),
      histories: byId(
        metrics.filter((metric) => metric.history).sort((a, b) => (a.history?.hours ?? 0) - (b.history?.hours ?? 0)),
      ),
      remembers: goneCheckers.length > 0 || (collector.remember?.length ?? 0) > 0,
    };
  });
}

const DISABLED = { zh: '检查项已停用', en: 'the checker is switched off' };

/** A checker that reads nothing and skips every asset, so that what it has open ends at once. */
function disabled(checker: AnyChecker): AnyChecker {
  return {
    ...omit(checker, 'dynamic', 'lasting'),
    metrics: {},
    related: {},
    optional: [],
    because: [],
    values: { ...checker.values, raiseAfter: 1, recoverAfter: 1 },
    check: (_asset, { skip }) => skip(DISABLED),
  };
}

/**
 * The checkers with the parameters of `configs.params`; those of `configs.disabledCheckers` judge nothing.
 *
 * @throws ConfigError naming the checker or the parameter
 */
export function withParams(
  checkers: readonly AnyChecker[],
  { params = {}, disabledCheckers = [] }: Pick<RunConfigs, 'params' | 'disabledCheckers'> = {},
): AnyChecker[] {
  const known = checkers.map((checker) => checker.id).sort();
  const refuse = (field: string, id: string) => {
    throw new ConfigError(`${field}: this inspection has no such checker${hintOf(id, known)}`, { field });
  };
  for (const id of Object.keys(params)) if (!known.includes(id)) refuse(`configs.params.${id}`, id);
  const strange = disabledCheckers.find((id) => !known.includes(id));
  if (strange !== undefined) refuse('configs.disabledCheckers', strange);
  return checkers.map((checker) => {
    const given = params[checker.id];
    const own = given ? withGiven(checker, given) : checker;
    return disabledCheckers.includes(checker.id) ? disabled(own) : own;
  });
}

function withGiven(checker: AnyChecker, given: Readonly<Record<string, unknown>>): AnyChecker {
  try {
    return checker.with(given);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(`configs.${error.message}`, { field: `configs.${error.field ?? `params.${checker.id}`}` });
  }
}
