/** What happens to single assets of a world that lives in time. */
import { hintOf } from '../lib/model';
import { CONDITIONS, KINDS } from './conditions';
import type { EpisodeScenario } from './full-scenario';
import { kindOfEpisode } from './episodes';
import { fail, list, number, object, text } from './validate';

const FIELDS = ['asset', 'condition', 'absent', 'from', 'to', 'region', 'accountId'] as const;
const MOST_HOURS = 24 * 366;

/**
 * Reads and checks a timeline.
 *
 * @param stepMinutes what passes from one epoch to the next
 * @throws Error that names the field, such as `scenario.timeline[3].condition: no such condition`
 */
export function readTimeline(value: unknown, stepMinutes: number, at: string): EpisodeScenario[] {
  const episodes = list(value, at, readEpisode);
  if (episodes.length > 0 && stepMinutes === 0) throw fail(at, 'stepMinutes expected: without it no time passes');
  const kinds = new Map<string, string>();
  episodes.forEach((one, i) => {
    if (one.asset === undefined) return;
    const kind = kindOfEpisode(one, CONDITIONS);
    if ((kinds.get(one.asset) ?? kind) !== kind) {
      throw fail(`${at}[${i}]`, `"${one.asset}" is a ${kinds.get(one.asset)}: a condition of that kind expected`);
    }
    kinds.set(one.asset, kind);
  });
  return episodes;
}

function readEpisode(value: unknown, at: string): EpisodeScenario {
  const fields = object(value, at, FIELDS);
  if ((fields.condition === undefined) === (fields.absent === undefined)) {
    throw fail(at, 'either a condition or absent expected');
  }
  const episode: EpisodeScenario = {};
  for (const name of ['asset', 'condition', 'absent', 'region', 'accountId'] as const) {
    if (fields[name] !== undefined) episode[name] = text(fields[name], `${at}.${name}`);
  }
  for (const name of ['from', 'to'] as const) {
    if (fields[name] !== undefined) episode[name] = number(fields[name], `${at}.${name}`, 0, MOST_HOURS);
  }
  if ((episode.from ?? 0) >= (episode.to ?? Infinity)) throw fail(`${at}.to`, 'an hour after from expected');
  known('condition', episode.condition, Object.keys(CONDITIONS), `${at}.condition`);
  known('kind', episode.absent, KINDS, `${at}.absent`);
  return episode;
}

function known(what: string, name: string | undefined, all: readonly string[], at: string): void {
  if (name !== undefined && !all.includes(name)) throw fail(at, `no such ${what}${hintOf(name, all)}`);
}
