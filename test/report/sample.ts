import type { AnyChecker } from '../../lib/define';
import type {
  CollectionSummary,
  Finding,
  InspectionEvent,
  Language,
  RunSummary,
  Severity,
  Verdict,
} from '../../lib/model';
import type { Reporter, RunInfo } from '../../lib/report';

export const STARTED = '2026-03-01T02:00:00.000Z';

/** A checker as reporters see it: its metadata. */
export function checker(id: string, over: Partial<Record<string, unknown>> = {}): AnyChecker {
  return {
    id,
    title: { zh: `标题 ${id}`, en: `Title of ${id}` },
    why: { zh: '原因说明', en: 'The reason why.' },
    remedy: { zh: '处理办法', en: 'The thing to do.' },
    severity: 'error',
    category: 'security',
    docs: 'https://help.aliyun.com/zh/ecs/',
    asset: {
      id: 'ecs-disks',
      title: { zh: '云盘', en: 'Disks' },
      product: {
        code: 'ecs',
        title: { zh: '云服务器', en: 'Elastic Compute Service' },
        console: 'https://ecs.console.aliyun.com/?id={{id}}&region={{region}}',
      },
    },
    ...over,
  } as unknown as AnyChecker;
}

export function finding(over: Partial<Finding> = {}): Finding {
  const verdict = over.verdict ?? 'fail';
  return {
    checker: 'ecs-disk-unencrypted',
    product: 'ecs',
    assetId: 'd-1',
    assetName: 'data-1',
    account: '1000000000000001',
    accountName: 'production',
    region: 'cn-hangzhou',
    verdict,
    ...(verdict === 'fail' ? { severity: 'error' } : {}),
    message: { zh: '云盘未加密', en: 'Disk is not encrypted' },
    data: {},
    ...over,
  };
}

export function event(over: Partial<InspectionEvent> = {}): InspectionEvent {
  return {
    id: 'event-1',
    kind: 'recovery',
    status: 'ok',
    time: STARTED,
    inspection: 'ecs-daily',
    inspectionTitle: { zh: 'ECS 巡检', en: 'ECS inspection' },
    checker: 'ecs-disk-unencrypted',
    checkerTitle: { zh: '云盘未加密', en: 'Disk is not encrypted' },
    title: { zh: '已恢复', en: 'Recovered' },
    message: { zh: '', en: '' },
    dimensionTags: { account_id: '1', region: 'cn-hangzhou', product: 'ecs', asset_id: 'd-9', checker: 'x' },
    fingerprint: 'f',
    faultId: 'event-0',
    faultStartTime: '2026-02-27T00:00:00.000Z',
    faultDuration: 180_000,
    account: '1000000000000001',
    accountName: 'production',
    region: 'cn-hangzhou',
    product: 'ecs',
    assetId: 'd-9',
    assetName: 'back-again',
    data: {},
    attributes: {},
    ...over,
  };
}

export function collection(over: Partial<CollectionSummary> = {}): CollectionSummary {
  return {
    collector: 'ecs-disks',
    account: '1000000000000001',
    accountName: 'production',
    region: 'cn-hangzhou',
    status: 'complete',
    assets: 10,
    calls: 1,
    ...over,
  };
}

export interface Sample {
  readonly language?: Language;
  readonly title?: string;
  readonly checkers?: readonly AnyChecker[];
  readonly findings?: readonly Finding[];
  readonly events?: readonly InspectionEvent[];
  readonly collections?: readonly CollectionSummary[];
  readonly notes?: readonly string[];
}

export function runInfo(sample: Sample): RunInfo {
  return {
    inspection: { id: 'ecs-daily', title: { zh: sample.title ?? 'ECS 巡检', en: sample.title ?? 'ECS inspection' } },
    startedAt: STARTED,
    checkers: sample.checkers ?? [checker('ecs-disk-unencrypted')],
    language: sample.language ?? 'en',
  };
}

/** The summary that an engine would give for these findings, events and collections. */
export function summaryOf(sample: Sample): RunSummary {
  const collections = sample.collections ?? [collection()];
  const verdicts: Record<Verdict, number> = { pass: 0, fail: 0, skip: 0, unknown: 0 };
  const findings: Record<Severity, number> = { critical: 0, error: 0, warning: 0, info: 0 };
  const events = { anomaly: 0, update: 0, recovery: 0 };
  for (const f of sample.findings ?? []) {
    verdicts[f.verdict] += 1;
    if (f.severity) findings[f.severity] += 1;
  }
  for (const e of sample.events ?? []) events[e.kind] += 1;
  return {
    inspection: 'ecs-daily',
    startedAt: STARTED,
    finishedAt: '2026-03-01T02:01:05.000Z',
    complete: collections.every((c) => c.status === 'complete' || c.status === 'unsupported'),
    collections,
    assets: collections.reduce((n, c) => n + c.assets, 0),
    verdicts,
    findings,
    events,
    deliveries: [],
    calls: { total: 1234, throttled: 12, retried: 3, metrics: 100, metricsThisMonth: 5000 },
    muted: 0,
    stillOpen: 0,
    notFound: [],
    skippedPairs: 0,
    durationMs: 65_000,
    peakRssMiB: 120,
    notes: sample.notes ?? [],
  };
}

/** Plays a whole run into a reporter. */
export async function play(reporter: Reporter, sample: Sample): Promise<void> {
  await reporter.start?.(runInfo(sample));
  await reporter.findings?.(sample.findings ?? []);
  await reporter.events?.(sample.events ?? []);
  for (const c of sample.collections ?? [collection()]) await reporter.collection?.(c);
  await reporter.finish?.(summaryOf(sample));
}
