/** How well the inspecting itself goes: what was read, what could not be, and which runs failed or are late. */
import { cronTimes } from '../../lib/cron';
import type { CollectionStatus, CollectionSummary } from '../../lib/model';
import type { HostFunction, Task } from '../../host/types';
import type { HealthView, InspectionRef } from './faults';
import type { Desk } from './http';
import { elsewhere, lastResult, lastRun } from './inspections';

/** A start is late after the longest spread of starts (ten minutes) and a margin: a judgement. */
const LATE_MS = 15 * 60_000;
/** What could not be read, of which more would hide the rest of the page. */
const UNREAD_SHOWN = 20;
const NEXT_SHOWN = 5;
const BROKEN: readonly CollectionStatus[] = ['failed', 'partial'];

/** When a run should have started that did not; `undefined` when none is late. */
function lateSince({ trigger, lastTask }: HostFunction, last: Task | undefined, now: number): number | undefined {
  if (trigger.paused) return undefined;
  if (last?.status === 'queued') {
    const queued = Date.parse(last.queuedAt);
    return queued + LATE_MS < now ? queued : undefined;
  }
  if (last?.status === 'running') return undefined;
  // A start that was skipped for another run has been tried.
  const tried = [last, lastTask?.origin === 'draft' ? undefined : lastTask].map((task) =>
    task ? Date.parse(task.queuedAt) : 0,
  );
  const since = Math.max(...tried, trigger.since ? Date.parse(trigger.since) : 0);
  if (since === 0) return undefined;
  const due = cronTimes(trigger.schedule, trigger.timeZone)?.after(since, 1)[0]?.getTime();
  return due !== undefined && due + LATE_MS < now ? due : undefined;
}

/** What each place was read with last: of two inspections that read it, the later one counts. */
function placesOf(results: readonly Task[]): CollectionSummary[] {
  const finished = (task: Task) => Date.parse(task.result?.finishedAt ?? '') || 0;
  const places = new Map<string, CollectionSummary>();
  for (const task of [...results].sort((a, b) => finished(a) - finished(b))) {
    for (const one of task.result?.collections ?? []) {
      places.set(JSON.stringify([one.account, one.region, one.collector]), one);
    }
  }
  return [...places.values()];
}

/** @returns what the start page says beside the faults */
export function healthOf(desk: Desk): HealthView {
  const now = desk.now().getTime();
  const functions = desk.host.functions();
  const late: (InspectionRef & { readonly due: number })[] = [];
  const failed: HealthView['failed'][number][] = [];
  const waiting: InspectionRef[] = [];
  const running: InspectionRef[] = [];
  const results: Task[] = [];
  for (const fn of functions) {
    const ref = { id: fn.id, title: fn.title };
    const last = lastRun(desk, fn);
    const result = lastResult(desk, fn);
    if (result) results.push(result);
    const due = lateSince(fn, last, now);
    if (due !== undefined) late.push({ ...ref, due });
    if (last?.status === 'running' || last?.status === 'queued') running.push(ref);
    else if (last?.status === 'failure' || last?.status === 'timeout') {
      const at = Date.parse(last.endedAt ?? last.queuedAt);
      failed.push({ ...ref, taskId: last.id, status: last.status, at, message: last.error?.message ?? '' });
    } else if (!last && !fn.trigger.paused) waiting.push(ref);
  }
  const places = placesOf(results);
  const collections = { complete: 0, partial: 0, failed: 0, unsupported: 0, 'not-opened': 0 };
  for (const { status } of places) collections[status]++;
  const unread = places
    .filter(({ status }) => BROKEN.includes(status))
    .sort((a, b) => BROKEN.indexOf(a.status) - BROKEN.indexOf(b.status));
  const some = (task: Task) =>
    task.result?.collections.some(({ status }) => status === 'complete' || status === 'partial') ?? false;
  const inspected = results.filter(some).map((task) => Date.parse(task.result?.finishedAt ?? ''));
  // A run may be incomplete, or unable to judge, though every list was read.
  const doubtful = results.filter(({ result }) => !result?.complete || result.verdicts.unknown > 0);
  const flawed = [unread, failed, late, waiting, doubtful].some((list) => list.length > 0);
  const ended = results.length > 0 || failed.length > 0;
  return {
    state: inspected.length > 0 ? (flawed ? 'partial' : 'whole') : ended ? 'unread' : 'never',
    ...(inspected.length > 0 ? { inspectedAt: Math.max(...inspected) } : {}),
    collections,
    unread: unread.slice(0, UNREAD_SHOWN).map(({ collector, account, accountName, region, status, reason = '' }) => {
      return { collector, account: accountName || account, region, status, reason };
    }),
    unreadTotal: unread.length,
    late: late.sort((a, b) => a.due - b.due),
    failed: failed.sort((a, b) => b.at - a.at),
    waiting,
    running,
    next: functions
      .flatMap(({ id, title, trigger }) => {
        const at = Date.parse(trigger.next[0] ?? '');
        return Number.isNaN(at) ? [] : [{ id, title, at }];
      })
      .sort((a, b) => a.at - b.at)
      .slice(0, NEXT_SHOWN),
    elsewhere: elsewhere(desk),
  };
}
