/** What has not recovered: one entry a fault, in memory as far as a list of faults is filtered, sorted and folded. */
import type { Database } from '../ground/database';
import { factsOf, textOf } from './event';
import type { EventBody } from './event';
import type { Dimensions, Timeline } from './timeline';

/** What faults are filtered and counted by. A fault has many values of `tag`, written `key=value`. */
export const FAULT_FIELDS = ['status', 'checker_id', 'checker', 'account', 'region', 'product', 'tag', 'team'] as const;
export type FaultField = (typeof FAULT_FIELDS)[number];
/** The values of each field that are accepted; a field that is absent accepts all. */
export type FaultFilter = Readonly<Partial<Record<FaultField, readonly string[]>>>;

/** What is kept of the newest event of a fault. */
interface Facts {
  readonly asset: string;
  /** `key=value`. */
  readonly tags: readonly string[];
  readonly team: string;
  /** Checker and asset of the findings that follow from it. */
  readonly explains: readonly (readonly [string, string])[];
}

export interface OpenFault extends Facts {
  /** Row id of its newest event. */
  readonly id: number;
  /** Row of the first event of its round. */
  readonly fault: number;
  /** Seconds since 1970. */
  readonly since: number;
  readonly values: Dimensions;
}

/** Worst first; a status that is not among them comes last. */
const RANK = ['critical', 'error', 'warning', 'nodata', 'info'];
const TEAM_KEYS = ['team', 'owner'];

/**
 * The tags of an asset as its event carries them: `asset_tags` is `env=production, team=web`. A value with a comma and
 * an equals sign in it is read as two.
 */
export function assetTagsOf(body: EventBody): readonly string[] {
  return textOf(body.asset_tags)
    .split(/, (?=[^=,]+=)/)
    .filter((one) => one.includes('='));
}

/**
 * Whose a fault is: the value of its asset's tag `team`, else `owner`, in any case, else of such an attribute. That these
 * two name a team is a judgement: no cloud says so.
 */
function teamOf(body: EventBody, tags: readonly string[]): string {
  for (const key of TEAM_KEYS) {
    const tag = tags.find((one) => one.toLowerCase().startsWith(`${key}=`));
    const team = tag?.slice(key.length + 1) || textOf(body[`asset_${key}`]);
    if (team) return team;
  }
  return '';
}

/** What is kept of an event while its fault goes on. */
function keptOf(body: EventBody, asset: string): Facts {
  const tags = assetTagsOf(body);
  const explains = factsOf(body).consequences.map(({ checker, assetId }) => [checker, assetId] as const);
  return { asset, tags, team: teamOf(body, tags), explains };
}

/** Writes down that a fault goes on, with its newest event. */
export function keepOpen(
  db: Database,
  event: { readonly id: number; readonly fault: number; readonly since: number; readonly values: Dimensions },
  asset: string,
  body: EventBody,
): OpenFault {
  const facts = keptOf(body, asset);
  db.run('INSERT OR REPLACE INTO open_faults (event, fault, since, facts) VALUES (?, ?, ?, ?)', [
    ...[event.id, event.fault, event.since],
    JSON.stringify(facts),
  ]);
  return { ...event, ...facts };
}

/** Brings the data file of an earlier version up to date, which has no table of what is open. */
export function upgradeFaults(db: Database, log: (line: string) => void): void {
  const done = "SELECT 1 AS x FROM meta WHERE key = 'open_faults'";
  if (db.get(done)) return;
  db.transaction(() => {
    let count = 0;
    for (let last = -1; ;) {
      const rows = db.all<{ event: number; fault: number; since: number; asset: string; body: string }>(
        `SELECT r.event AS event, r.fault AS fault, r.fault_start AS since, e.asset_id AS asset, e.body AS body
         FROM refs r CROSS JOIN events e ON e.id = r.event WHERE r.open = 1 AND r.event > ? ORDER BY r.event LIMIT 1000`,
        [last],
      );
      for (const { event, fault, since, asset, body } of rows) {
        const facts = JSON.stringify(keptOf(JSON.parse(body) as EventBody, asset));
        const row = [event, fault, since, facts];
        db.run('INSERT OR REPLACE INTO open_faults (event, fault, since, facts) VALUES (?, ?, ?, ?)', row);
      }
      count += rows.length;
      last = rows.at(-1)?.event ?? last;
      if (rows.length < 1000) break;
    }
    db.run("INSERT INTO meta (key, value) VALUES ('open_faults', '1')");
    if (count > 0) log(`what has not recovered was listed, once: ${count}`);
  });
}

/** What ties a finding to a fault of its own, if it has one. */
const keyOf = (account: string, checker: string, asset: string): string => `${account}\n${checker}\n${asset}`;

/** How often each value of a field is among faults, most frequent first. */
export type FaultFacets = Readonly<Record<FaultField, readonly { readonly value: string; readonly count: number }[]>>;

export interface FoundFaults {
  /** Worst first, then what has lasted longest; without those that follow from another of them. */
  readonly faults: readonly OpenFault[];
  /** How many follow from another. */
  readonly folded: number;
  /** Of all that fit, folded or not; of each field under the conditions on the others. */
  readonly facets: FaultFacets;
}

/** So many answers are kept: pages ask for the same ones, again and again, until something changes. */
const MOST_ANSWERS = 200;

