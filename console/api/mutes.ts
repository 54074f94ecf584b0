/** All mutes: who made them, why, until when, and what they cover now. */
import { ASSET_TAG, isActive, matchesTags } from '../../workspace/alerts';
import type { FaultFilter, OpenFault } from '../../workspace';
import type { MuteRecord } from '../../workspace/records';
import { addMute } from './alerts';
import type { MuteView } from './api';
import type { MutePreview, MuteRow, MutesView, MuteState } from './faults';
import { ConsoleFault, conflict } from './http';
import type { Call, Desk, Route } from './http';
import { faultFilterOf, titledRows } from './start';

const DAY = 86_400_000;
/** A mute that ends within a day is ending soon; one without an end is looked at again after 90 days: judgements. */
const SOON_MS = DAY;
const REVIEW_MS = 90 * DAY;
const LONGEST_SECONDS = 3650 * 86_400;
const SAMPLES = 10;
/** Fields of a fault that a mute may name, by what the event calls them. */
const MATCHERS: Readonly<Record<string, keyof FaultFilter>> = {
  account_id: 'account',
  region: 'region',
  product: 'product',
  checker: 'checker',
  [ASSET_TAG]: 'tag',
};

/** A fault as far as it is known without reading its event. */
function knownOf({ values, asset, tags }: OpenFault): Readonly<Record<string, string>> {
  const { account: account_id, region, product, checker } = values;
  return { account_id, region, product, checker, asset_id: asset, asset_tags: tags.join(', ') };
}

/** What goes on now and would not be told. */
function coveredBy({ muteRanges, tags }: MuteRecord, { workspace }: Desk): readonly OpenFault[] {
  const known = new Set(['asset_id', ...Object.keys(MATCHERS)]);
  const entries = Object.entries(tags);
  const isKnown = ([key]: readonly [string, unknown]) => known.has(key.replace(/^-/, ''));
  const own = Object.fromEntries(entries.filter(isKnown));
  const rest = Object.fromEntries(entries.filter((entry) => !isKnown(entry)));
  const inRange = ({ values }: OpenFault) =>
    muteRanges.length === 0 || muteRanges.some(({ checkerUUID }) => checkerUUID === values.checker_id);
  const some = workspace.store.allOpenFaults().filter((one) => inRange(one) && matchesTags(knownOf(one), own));
  if (Object.keys(rest).length === 0) return some;
  const fitting = workspace.store.eventsOf(some).filter(({ body }) => matchesTags(body, rest));
  const ids = new Set(fitting.map(({ docId }) => docId));
  return some.filter(({ id }) => ids.has(`E_${id.toString(36)}`));
}

function stateOf(mute: MuteRecord, now: number): MuteState {
  if (mute.status !== 0) return 'off';
  const end = mute.end === -1 ? Infinity : mute.end * 1000;
  if (now >= end) return 'expired';
  if (!isActive(mute, now)) return 'planned';
  return end - now <= SOON_MS ? 'soon' : 'active';
}

function rowOf(mute: MuteRecord, desk: Desk): MuteRow {
  const now = desk.now().getTime();
  const state = stateOf(mute, now);
  const { records } = desk.workspace;
  const covered = state === 'active' || state === 'soon' ? coveredBy(mute, desk).length : 0;
  return {
    uuid: mute.uuid,
    reason: mute.name,
    who: /^by (.*)$/.exec(mute.description)?.[1] ?? '',
    made: mute.createAt * 1000,
    ...(mute.end === -1 ? {} : { end: mute.end * 1000 }),
    state,
    repeats: mute.repeatTimeSet === 1,
    review: mute.end === -1 && mute.status === 0 && now - mute.createAt * 1000 >= REVIEW_MS,
    matches: mute.tags,
    inspections: mute.muteRanges.flatMap(({ checkerUUID }) => checkerUUID ?? []),
    policies: mute.muteRanges.flatMap(({ alertPolicyUUID: id }) =>
      id === undefined ? [] : [records.get('policy', id)?.name ?? id],
    ),
    covered,
  };
}

const ORDER: readonly MuteState[] = ['soon', 'active', 'planned', 'off', 'expired'];

function list(_call: Call, desk: Desk): MutesView {
  const mutes = desk.workspace.records.list('mute').map((mute) => rowOf(mute, desk));
  const place = ({ review, state }: MuteRow) => (review ? -1 : ORDER.indexOf(state));
  return { mutes: mutes.sort((a, b) => place(a) - place(b) || b.made - a.made) };
}

/** What a mute would cover now. @throws ConsoleFault when it would cover everything */
function matcherOf(query: URLSearchParams): FaultFilter {
  const filter = faultFilterOf(query);
  const possible = new Set<string>(Object.values(MATCHERS));
  const other = Object.keys(filter).find((field) => !possible.has(field));
  if (other !== undefined || Object.keys(filter).length === 0) {
    throw conflict({
      zh: '至少选一项：账号、地域、产品、检查项或标签；否则会静默一切',
      en: 'Choose at least an account, a region, a product, a checker or a tag: it would mute everything',
    });
  }
  return filter;
}

function preview({ query }: Call, desk: Desk): MutePreview {
  const filter = matcherOf(query);
  const wanted = Object.entries(MATCHERS).flatMap(([key, field]) => {
    const values = filter[field];
    return values ? [[key, values] as const] : [];
  });
  const tags = Object.fromEntries(wanted);
  const covered = desk.workspace.store.allOpenFaults().filter((one) => matchesTags(knownOf(one), tags));
  return { covered: covered.length, sample: titledRows(covered.slice(0, SAMPLES), desk) };
}

/** How long, and why: nobody looks for the end of a mute that has none, so that it says what it is for. */
export function termOf({ body }: Pick<Call, 'body'>): { readonly seconds: number; readonly reason: string } {
  const seconds = body.integer('seconds', 0, LONGEST_SECONDS) ?? 0;
  const reason = body.optionalText('reason', 200)?.trim() ?? '';
  if (seconds === 0 && reason === '') {
    throw new ConsoleFault(
      400,
      'config',
      { zh: '永久静默需要说明原因', en: 'A mute for ever needs a reason' },
      'reason',
    );
  }
  return { seconds, reason };
}

/** `2024/03/27 14:06:57`, in UTC. */
export function wallTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ').replace(/-/g, '/');
}

function add(call: Call, desk: Desk): MuteView {
  const { body, user } = call;
  const matcher = body.object('matcher');
  const query = new URLSearchParams();
  for (const key of Object.keys(matcher?.raw ?? {})) {
    for (const value of matcher?.texts(key) ?? []) query.append(`is.${key}`, value);
  }
  const filter = matcherOf(query);
  const { seconds, reason } = termOf(call);
  const tags = Object.entries(MATCHERS).flatMap(([key, field]) => (filter[field] ? [[key, filter[field]]] : []));
  const now = desk.now().getTime();
  const values = tags.map(([, values]) => String(values)).join(' · ');
  return addMute(
    {
      name: reason || values.slice(0, 200),
      description: `by ${user?.name ?? ''}`,
      type: 'custom',
      muteRanges: [],
      tags: Object.fromEntries(tags) as Record<string, unknown>,
      timezone: 'UTC',
      repeatTimeSet: 0,
      startTime: wallTime(now),
      endTime: seconds === 0 ? '-1' : wallTime(now + seconds * 1000),
    },
    desk,
  );
}

export const muteRoutes: readonly Route[] = [
  { method: 'GET', path: '/mutes', handle: list },
  { method: 'GET', path: '/mutes/preview', handle: preview },
  { method: 'POST', path: '/mutes', handle: add },
];
