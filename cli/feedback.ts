import { existsSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { redact } from '../lib/credentials';
import { ConfigError } from '../lib/errors';
import { accept, acceptances, openFault, unaccept, type Saying } from '../lib/inspection';
import type { Acceptance, InspectionEvent, Language } from '../lib/model';
import type { KeptState } from '../lib/state';
import { EXIT } from './exit';
import { openKept } from './state';

export type FeedbackAction = 'list' | 'normal' | 'undo';

export interface FeedbackFlags {
  state: string;
  redis?: boolean;
  /** Where a run has written `events.jsonl`: events that are over are found there. */
  out?: string;
  note?: string;
  format: 'table' | 'json';
  lang: Language;
}

type Found = Omit<Saying, 'by' | 'at' | 'note'>;

const WORDS = {
  zh: {
    none: '没有被确认为正常的事件',
    line: (one: Acceptance) => `${rangeOf(one)} 自 ${one.since}；${one.by} 于 ${one.at} 确认`,
    said: '已确认为正常：下次巡检时该事件结束，此范围内的值不再产生事件',
    undone: '已撤销：下次巡检按未确认判断',
  },
  en: {
    none: 'nothing was said to be normal',
    line: (one: Acceptance) => `${rangeOf(one)} since ${one.since}; said by ${one.by} at ${one.at}`,
    said: 'it is normal: its event ends with the next run, and values in this range make none any more',
    undone: 'taken back: the next run judges as if it had not been said',
  },
} as const;

function rangeOf({ low, high, unit, metric, part }: Acceptance): string {
  return `${metric}${part === undefined ? '' : ` (${part})`} ${low}–${high} ${unit}`;
}

/**
 * Says that what an event of a change tells of is normal, takes that back, or lists what was said.
 *
 * @param id a fault's id, or that of one of its events; for `normal` and `undo`
 * @returns the exit code
 * @throws ConfigError when there is no such event, or nothing that could be said of it
 */
export async function feedback(
  action: FeedbackAction,
  id: string | undefined,
  flags: FeedbackFlags,
  print: (text: string) => void,
): Promise<number> {
  if (action === 'list' && id !== undefined) throw new ConfigError('feedback list: takes no id', { field: 'id' });
  if (action !== 'list' && id === undefined)
    throw new ConfigError(`feedback ${action}: name the event, or its fault, by its id`, { field: 'id' });
  const words = WORDS[flags.lang];
  const kept = await openKept(flags, 'forget');
  try {
    let done = '';
    let told: readonly Acceptance[] = [];
    if (action === 'list') {
      told = (await acceptances(kept)).filter(({ undone }) => undone === undefined);
      done = told.length === 0 ? words.none : '';
    } else if (action === 'normal') {
      const by = userInfo().username;
      told = [await accept(kept, { ...(await find(kept, id as string, flags)), by, at: new Date(), note: flags.note })];
      done = words.said;
    } else {
      told = await unaccept(kept, id as string, new Date());
      if (told.length === 0) throw new ConfigError(`${id}: nothing was said of it; see feedback list`, { field: 'id' });
      done = words.undone;
    }
    if (flags.format === 'json') print(`${JSON.stringify({ action, accepted: told }, undefined, 2)}\n`);
    else {
      const lines = told.flatMap((one) => [
        `${one.faultId}  ${one.checker} ${one.assetName || one.assetId} ${one.region} ${one.account}`,
        `  ${words.line(one)}${one.note === undefined ? '' : `: ${one.note}`}`,
      ]);
      print(
        `${[...lines, done]
          .filter(Boolean)
          .map((line) => redact(line))
          .join('\n')}\n`,
      );
    }
    return EXIT.complete;
  } finally {
    await kept.close();
  }
}

/** What is open in the state, or else was written by a run. */
async function find(kept: KeptState, id: string, { out }: FeedbackFlags): Promise<Found> {
  const event = out === undefined ? undefined : written(join(out, 'events.jsonl'), id);
  const wanted = event?.faultId ?? id;
  const open = await openFault(kept, wanted);
  if (open) return open;
  if (event) {
    const { faultId, account, region, checker, assetId, assetName, data } = event;
    return { faultId, account, region, checker, assetId, assetName, data };
  }
  const hint = out === undefined ? '; with --out <dir> of a run, events that are over are found, too' : '';
  throw new ConfigError(`${id}: no event or fault has this id${hint}`, { field: 'id' });
}

/** The newest event of a file that has an id or is of a fault, and is no recovery. */
function written(file: string, id: string): InspectionEvent | undefined {
  if (!existsSync(file)) throw new ConfigError(`--out: there is no ${file}`, { field: 'out' });
  const events = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.includes(id))
    .map((line) => JSON.parse(line) as InspectionEvent);
  return events.reverse().find((one) => (one.id === id || one.faultId === id) && one.kind !== 'recovery');
}
