import type { EpisodeScenario } from './full-scenario';
import type { Kinds } from './kinds';
import { DELETED, type Episode } from './population';

type Conditions = Kinds['conditions'];

/** The kind of asset that an episode is about; empty for an unknown condition. */
export function kindOfEpisode({ condition, absent = '' }: EpisodeScenario, conditions: Conditions): string {
  return condition === undefined ? absent : (conditions[condition]?.kind ?? '');
}

/** The timelines of the assets of one kind by their names (those without one have symbols), in epochs. */
export function timelinesOf(
  timeline: readonly EpisodeScenario[],
  kind: string,
  stepMinutes: number,
  conditions: Conditions,
): Map<string | symbol, Episode[]> {
  const epochOf = (hours: number) => (hours * 60) / stepMinutes;
  const found = new Map<string | symbol, Episode[]>();
  for (const one of timeline) {
    if (kindOfEpisode(one, conditions) !== kind) continue;
    const name = one.asset ?? Symbol('an asset of its own');
    const { condition = DELETED, from = 0, to = Infinity } = one;
    found.set(name, [...(found.get(name) ?? []), { condition, from: epochOf(from), to: epochOf(to) }]);
  }
  return found;
}
