/**
 * What people say of events: that something unusual is normal. It is one fact of the state, which every run of every
 * inspection with this state reads; nobody but the functions here writes it.
 */
import { ConfigError, isInspectionError, StateError } from '../errors';
import { DAY, type Acceptance, type MessageData } from '../model';
import type { KeptState, StateStore } from '../state';

const FACT = 'accepted';
/** No inspection has such an id. */
const LOCK = 'feedback:';
/** More than so many are no feedback but another threshold; each is some 400 bytes of every run's memory. */
const MOST = 1_000;
/** What was taken back is kept for as long as the past that is judged may hold it. */
const KEPT_MS = 31 * DAY;

/** All that was said, oldest first, with what was taken back lately. */
export async function acceptances(state: Pick<StateStore, 'getFact'>): Promise<readonly Acceptance[]> {
  const text = await state.getFact(FACT);
  if (text === undefined) return [];
  try {
    return JSON.parse(text) as readonly Acceptance[];
  } catch (error) {
    throw new StateError('what was said to be normal cannot be read', { cause: error });
  }
}

/** Who says of what that it is normal. */
export type Saying = Pick<Acceptance, 'faultId' | 'account' | 'region' | 'checker' | 'assetId' | 'assetName' | 'by'> & {
  /** The data of the finding that the event tells of. */
  readonly data: MessageData;
  readonly note?: string;
  readonly at: Date;
};

/** Whether a finding is of something unusual, of which it can be said that it is normal. */
export function isAcceptable(data: MessageData): boolean {
  return seriesOf(data) !== undefined;
}

/**
 * Says that what a fault tells of is normal: its event ends with the next run, and what lies in the range of its values
 * makes none any more on this series. Saying it again replaces what was said of the same event.
 *
 * @throws ConfigError when the fault is not of a change checker, or too much was said; StateError `locked` when somebody
 * else says something at this moment
 */
export async function accept(state: StateStore, { data, at, note, ...who }: Saying): Promise<Acceptance> {
  const series = seriesOf(data);
  if (!series) {
    throw new ConfigError(
      `${who.faultId}: only what is unusual can be said to be normal, and ${who.checker} judges by something else`,
      { field: 'id' },
    );
  }
  const said: Acceptance = { ...who, ...series, at: at.toISOString(), ...(note && { note }) };
  await rewrite(state, at, (all) => {
    const others = all.filter((one) => !isSame(one, said));
    if (others.length >= MOST) {
      throw new ConfigError(`${MOST} things are accepted already: undo some, or raise the checker's "least"`, {
        field: 'id',
      });
    }
    return [...others, said];
  });
  return said;
}

/**
 * Takes back what was said of a fault: the next run judges as if nobody had said it.
 *
 * @returns what does not count any more; nothing where nothing was said of it
 */
export async function unaccept(state: StateStore, faultId: string, at: Date): Promise<readonly Acceptance[]> {
  let undone: readonly Acceptance[] = [];
  await rewrite(state, at, (all) => {
    undone = all.filter((one) => one.faultId === faultId && one.undone === undefined);
    return all.map((one) => (undone.includes(one) ? { ...one, undone: at.toISOString() } : one));
  });
  return undone;
}

async function rewrite(
  state: StateStore,
  now: Date,
  change: (all: readonly Acceptance[]) => readonly Acceptance[],
): Promise<void> {
  const lock = await state.lock(LOCK).catch((error: unknown) => {
    if (!isInspectionError(error, 'locked')) throw error;
    throw new StateError('somebody else says something at this moment: try again', { code: 'locked', cause: error });
  });
  try {
    const fresh = ({ undone }: Acceptance) => undone === undefined || +now - Date.parse(undone) < KEPT_MS;
    await state.setFact(FACT, JSON.stringify(change((await acceptances(state)).filter(fresh))));
  } finally {
    await lock.release();
  }
}

/** What is open in a state by a fault's id, to say something of it; `undefined` where nothing is. */
export async function openFault(
  state: Pick<KeptState, 'survey' | 'load'>,
  faultId: string,
): Promise<Omit<Saying, 'by' | 'at' | 'note'> | undefined> {
  for (const scope of await state.survey()) {
    if (scope.open === 0) continue;
    for (const one of (await state.load(scope)).open.values()) {
      if (one.faultId !== faultId) continue;
      const { checker, assetId, assetName, data } = one;
      return { faultId, account: scope.account, region: scope.region, checker, assetId, assetName, data };
    }
  }
  return undefined;
}

const ACTIONS = ['list', 'normal', 'undo'] as const;
const FIELDS: readonly string[] = ['action', 'id', 'by', 'note'];
/** Of a name or a note. */
const LONGEST_TEXT = 500;

/** What was asked for, and what it is about: of `list` all that counts. */
export interface Feedback {
  readonly action: (typeof ACTIONS)[number];
  readonly accepted: readonly Acceptance[];
}

