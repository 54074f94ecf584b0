import { fromKeys, type CredentialsProvider } from '../../../../lib/credentials';
import {
  defineChecker,
  defineCollector,
  defineMetric,
  defineMetricChecker,
  must,
  nextToken,
  number,
  pageNumber,
  rpc,
  tagMap,
  text,
} from '../../../../lib/define';
import { defineInspection, type Inspection, type InspectionSpec, type RunOptions } from '../../../../lib/inspection';
import type { AnyAsset, CollectionSummary, Finding, InspectionEvent, RunSummary } from '../../../../lib/model';
import type { Reporter } from '../../../../lib/report';
import { memoryState } from '../../../../lib/state';
import { startCloud, widgets as product, type Asked, type Cloud, type Reply } from '../../aliyun/cloud';

const both = (en: string) => ({ zh: en, en });
const words = { why: both('why'), remedy: both('remedy'), docs: 'https://example.com/docs' };

export const widgets = defineCollector({
  id: 'widgets-widgets',
  product,
  title: both('Widgets'),
  scope: 'region',
  call: rpc('ListWidgets'),
  paging: nextToken({ max: 100 }),
  items: 'Widgets.Widget',
  assetId: 'WidgetId',
  assetName: 'WidgetName',
  fields: { status: must(text('Status')), level: number('Level'), tags: tagMap('Tags.Tag[]', 'Key', 'Value') },
  select: { param: 'WidgetIds', encode: 'json', max: 50 },
  remember: ['status', 'tags'],
  show: ['status', 'level'],
});

/** Asked for by the widgets' ids; several a widget. */
export const parts = defineCollector({
  id: 'widgets-parts',
  product,
  title: both('Parts'),
  scope: 'region',
  call: rpc('ListParts'),
  paging: pageNumber({ max: 50 }),
  items: 'Parts.Part',
  assetId: 'PartId',
  fields: { state: must(text('State')) },
  belongs: { to: widgets, by: 'WidgetId', ask: { param: 'WidgetIds', encode: 'comma', max: 20 } },
});

/** The whole list of a region. */
export const notices = defineCollector({
  id: 'widgets-notices',
  product,
  title: both('Notices'),
  scope: 'region',
  call: rpc('ListNotices'),
  paging: nextToken({ max: 100 }),
  items: 'Notices.Notice',
  assetId: 'NoticeId',
  fields: { reason: text('Reason') },
  belongs: { to: widgets, by: 'WidgetId' },
});

export const heat = defineMetric({
  id: 'widgets-heat',
  of: widgets,
  title: both('Heat'),
  namespace: 'acs_widgets',
  metric: 'Heat',
  statistic: 'Average',
  period: 900,
  dimension: 'widgetId',
  unit: '%',
});

export const broken = defineChecker({
  id: 'widgets-broken',
  asset: widgets,
  title: both('Widget is broken'),
  ...words,
  severity: 'error',
  category: 'availability',
  params: {},
  messages: { broken: both('{{id}} is broken') },
  check: (widget, { pass, fail, skip, unknown }) => {
    if (widget.status === 'Stopped') return skip('it is stopped');
    if (widget.status === 'Odd') return unknown('it is odd');
    return widget.status === 'Broken' ? fail('broken', { id: widget.id }) : pass();
  },
});

export const worn = defineChecker({
  id: 'widgets-worn',
  asset: widgets,
  title: both('Widget is worn'),
  ...words,
  severity: 'warning',
  severities: ['critical'],
  category: 'capacity',
  params: {},
  messages: { worn: both('{{id}} is at {{value}}') },
  check: (widget, { pass, fail, unknown }) => {
    if (widget.level === undefined) return unknown('no level');
    if (widget.level < 50) return pass();
    return fail('worn', { id: widget.id, value: widget.level }, widget.level >= 90 ? 'critical' : undefined);
  },
});

export const partBad = defineChecker({
  id: 'widgets-part-bad',
  asset: widgets,
  title: both('A part is bad'),
  ...words,
  severity: 'error',
  category: 'availability',
  params: {},
  related: { parts },
  messages: { bad: both('{{id}} has {{value}} bad parts of {{all}}') },
  check: (widget, { related, pass, fail }) => {
    const bad = related.parts.filter((part) => part.state === 'Bad').length;
    return bad ? fail('bad', { id: widget.id, value: bad, all: related.parts.length }) : pass();
  },
});

export const noticed = defineChecker({
  id: 'widgets-noticed',
  asset: widgets,
  title: both('There is a notice'),
  ...words,
  severity: 'info',
  category: 'availability',
  params: {},
  related: { notices },
  messages: { noticed: both('{{id}} has {{value}} notices') },
  check: (widget, { related, pass, fail }) =>
    related.notices.length ? fail('noticed', { id: widget.id, value: related.notices.length }) : pass(),
});

