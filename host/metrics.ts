import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { SEVERITIES } from '../lib/model';
import type { Waiting } from '../lib/state';
import type { QueueCounts } from './queue/client';
import type { FunctionHost, Task } from './types';

export interface HostMetrics {
  /** Counts a task that has ended. */
  observe(task: Task): void;
  /** Sets the gauges of the last run to what it was before the start, so that an alert does not go silent. */
  recall(host: Pick<FunctionHost, 'functions' | 'tasks'>): void;
  /** Counts what somebody did, or was refused. */
  deed(what: string, status: number): void;
  readonly contentType: string;
  /** The exposition format of Prometheus. */
  text(): Promise<string>;
}

/** Seconds; a run takes from one to an hour. */
const BUCKETS = [1, 5, 15, 30, 60, 120, 300, 600, 1200, 3600];

/**
 * What a monitoring system reads from `/metrics`.
 *
 * @param host how many tasks run and wait now
 * @param waits what waits for each destination
 * @param queue what there is in the queue that hosts share, where there is one
 */
export function createMetrics(
  host: () => { running: number; waiting: number },
  waits: () => Promise<ReadonlyMap<string, Waiting>>,
  queue?: () => Promise<QueueCounts>,
): HostMetrics {
  const registers = [new Registry()];
  const [registry = new Registry()] = registers;
  collectDefaultMetrics({ register: registry });
  const name = (rest: string) => `aliyun_inspection_${rest}`;
  const counter = <L extends string>(rest: string, help: string, ...labelNames: L[]) =>
    new Counter({ name: name(rest), help, labelNames, registers });
  const gauge = <L extends string>(rest: string, help: string, ...labelNames: L[]) =>
    new Gauge({ name: name(rest), help, labelNames, registers });

  const runs = counter('runs_total', 'Tasks that have ended, by status', 'inspection', 'status');
  const duration = new Histogram({
    name: name('run_duration_seconds'),
    help: 'From the start of a task to its end',
    labelNames: ['inspection'],
    buckets: BUCKETS,
    registers,
  });
  const calls = counter('calls_total', 'Calls of the OpenAPI', 'inspection');
  const throttled = counter('calls_throttled_total', 'Calls that the cloud throttled', 'inspection');
  const retried = counter('calls_retried_total', 'Calls that were tried again', 'inspection');
  const deeds = counter(
    'audit_total',
    'What was done over the console and the API, by route and status',
    'what',
    'status',
  );
  const events = counter('events_total', 'Events, by kind', 'inspection', 'kind');
  const findings = gauge('findings', 'Failing findings of the last run, by severity', 'inspection', 'severity');
  const assets = gauge('assets', 'Assets that the last run inspected', 'inspection');
  const complete = gauge('complete', 'Whether the last run read everything', 'inspection');
  const lastRun = gauge('last_run_timestamp_seconds', 'When the last run ended that came to its end', 'inspection');
  new Gauge({
    name: name('tasks'),
    help: 'Tasks that run or wait now',
    labelNames: ['state'],
    registers,
    collect() {
      const { running, waiting } = host();
      this.set({ state: 'running' }, running);
      this.set({ state: 'waiting' }, waiting);
    },
  });
  const readQueue = queue && queueIn(queue, counter, gauge);
  const unreadable = counter('spool_unreadable_total', 'Looks at the spool that failed');
  const spool = gauge('spool_events', 'Events that wait for their destination', 'destination');
  const oldest = gauge('spool_oldest_seconds', 'Age of the oldest event that waits for its destination', 'destination');

  /** With every look, before the gauges are collected. */
  const readSpool = async (): Promise<void> => {
    const all = await waits().catch(() => void unreadable.inc());
    spool.reset();
    oldest.reset();
    for (const [destination, waiting] of all ?? []) {
      spool.set({ destination }, waiting.count);
      if (waiting.oldest === undefined) continue;
      oldest.set({ destination }, Math.max(0, (Date.now() - Date.parse(waiting.oldest)) / 1000));
    }
  };

  /** @returns whether it is a run that the gauges tell of */
  const show = ({ inspection, endedAt, result, origin }: Task): boolean => {
    if (endedAt === undefined || origin === 'draft' || !result) return false;
    for (const severity of SEVERITIES) findings.set({ inspection, severity }, result.findings[severity]);
    assets.set({ inspection }, result.assets);
    complete.set({ inspection }, result.complete ? 1 : 0);
    lastRun.set({ inspection }, Date.parse(endedAt) / 1000);
    return true;
  };

  return {
    deed: (what, status) => deeds.inc({ what, status: String(status) }),
    observe(task) {
      const { inspection, status, startedAt, endedAt, result, origin } = task;
      if (endedAt === undefined || origin === 'draft') return;
      runs.inc({ inspection, status });
      if (startedAt !== undefined)
        duration.observe({ inspection }, (Date.parse(endedAt) - Date.parse(startedAt)) / 1000);
      if (!result) return;
      calls.inc({ inspection }, result.calls.total);
      throttled.inc({ inspection }, result.calls.throttled);
      retried.inc({ inspection }, result.calls.retried);
      for (const kind of ['anomaly', 'update', 'recovery'] as const)
        events.inc({ inspection, kind }, result.events[kind]);
      show(task);
    },
    recall(from) {
      for (const { id: functionId, inspection } of from.functions()) {
        let before: string | undefined;
        // One by one: it is almost always the first, and results are long.
        for (;;) {
          const [task] = from.tasks({ functionId, limit: 1, before });
          if (!task || (task.inspection === inspection && show(task))) break;
          before = task.id;
        }
      }
    },
    contentType: registry.contentType,
    async text() {
      await readSpool();
      await readQueue?.();
      return registry.metrics();
    },
  };
}

/** @returns what is done with every look, before the gauges are collected */
function queueIn(
  queue: () => Promise<QueueCounts>,
  counter: (rest: string, help: string) => Counter,
  gauge: (rest: string, help: string, ...labelNames: string[]) => Gauge,
): () => Promise<void> {
  const lost = counter('queue_unreadable_total', 'Looks at the queue that failed');
  const jobs = gauge('queue_jobs', 'Jobs in the queue, and runs whose accounts are under way, by state', 'state');
  const workers = gauge('queue_workers', 'Workers that take from the queue');
  const longest = gauge('queue_longest_seconds', 'For how long the job is under way that is it for longest');
  const again = gauge('queue_retrying', 'Jobs under way that are not tried for the first time');
  return async () => {
    jobs.reset();
    // What is not known is not 0.
    for (const one of [workers, longest, again]) one.set(Number.NaN);
    const counts = await queue().catch(() => void lost.inc());
    if (!counts) return;
    const { underWay } = counts;
    workers.set(counts.workers);
    longest.set(underWay[0] ? Math.max(0, (Date.now() - underWay[0].since) / 1000) : 0);
    again.set(underWay.filter(({ attempt }) => attempt > 1).length);
    for (const state of ['waiting', 'active', 'delayed', 'failed', 'runs', 'planned'] as const)
      jobs.set({ state }, counts[state]);
  };
}