/**
 * Feedback where a function platform is asked for it, with one object: `action` is `list`, `normal` or `undo`; the last two name a
 * fault by its `id`, and `normal` says `by` whom it is said; a `note` may say why.
 *
 * @throws ConfigError naming the field
 * @example await feedbackIn(state, { action: 'normal', id: 'event-0c5d…', by: 'li' }, new Date());
 */
export async function feedbackIn(state: KeptState, asked: unknown, at: Date): Promise<Feedback> {
  if (typeof asked !== 'object' || asked === null || Array.isArray(asked))
    throw refused('feedback', 'an object is needed, such as {"action": "list"}');
  const strange = Object.keys(asked).find((name) => !FIELDS.includes(name));
  if (strange !== undefined) throw refused(`feedback.${strange}`, `is none of ${FIELDS.join(', ')}`);
  const given = asked as Readonly<Record<string, unknown>>;
  const action = ACTIONS.find((one) => one === (given.action ?? 'list'));
  if (!action) throw refused('feedback.action', `is none of ${ACTIONS.join(', ')}`);
  const text = (name: string): string => {
    const value = given[name] ?? '';
    if (typeof value === 'string' && value.length <= LONGEST_TEXT) return value.trim();
    throw refused(`feedback.${name}`, `a text of at most ${LONGEST_TEXT} characters is needed`);
  };
  if (action === 'list') {
    return { action, accepted: (await acceptances(state)).filter(({ undone }) => undone === undefined) };
  }
  const id = text('id');
  if (id === '') throw refused('feedback.id', 'name the fault, or its first event, by its id');
  if (action === 'undo') {
    const accepted = await unaccept(state, id, at);
    if (accepted.length === 0) throw refused('feedback.id', `nothing was said of ${id}; see the action list`);
    return { action, accepted };
  }
  const by = text('by');
  if (by === '') throw refused('feedback.by', 'say who says it');
  const fault = await openFault(state, id);
  if (!fault) throw refused('feedback.id', `no fault that is open has the id ${id}`);
  return { action, accepted: [await accept(state, { ...fault, by, at, note: text('note') || undefined })] };
}

function refused(field: string, problem: string): ConfigError {
  return new ConfigError(`${field}: ${problem}`, { field });
}

/** Said of the same event: a workspace may know a fault by another id than the state. */
function isSame(one: Acceptance, other: Acceptance): boolean {
  return keyOf(one) === keyOf(other) && isOfSeries(one, other) && one.since === other.since;
}

const isOfSeries = (one: Pick<Acceptance, 'metric' | 'part'>, other: Pick<Acceptance, 'metric' | 'part'>) =>
  one.metric === other.metric && one.part === other.part;

/** Whether what is open has been said to be normal. */
export function isAccepted(said: readonly Acceptance[], data: MessageData): boolean {
  const event = seriesOf(data);
  const counts = (one: Acceptance) =>
    one.undone === undefined && Date.parse(one.since) >= Date.parse(event?.since ?? '');
  return event !== undefined && said.some((one) => isOfSeries(one, event) && counts(one));
}

type SeriesFacts = Pick<Acceptance, 'metric' | 'part' | 'kind' | 'low' | 'high' | 'unit' | 'since' | 'was'>;

/** What a change checker's finding says of its series; `undefined` of any other finding. */
function seriesOf(data: MessageData): SeriesFacts | undefined {
  const { metric, part, kind, lowest, highest, unit, since, view, low, high } = data;
  const at = since instanceof Date || typeof since === 'string' ? new Date(since) : undefined;
  if (!at || Number.isNaN(+at) || typeof metric !== 'string' || typeof kind !== 'string') return undefined;
  if (typeof lowest !== 'number' || typeof highest !== 'number' || typeof view !== 'string') return undefined;
  if (typeof low !== 'number' || typeof high !== 'number') return undefined;
  return {
    metric,
    ...(typeof part === 'string' && { part }),
    ...{ kind, low: lowest, high: highest, unit: typeof unit === 'string' ? unit : '' },
    since: at.toISOString(),
    was: { view, low, high },
  };
}

/** What was said of assets, for the checkers of a run. */
export class Accepted {
  private readonly byAsset = new Map<string, Acceptance[]>();

  constructor(all: readonly Acceptance[]) {
    for (const one of all) {
      const key = keyOf(one);
      this.byAsset.set(key, [...(this.byAsset.get(key) ?? []), one]);
    }
  }

  of(about: Pick<Acceptance, 'account' | 'region' | 'checker' | 'assetId'>): readonly Acceptance[] {
    return this.byAsset.size === 0 ? NONE : (this.byAsset.get(keyOf(about)) ?? NONE);
  }
}

const NONE: readonly Acceptance[] = [];

function keyOf({ account, region, checker, assetId }: Pick<Acceptance, 'account' | 'region' | 'checker' | 'assetId'>) {
  return [account, region, checker, assetId].join('\n');
}
