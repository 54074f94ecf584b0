import { randomUUID } from 'node:crypto';
import { activeMutes, planNotices, policiesOf } from './alerts';
import type { Notice, PastNotice } from './alerts';
import type { Database } from '../ground/database';
import { Changes } from './changes';
import { canonicalTags, eventRefOf, isOk, tagsOf, textOf } from './event';
import type { EventInput } from './event';
import type { OpenFaults } from './faults';
import { hashOf, indexText } from './indexing';
import type { Records } from './records';
import { IDS_PER_SECOND } from './timeline';
import type { Timeline } from './timeline';

export interface IngestResult {
  readonly accepted: number;
  /** Events that were here already. */
  readonly duplicates: number;
  readonly eventIds: readonly string[];
}

/** An event may be this much older than the one before it and still be taken as its successor: clocks differ. */
const CLOCK_SKEW_MS = 300_000;
/** What the server works out by itself for events that come through the Open API. */
const COMPUTED =
  /^df_(?:fault_|issue_|event_(?:start_time|duration|id$)|status$|sub_status$|title$|message$|source$|dimension_tags$)/;

/** How a thing stands. */
interface RefRow {
  id: number;
  /** Row id of its newest event. */
  event: number;
  time: number;
  open: number;
  fault: number;
  fault_id: string;
  fault_start: number;
}

/** A round of failure as one event sees it. */
interface Round {
  readonly faultId: string;
  /** Row of its first event; 0 when this event is the first, or there is no round. */
  readonly fault: number;
  /** Seconds since 1970. */
  readonly start: number;
  /** The event is older than what is known and changes nothing but the history. */
  readonly late: boolean;
}

export interface IngestContext {
  readonly db: Database;
  readonly records: Records;
  readonly timeline: Timeline;
  readonly faults: OpenFaults;
  readonly now: () => Date;
  readonly workspace: { readonly uuid: string; readonly name: string; readonly language: string };
  /** Whether events written raw are alerted on too. */
  readonly alertRawEvents: boolean;
  /** Called after a commit that left something to send. */
  readonly onPending: () => void;
}

/** The way in: deduplicates, pairs, applies mutes and policies, and stores, in one transaction. */
export class Ingest {
  private readonly combos = new Map<string, number>();

  constructor(private readonly ctx: IngestContext) {}

  /**
   * Stores events in the order given. All of them, or none when it throws.
   *
   * @example ingest.add([{ channel: 'custom', source: 'custom', status: 'error', title: 't', message: '', time: Date.now(), dimensionTags: {}, fields: {} }])
   */
  add(events: readonly EventInput[]): IngestResult {
    const { db } = this.ctx;
    let duplicates = 0;
    let pending = false;
    const eventIds: string[] = [];
    const changes = new Changes(db, this.combos);
    db.transaction(() => {
      const ids = new Map<number, number>();
      for (const event of events) {
        const eventId = event.eventId ?? `event-${randomUUID().replace(/-/g, '')}`;
        eventIds.push(eventId);
        if (isKnown(db, eventId)) {
          duplicates++;
          continue;
        }
        pending = this.one(event, eventId, ids, changes) || pending;
      }
    });
    this.ctx.timeline.apply(changes);
    this.ctx.faults.apply(changes.faults);
    if (pending) this.ctx.onPending();
    return { accepted: events.length - duplicates, duplicates, eventIds };
  }

  /** Closes the open round of a reference by hand. False when there is none. */
  restore(eventRef: string, fields: Readonly<Record<string, unknown>> = {}): boolean {
    const { db, records, now } = this.ctx;
    const row = db.get<{ body: string; checker_id: string }>(
      `SELECT e.body AS body, c.checker_id AS checker_id FROM refs r JOIN events e ON e.id = r.event
       JOIN combos c ON c.id = e.combo WHERE r.event_ref = ? AND r.open = 1`,
      [eventRef],
    );
    if (row === undefined) return false;
    const last = JSON.parse(row.body) as Record<string, unknown>;
    const checker = records.get('checker', row.checker_id);
    const kept = Object.entries(last).filter(([key]) => !COMPUTED.test(key) && !key.startsWith('df_alert'));
    this.add([
      {
        channel: 'console',
        source: textOf(last.df_source) || 'monitor',
        status: 'manual_ok',
        title: textOf(last.df_title),
        message: textOf(last.df_message),
        time: now().getTime(),
        dimensionTags: tagsOf(last.df_dimension_tags),
        ...(checker ? { checker } : {}),
        refKey: textOf(last.df_monitor_ref_key),
        fields: { ...Object.fromEntries(kept), df_monitor_checker_event_ref: eventRef, ...fields },
      },
    ]);
    return true;
  }