export class OpenFaults {
  private readonly byId = new Map<number, OpenFault>();
  private readonly byKey = new Map<string, number>();
  private sorted: readonly OpenFault[] | undefined;
  /** Of {@link find}, by its filter. */
  private readonly answers = new Map<string, FoundFaults>();

  static read(db: Database, timeline: Timeline): OpenFaults {
    const faults = new OpenFaults();
    const rows = db.all<{ event: number; fault: number; since: number; facts: string }>('SELECT * FROM open_faults');
    for (const { event: id, fault, since, facts } of rows) {
      const values = timeline.dimensions[timeline.comboOf(id)];
      if (values) faults.set(id, { ...(JSON.parse(facts) as Facts), id, fault, since, values });
    }
    return faults;
  }

  /** Follows a transaction that was committed. @param changes by row id of the event; `undefined`: it stands no more */
  apply(changes: ReadonlyMap<number, OpenFault | undefined>): void {
    for (const [id, fault] of changes) this.set(id, fault);
  }

  private set(id: number, fault: OpenFault | undefined): void {
    this.sorted = undefined;
    this.answers.clear();
    const old = this.byId.get(id);
    if (fault) {
      this.byId.set(id, fault);
      this.byKey.set(tiesOf(fault).own, id);
    } else if (old) {
      this.byId.delete(id);
      if (this.byKey.get(tiesOf(old).own) === id) this.byKey.delete(tiesOf(old).own);
    }
  }

  /** The fault of a finding that follows from another, if it has one of its own. */
  ofFinding(account: string, checker: string, asset: string): OpenFault | undefined {
    return this.byId.get(this.byKey.get(keyOf(account, checker, asset)) ?? -1);
  }

  /** All of them, worst first, then what has lasted longest. */
  inOrder(): readonly OpenFault[] {
    if (this.sorted) return this.sorted;
    const all = [...this.byId.values()].map((fault) => {
      const rank = RANK.indexOf(fault.values.status);
      return { fault, rank: rank < 0 ? RANK.length : rank };
    });
    all.sort((a, b) => a.rank - b.rank || a.fault.since - b.fault.since || a.fault.id - b.fault.id);
    return (this.sorted = all.map(({ fault }) => fault));
  }

  /**
   * Faults that fit, and what there is to choose from.
   *
   * @example faults.find({ product: ['ecs'], tag: ['env=production'] }).faults.slice(0, 50)
   */
  find(filter: FaultFilter): FoundFaults {
    const asked = JSON.stringify(FAULT_FIELDS.map((field) => filter[field] ?? []));
    const known = this.answers.get(asked);
    if (known) return known;
    const answer = this.search(filter);
    const [oldest] = this.answers.keys();
    if (oldest !== undefined && this.answers.size >= MOST_ANSWERS) this.answers.delete(oldest);
    this.answers.set(asked, answer);
    return answer;
  }

  private search(filter: FaultFilter): FoundFaults {
    const conditions = FAULT_FIELDS.flatMap((field) => {
      const wanted = filter[field];
      return wanted && wanted.length > 0 ? [{ field, wanted: new Set(wanted) }] : [];
    });
    const counts = Object.fromEntries(FAULT_FIELDS.map((field) => [field, new Map<string, number>()])) as Record<
      FaultField,
      Map<string, number>
    >;
    const count = (field: FaultField, fault: OpenFault) => {
      for (const value of valuesOf(fault, field))
        if (value !== '') counts[field].set(value, (counts[field].get(value) ?? 0) + 1);
    };
    const fitting: OpenFault[] = [];
    for (const fault of this.inOrder()) {
      const failed = conditions.filter(({ field, wanted }) => !valuesOf(fault, field).some((one) => wanted.has(one)));
      const [first, second] = failed;
      if (second) continue;
      if (first) count(first.field, fault);
      else {
        fitting.push(fault);
        for (const field of FAULT_FIELDS) count(field, fault);
      }
    }
    const faults = unfolded(fitting);
    const facets = Object.fromEntries(
      FAULT_FIELDS.map((field) => {
        const list = [...counts[field]].map(([value, n]) => ({ value, count: n }));
        return [field, list.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))];
      }),
    ) as unknown as FaultFacets;
    return { faults, folded: fitting.length - faults.length, facets };
  }
}

function valuesOf(fault: OpenFault, field: FaultField): readonly string[] {
  if (field === 'tag') return fault.tags;
  return [field === 'team' ? fault.team : fault.values[field]];
}

/** What a fault is known by, and those that follow from it. */
interface Ties {
  readonly own: string;
  readonly explained: readonly string[];
}
const ties = new WeakMap<OpenFault, Ties>();

function tiesOf(fault: OpenFault): Ties {
  let known = ties.get(fault);
  if (!known) {
    const { values, asset, explains } = fault;
    const own = keyOf(values.account, values.checker, asset);
    const others = explains.map(([checker, other]) => keyOf(values.account, checker, other));
    ties.set(fault, (known = { own, explained: others.filter((other) => other !== own) }));
  }
  return known;
}

/** Without those that follow from another one that is shown: two that explain each other are not both left out. */
function unfolded(faults: readonly OpenFault[]): readonly OpenFault[] {
  if (faults.every(({ explains }) => explains.length === 0)) return faults;
  const following = new Set<string>();
  for (const fault of faults) {
    const { own, explained } = tiesOf(fault);
    if (!following.has(own)) for (const other of explained) following.add(other);
  }
  return faults.filter((fault) => !following.has(tiesOf(fault).own));
}