export const hot = defineMetricChecker({
  id: 'widgets-hot',
  asset: widgets,
  metric: heat,
  title: both('Widget is hot'),
  ...words,
  warning: 80,
  critical: 95,
  message: both('{{id}} is at {{value}} %, above {{threshold}} %'),
});

export const deleted = defineChecker({
  id: 'widgets-deleted',
  asset: widgets,
  when: 'gone',
  title: both('Widget was deleted'),
  ...words,
  severity: 'error',
  category: 'change',
  params: {},
  messages: { gone: both('{{id}} is gone, it was {{status}}') },
  check: (widget, { open, pass, fail, skip }) =>
    widget.tags?.managed !== undefined
      ? skip(`managed by ${widget.tags?.managed ?? ''}`)
      : open
        ? pass()
        : fail('gone', { id: widget.id, status: widget.status ?? 'unknown' }),
});

export const ALL = [broken, worn, partBad, noticed, hot, deleted] as const;

export interface Widget {
  status?: string;
  level?: number;
  tags?: Readonly<Record<string, string>>;
  /** State by part. */
  parts?: readonly string[];
  notices?: number;
  heat?: number;
  name?: string;
}

export const REGION = 'cn-hangzhou';
const rawKeys = (n: number) => ({ accessKeyId: `LTAI-account-number-${n}`, accessKeySecret: `secret-of-account-${n}` });
export const keysOf = (n: number): CredentialsProvider => fromKeys(rawKeys(n));

/** A small cloud with widgets, which a test changes as it likes. */
export class World {
  /** By region, then id. The same for all accounts. */
  readonly regions = new Map<string, Map<string, Widget>>([[REGION, new Map()]]);
  /** Rows on a page at the most, whatever is asked for. */
  cap = 100;
  /** Answers instead of the world when it returns something. */
  intercept: (asked: Asked) => Reply | undefined = () => undefined;
  /** Milliseconds before an answer. */
  delay: (asked: Asked) => number = () => 0;
  private cloud: Cloud | undefined;
  now = new Date('2026-06-01T12:00:00Z');

  async start(): Promise<this> {
    this.cloud = await startCloud(async (asked) => {
      const ms = this.delay(asked);
      if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
      return this.intercept(asked) ?? this.answer(asked);
    });
    return this;
  }

  get url(): string {
    return this.cloud?.url ?? '';
  }

  get asked(): Asked[] {
    return this.cloud?.asked ?? [];
  }

  close(): Promise<void> {
    return this.cloud?.close() ?? Promise.resolve();
  }

  /** Sets widgets of a region; `undefined` deletes one. */
  set(widgetsById: Readonly<Record<string, Widget | undefined>>, region = REGION): void {
    const there = this.regions.get(region) ?? new Map<string, Widget>();
    this.regions.set(region, there);
    for (const [id, widget] of Object.entries(widgetsById)) {
      if (widget) there.set(id, widget);
      else there.delete(id);
    }
  }

  /** Takes every trace of a former test away. */
  reset(): void {
    this.regions.clear();
    this.regions.set(REGION, new Map());
    this.intercept = () => undefined;
    this.delay = () => 0;
    this.cap = 100;
    this.asked.length = 0;
    this.now = new Date('2026-06-01T12:00:00Z');
  }

  passes(minutes: number): void {
    this.now = new Date(this.now.getTime() + minutes * 60_000);
  }