  private one(event: EventInput, eventId: string, ids: Map<number, number>, changes: Changes): boolean {
    const { db, records, workspace } = this.ctx;
    const created = this.ctx.now().getTime();
    const raw = event.channel === 'raw';
    const given = raw || event.channel === 'console' ? event.fields : withoutComputed(event.fields);
    const checkerId = event.checker?.uuid ?? textOf(given.df_monitor_checker_id);
    const refKey = event.checker?.refKey || (event.refKey ?? textOf(given.df_monitor_ref_key));
    const ref = this.refOf(event, given, checkerId || refKey);
    const known = ref === '' ? undefined : db.get<RefRow>(`SELECT ${REF_COLUMNS} FROM refs WHERE event_ref = ?`, [ref]);
    const round = this.roundOf(event, given, ref, known, eventId);
    const ok = isOk(event.status);
    const tags = event.dimensionTags;
    const body: Record<string, unknown> = {
      ...given,
      ...tags,
      date: Math.floor(event.time / 1000),
      timestamp: Math.floor(event.time / 1000),
      df_event_id: eventId,
      df_source: event.source,
      df_status: event.status,
      df_sub_status: textOf(given.df_sub_status) || event.status,
      df_title: event.title,
      df_message: event.message,
      df_dimension_tags: canonicalTags(tags),
      df_workspace_uuid: workspace.uuid,
      df_workspace_name: workspace.name,
      df_language: textOf(given.df_language) || workspace.language,
    };
    if (ref !== '') {
      Object.assign(body, { df_monitor_checker_event_ref: ref, df_fault_status: ok ? 'ok' : 'fault' });
      if (checkerId !== '') body.df_monitor_checker_id = checkerId;
      if (refKey !== '') body.df_monitor_ref_key = refKey;
      if (event.checker) {
        body.df_monitor_checker_name = event.checker.jsonScript.title;
        body.df_monitor_type = event.checker.type === 'self_built_trigger' ? 'bot_obs' : 'custom';
      }
    }
    if (round.faultId !== '') {
      const duration = Math.max(0, Math.floor(event.time / 1000) - round.start);
      body.df_fault_id = round.faultId;
      for (const [key, value] of Object.entries({
        df_fault_start_time: round.start,
        df_fault_duration: duration,
        df_issue_start_time: round.start,
        df_issue_duration: duration,
      })) {
        if (!raw || body[key] === undefined || body[key] === '') body[key] = value;
      }
    }

    const id = this.nextId(event.time, ids);
    const alerted = event.channel !== 'custom' && (!raw || this.ctx.alertRawEvents) && event.source === 'monitor';
    const checker = event.checker ?? (checkerId === '' ? undefined : records.get('checker', checkerId));
    const policies = alerted && checker ? policiesOf(checker, records.list('policy')) : [];
    let notices: readonly Notice[] = [];
    if (alerted && !round.late) {
      const past =
        round.fault === 0 || policies.length === 0
          ? []
          : db.all<PastNotice>(
              `SELECT policy, target, kind, status, state, created FROM notifications WHERE fault = ? ORDER BY id`,
              [round.fault],
            );
      notices = planNotices({
        event: body,
        status: event.status,
        faultDuration: Number(body.df_fault_duration ?? 0),
        policies,
        mutes: activeMutes(records.list('mute'), body, created),
        checkerId,
        past,
        now: created,
        targetOf: (uuid) => records.get('notify', uuid),
      });
      body.df_alert_policy_ids = policies.map((policy) => policy.uuid);
      body.df_alert_policy_names = policies.map((policy) => policy.name);
      body.df_is_silent = notices.some((notice) => notice.state === 'muted') ? 'true' : 'false';
    }

    const row = {
      checker: tags.checker ?? textOf(given.checker),
      account: tags.account_id ?? textOf(given.account_id),
      region: tags.region ?? textOf(given.region),
      product: tags.product ?? textOf(given.product),
      asset: tags.asset_id ?? (textOf(given.asset_id) || (tags.InstanceId ?? tags.host ?? '')),
    };
    const values = {
      status: event.status,
      source: event.source,
      checker_id: checkerId,
      ref_key: refKey,
      checker: row.checker,
      account: row.account,
      region: row.region,
      product: row.product,
    };
    const combo = changes.comboOf(values);
    const fault = round.faultId === '' ? 0 : round.fault || id;
    changes.events.push({ id, combo, update: fault > 0 && fault !== id && !ok });
    if (fault === id && round.faultId !== eventId) {
      db.run('INSERT OR REPLACE INTO faults (fault_id, fault) VALUES (?, ?)', [round.faultId, id]);
    }
    let refId = known?.id ?? 0;
    if (ref !== '' && known === undefined) {
      db.run(
        `INSERT INTO refs (event_ref, event, time, open, combo, fault, fault_start, fault_id)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        [ref, id, event.time, ok ? 0 : 1, combo, fault, round.start, round.faultId],
      );
      refId = db.get<RefRow>(`SELECT ${REF_COLUMNS} FROM refs WHERE event_ref = ?`, [ref])?.id ?? 0;
      changes.stand(undefined, ok, { id, fault, since: round.start, values }, row.asset, body);
    } else if (known !== undefined && !round.late) {
      db.run(
        `UPDATE refs SET event = ?, time = ?, open = ?, combo = ?, fault = ?, fault_start = ?, fault_id = ?
         WHERE id = ?`,
        [id, event.time, ok ? 0 : 1, combo, fault, round.start, round.faultId, known.id],
      );
      changes.stand(known.event, ok, { id, fault, since: round.start, values }, row.asset, body);
    }
    db.run(
      `INSERT INTO events (id, combo, event_hash, ref, fault, time, created, event_id, asset_id, title, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        id,
        combo,
        hashOf(eventId),
        refId,
        fault,
        event.time,
        created,
        eventId,
        row.asset,
        event.title,
        JSON.stringify(body),
      ],
    );
    indexText(db, id, row.asset, body);
    for (const notice of notices) {
      db.run(
        `INSERT INTO notifications (event, fault, policy, policy_name, target, kind, status, state, reason, batch,
           attempts, due, created, updated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)`,
        [
          id,
          fault,
          notice.policy,
          notice.policyName,
          notice.target,
          notice.kind,
          event.status,
          notice.state,
          notice.reason,
          notice.batch,
          notice.due,
          created,
          created,
        ],
      );
    }
    return notices.some((notice) => notice.state === 'pending');
  }

  private refOf(event: EventInput, given: Readonly<Record<string, unknown>>, identity: string): string {
    if (event.channel === 'custom') return '';
    const own = event.channel === 'raw' || event.channel === 'console' ? given.df_monitor_checker_event_ref : undefined;
    if (typeof own === 'string' && own !== '') return own;
    if (identity !== '') return eventRefOf(identity, event.dimensionTags);
    // Events of report_event name no checker in the documented form: their tags alone are their identity.
    if (event.channel === 'function') return eventRefOf('report_event', event.dimensionTags);
    return Object.keys(event.dimensionTags).length > 0 ? eventRefOf(event.source, event.dimensionTags) : '';
  }

  /** The round of failure that an event belongs to. */
  private roundOf(
    event: EventInput,
    given: Readonly<Record<string, unknown>>,
    ref: string,
    known: RefRow | undefined,
    eventId: string,
  ): Round {
    const ok = isOk(event.status);
    const seconds = Math.floor(event.time / 1000);
    const raw = event.channel === 'raw';
    const givenFault = raw ? textOf(given.df_fault_id) : '';
    const givenStart = raw ? Number(given.df_fault_start_time ?? given.df_issue_start_time) || 0 : 0;
    if (ref === '') return { faultId: givenFault, fault: 0, start: givenStart || seconds, late: false };
    let before: Omit<RefRow, 'event'> | undefined = known;
    let late = false;
    if (known !== undefined) {
      const same = givenFault !== '' && givenFault === known.fault_id;
      // A round that was closed stays closed; one that is open is closed by its own recovery, whatever the clocks say.
      if (same) late = known.open === 0;
      else late = event.time < known.time - CLOCK_SKEW_MS;
      if (late && !same) before = this.before(known.id, event.time);
    }
    const open = before?.open === 1 ? before : undefined;
    const faultId = givenFault || (open ? open.fault_id : ok ? '' : eventId);
    const own = before && before.fault_id === faultId ? before : undefined;
    return { faultId, fault: own?.fault ?? 0, start: givenStart || (own?.fault_start ?? seconds), late };
  }

  /** How a thing stood at a moment in the past. */
  private before(ref: number, time: number): Omit<RefRow, 'event'> | undefined {
    const { db } = this.ctx;
    const row = db.get<{ time: number; fault: number; body: string; status: string }>(
      `SELECT e.time AS time, e.fault AS fault, e.body AS body, c.status AS status FROM events e
       JOIN combos c ON c.id = e.combo WHERE e.ref = ? AND e.ref > 0 AND e.time <= ? ORDER BY e.id DESC LIMIT 1`,
      [ref, time],
    );
    if (row === undefined) return undefined;
    const body = JSON.parse(row.body) as Record<string, unknown>;
    return {
      id: ref,
      time: row.time,
      open: isOk(row.status) ? 0 : 1,
      fault: row.fault,
      fault_id: textOf(body.df_fault_id),
      fault_start: Number(body.df_fault_start_time ?? Math.floor(row.time / 1000)),
    };
  }

  private nextId(time: number, ids: Map<number, number>): number {
    const { db } = this.ctx;
    for (let second = Math.floor(time / 1000); ; second++) {
      const first = second * IDS_PER_SECOND;
      let next = ids.get(second);
      if (next === undefined) {
        const last = db.get<{ id: number | null }>('SELECT max(id) AS id FROM events WHERE id >= ? AND id < ?', [
          first,
          first + IDS_PER_SECOND,
        ])?.id;
        next = last === null || last === undefined ? first : last + 1;
      }
      if (next < first + IDS_PER_SECOND) {
        ids.set(second, next + 1);
        return next;
      }
    }
  }
}

function withoutComputed(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !COMPUTED.test(key)));
}

const REF_COLUMNS = 'id, event, time, open, fault, fault_id, fault_start';

function isKnown(db: Database, eventId: string): boolean {
  const sql = 'SELECT 1 AS x FROM events WHERE event_hash = ? AND event_id = ?';
  return db.get(sql, [hashOf(eventId), eventId]) !== undefined;
}
