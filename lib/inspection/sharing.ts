/** Which inspections share a fault, for how long a finding counts for the others, and how an inspection leaves. */
import { createHash } from 'node:crypto';
import { omit } from 'lodash';
import { cronTimes } from '../cron';
import { tagsOf } from '../event';
import { reporterNames, type GuanceConfig } from '../guance';
import { DAY, HOUR } from '../model';
import type { StateStore } from '../state';
import { ChangeSet } from './changes';
import type { RootPlan } from './plan';
import { identityOf, type Place } from './turn';
import type { Inspection, RunOptions } from './types';

/** Runs that an inspection may miss before its findings count for itself only; a day at least: a judgement. */
const RUNS = 3;

/**
 * Whom the events of an inspection reach: the same for inspections that report to the same places, with the same strategy
 * and under the same alert policies. Only those share a fault: what one has reported, nobody else would hear of.
 *
 * A host that registers inspections itself tells of each in its own name only: those share nothing.
 *
 * @param options of the run: reporters that the host brings, and whether it registers
 * @returns a digest; empty where nobody is told beyond this run
 */
export function audienceOf(
  inspection: Inspection,
  config: GuanceConfig,
  { reporters: own = [], registered }: Pick<RunOptions, 'reporters' | 'registered'> = {},
): string {
  const named = reporterNames(config).filter((name) => name !== 'file' && name !== 'console');
  const names = new Set<string>([...named, ...own.filter((one) => 'deliver' in one).map((one) => one.name)]);
  if (names.size === 0) return '';
  const places = omit(config, 'reporters', 'startSeconds', 'webhookBatch', 'eventFields');
  const { alerts, guance } = inspection;
  const sorted = Object.entries(places).sort(([a], [b]) => (a < b ? -1 : 1));
  const policies = [...(guance?.alertPolicyUUIDs ?? [])].sort();
  const all = [[...names].sort(), sorted, alerts ?? null, policies, ...(registered ? [inspection.id] : [])];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 16);
}

/** Until when what an inspection finds now counts for the others, ISO 8601. */
export function countsUntil(schedule: string, now: Date): string {
  const asked = `${now.getTime()} ${schedule}`;
  if (lastUntil?.asked !== asked) {
    const next = cronTimes(schedule, 'UTC')?.after(now.getTime(), RUNS).at(-1)?.getTime() ?? 0;
    lastUntil = { asked, until: new Date(Math.max(now.getTime() + DAY, next + HOUR)).toISOString() };
  }
  return lastUntil.until;
}
/** The last answer: each account of a run that workers share asks the same. */
let lastUntil: { readonly asked: string; readonly until: string } | undefined;

/**
 * An inspection that was switched off sees nothing any more: the faults that others see, too, are theirs alone. What it
 * alone has seen stays as it is, because nobody can tell.
 *
 * @throws StateError
 */
export async function leave(
  state: StateStore,
  plan: readonly RootPlan[],
  common: Omit<Place, 'collector' | 'account' | 'region'>,
): Promise<void> {
  for (const scope of await state.openScopes(common.inspection.id)) {
    const root = plan.find(({ collector }) => collector.id === scope.collector);
    if (!root) continue;
    const { open } = await state.load(scope);
    const { collector } = root;
    const place: Place = {
      ...common,
      collector,
      account: { id: scope.account, name: scope.account },
      region: scope.region,
    };
    const changes = new ChangeSet();
    for (const before of open.values()) {
      const tags = tagsOf(identityOf(place, before.assetId, before.assetName), before.checker);
      changes.add({ leaving: true, before, tags });
    }
    if (!changes.empty) await state.apply(scope, changes.decision(common));
  }
}