  answer({ product: code, action, region, params }: Asked): Reply {
    if (action === 'GetCallerIdentity') {
      const n = /^LTAI-account-number-(\d)$/.exec(params.AccessKeyId ?? '')?.[1];
      if (n === undefined)
        return { status: 404, body: { Code: 'InvalidAccessKeyId.NotFound', Message: 'no such key' } };
      return { body: { AccountId: `100000000000000${n}` } };
    }
    if (action === 'DescribeRegions') {
      return { body: { Regions: { Region: [...this.regions.keys()].map((RegionId) => ({ RegionId })) } } };
    }
    const there = this.regions.get(params.RegionId ?? region);
    if (!there) return { status: 404, body: { Code: 'InvalidRegionId.NotFound', Message: 'no such region' } };
    const all = [...there.entries()];
    switch (action) {
      case 'ListWidgets': {
        const wanted = params.WidgetIds ? (JSON.parse(params.WidgetIds) as string[]) : undefined;
        const rows = all
          .filter(([id]) => !wanted || wanted.includes(id))
          .map(([WidgetId, w]) => ({
            WidgetId,
            WidgetName: w.name ?? '',
            Status: w.status ?? 'Running',
            Level: w.level ?? 0,
            Tags: { Tag: Object.entries(w.tags ?? {}).map(([Key, Value]) => ({ Key, Value })) },
          }));
        return this.byToken(rows, params, 'Widgets', 'Widget');
      }
      case 'ListNotices': {
        const rows = all.flatMap(([WidgetId, w]) =>
          Array.from({ length: w.notices ?? 0 }, (_, n) => ({ NoticeId: `${WidgetId}-n${n}`, WidgetId, Reason: 'x' })),
        );
        return this.byToken(rows, params, 'Notices', 'Notice');
      }
      case 'ListParts': {
        const wanted = (params.WidgetIds ?? '').split(',');
        const rows = all
          .filter(([id]) => wanted.includes(id))
          .flatMap(([WidgetId, w]) =>
            (w.parts ?? []).map((State, n) => ({ PartId: `${WidgetId}-p${n}`, WidgetId, State })),
          );
        const size = Math.min(this.cap, Number(params.PageSize));
        const from = (Number(params.PageNumber) - 1) * size;
        return { body: { Parts: { Part: rows.slice(from, from + size) }, TotalCount: rows.length } };
      }
      case 'DescribeMetricLast': {
        const wanted = params.Dimensions
          ? (JSON.parse(params.Dimensions) as { widgetId: string }[]).map((d) => d.widgetId)
          : undefined;
        const points = all
          .filter(([id, w]) => w.heat !== undefined && (!wanted || wanted.includes(id)))
          .map(([widgetId, w]) => ({ timestamp: this.now.getTime() - 60_000, widgetId, Average: w.heat }));
        const from = Number(params.NextToken ?? 0);
        const size = Math.min(this.cap, Number(params.Length));
        const more = from + size < points.length;
        return {
          body: {
            Code: '200',
            Success: true,
            Datapoints: JSON.stringify(points.slice(from, from + size)),
            ...(more && { NextToken: String(from + size) }),
          },
        };
      }
      default:
        return { status: 404, body: { Code: 'InvalidAction.NotFound', Message: `${code}:${action}` } };
    }
  }

  private byToken(rows: unknown[], params: Asked['params'], outer: string, inner: string): Reply {
    const from = Number(params.NextToken ?? 0);
    const size = Math.min(this.cap, Number(params.MaxResults));
    const next = from + size < rows.length ? String(from + size) : '';
    return { body: { [outer]: { [inner]: rows.slice(from, from + size) }, NextToken: next } };
  }
}

export interface Seen {
  readonly summary: RunSummary;
  readonly assets: AnyAsset[];
  readonly findings: Finding[];
  readonly events: InspectionEvent[];
  readonly collections: CollectionSummary[];
}

export function inspectionOf(spec: Partial<InspectionSpec> = {}): Inspection {
  return defineInspection({
    id: 'widgets',
    title: both('Widgets'),
    schedule: '0 * * * *',
    timeoutSeconds: 60,
    accounts: [{ name: 'production', credentials: keysOf(1), regions: [REGION] }],
    checkers: ALL,
    // Every run says what goes on, so that a test sees what is known; `updates.test.ts` has the ordinary rule.
    updates: { hours: 0 },
    ...spec,
  });
}

/** A session of runs that share a state. */
export class Session {
  constructor(
    readonly world: World,
    readonly state = memoryState(),
  ) {}

  async run(
    options: RunOptions & { readonly spec?: Partial<InspectionSpec>; readonly configs?: unknown } = {},
  ): Promise<Seen> {
    const { spec, configs, reporters = [], ...more } = options;
    const seen = {
      assets: [] as AnyAsset[],
      findings: [] as Finding[],
      events: [] as InspectionEvent[],
      collections: [] as CollectionSummary[],
    };
    const keep: Reporter = {
      name: 'keep',
      assets: (batch) => void seen.assets.push(...batch),
      findings: (batch) => void seen.findings.push(...batch),
      events: (batch) => void seen.events.push(...batch),
      collection: (one) => void seen.collections.push(one),
    };
    const summary = await inspectionOf(spec).run(configs, {
      env: { ALIYUN_ENDPOINT: `${this.world.url}/{product}/{region}` },
      state: this.state,
      now: () => this.world.now,
      timeoutMs: 300,
      ...more,
      reporters: [keep, ...reporters],
    });
    return { summary, ...seen };
  }
}

/** `checker assetId verdict[:severity]`, sorted. */
export function verdicts(seen: Pick<Seen, 'findings'>): string[] {
  return seen.findings
    .map((f) => `${f.checker} ${f.assetId || '*'} ${f.verdict}${f.severity ? `:${f.severity}` : ''}`)
    .sort();
}

/** `kind checker assetId status`, sorted. */
export function events(seen: Pick<Seen, 'events'>): string[] {
  return seen.events.map((e) => `${e.kind} ${e.checker} ${e.assetId} ${e.status}`).sort();
}

export function statuses(seen: Pick<Seen, 'collections'>): Record<string, string> {
  return Object.fromEntries(seen.collections.map((c) => [`${c.collector}@${c.region}`, c.status]));
}
