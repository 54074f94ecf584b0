import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, WriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnyAsset, Finding, InspectionEvent, RunSummary, Text } from '../../../lib/model';
import { eventText, fileReporter, lineReporter, summaryText, type RunInfo } from '../../../lib/report';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'report-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const INFO: RunInfo = {
  inspection: { id: 'ecs', title: { zh: '巡检', en: 'Inspection' } },
  startedAt: '2026-01-01T00:00:00.000Z',
  checkers: [],
  language: 'en',
};
const SUMMARY: RunSummary = {
  inspection: 'ecs',
  startedAt: INFO.startedAt,
  finishedAt: INFO.startedAt,
  complete: false,
  collections: [
    {
      collector: 'ecs-disks',
      account: '1',
      accountName: 'production',
      region: 'cn-beijing',
      status: 'failed',
      reason: 'denied',
      assets: 0,
      calls: 1,
    },
  ],
  assets: 12,
  verdicts: { pass: 1, fail: 2, skip: 3, unknown: 4 },
  findings: { critical: 1, error: 0, warning: 1, info: 0 },
  events: { anomaly: 2, update: 0, recovery: 1 },
  deliveries: [],
  calls: { total: 9, throttled: 1, retried: 1, metrics: 3, metricsThisMonth: 30 },
  muted: 0,
  stillOpen: 0,
  notFound: [],
  skippedPairs: 0,
  durationMs: 1500,
  peakRssMiB: 100,
  notes: ['something to know'],
};
const finding = (verdict: Finding['verdict']): Finding => ({
  checker: 'ecs-locked',
  product: 'ecs',
  assetId: 'i-1',
  assetName: 'web "1"\nline',
  account: '1',
  accountName: 'production',
  region: 'cn-beijing',
  verdict,
  message: { zh: '中文', en: 'English' },
  data: { at: new Date('2026-01-01T00:00:00Z') },
});
const EVENT = {
  id: 'event-1',
  kind: 'anomaly',
  status: 'critical',
  title: { zh: '锁定', en: 'Locked: web (i-1)' },
  message: { zh: '文', en: 'text' },
  region: 'cn-beijing',
  accountName: 'production',
} as InspectionEvent;

const lines = (name: string): Record<string, unknown>[] =>
  readFileSync(join(dir, name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('fileReporter', () => {
  it('writes one object a line, in the language of the run and in both', async () => {
    const reporter = fileReporter(join(dir, 'a', 'b'));
    dir = join(dir, 'a', 'b');
    await reporter.start?.({ ...INFO, language: 'zh' });
    await reporter.assets?.([{ id: 'i-1' } as AnyAsset, { id: 'i-2' } as AnyAsset]);
    await reporter.findings?.([finding('fail'), finding('pass')]);
    await reporter.findings?.([]);
    await reporter.events?.([EVENT]);
    await reporter.finish?.(SUMMARY);
    expect(lines('assets.jsonl')).toEqual([{ id: 'i-1' }, { id: 'i-2' }]);
    expect(lines('findings.jsonl')).toMatchObject([
      { message: '中文', messages: { zh: '中文', en: 'English' }, assetName: 'web "1"\nline' },
      { message: '中文', verdict: 'pass' },
    ]);
    expect(lines('events.jsonl')).toMatchObject([{ title: '锁定', titles: EVENT.title, message: '文' }]);
    expect(JSON.parse(readFileSync(join(dir, 'summary.json'), 'utf8'))).toEqual(SUMMARY);
    dir = join(dir, '..', '..');
  });

  it('starts afresh, and makes all files even of a run that finds nothing', async () => {
    writeFileSync(join(dir, 'findings.jsonl'), 'old\n');
    const reporter = fileReporter(dir);
    await reporter.start?.(INFO);
    await reporter.finish?.(SUMMARY);
    for (const name of ['assets.jsonl', 'findings.jsonl', 'events.jsonl']) expect(lines(name)).toEqual([]);
  });

  it('writes much more than a buffer holds, in order', async () => {
    const reporter = fileReporter(dir);
    await reporter.start?.(INFO);
    for (let i = 0; i < 50; i++) {
      await reporter.assets?.(
        Array.from({ length: 100 }, (_, k) => ({ n: i * 100 + k, text: 'x'.repeat(200) }) as unknown as AnyAsset),
      );
    }
    await reporter.finish?.(SUMMARY);
    expect(lines('assets.jsonl').map((line) => line.n)).toEqual(Array.from({ length: 5000 }, (_, n) => n));
  });

  it('says that a directory cannot be made', () => {
    writeFileSync(join(dir, 'file'), '');
    const reporter = fileReporter(join(dir, 'file'));
    expect(() => reporter.start?.(INFO)).toThrow(expect.objectContaining({ code: 'report' }) as Error);
  });

  it.each([
    ['while it writes', true],
    ['at the end', false],
  ])('says that a file cannot be written, %s', async (_, more) => {
    mkdirSync(join(dir, 'findings.jsonl'));
    const reporter = fileReporter(dir);
    await reporter.start?.(INFO);
    const work = (async () => {
      await reporter.findings?.([finding('fail')]);
      if (!more) return reporter.finish?.(SUMMARY);
      // That it cannot be opened is known when the system has said so.
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        await reporter.findings?.([finding('fail')]);
      }
    })();
    await expect(work).rejects.toMatchObject({ code: 'report', message: expect.stringContaining(dir) as string });
  });
});

describe('lineReporter', () => {
  it('says what an operator must know', async () => {
    const out: string[] = [];
    const reporter = lineReporter((line) => out.push(line));
    await reporter.start?.(INFO);
    await reporter.events?.([EVENT]);
    for (const c of SUMMARY.collections) await reporter.collection?.(c);
    await reporter.collection?.({ ...SUMMARY.collections[0], status: 'complete' } as never);
    await reporter.finish?.(SUMMARY);
    expect(out).toEqual([
      '2026-01-01T00:00:00.000Z ecs: started, 0 checkers',
      'critical Locked: web (i-1), cn-beijing, production',
      'failed: ecs-disks in cn-beijing, account production: denied',
      'note: something to know',
      summaryText(SUMMARY),
    ]);
  });

  it('says each line in both languages beside that of the run', async () => {
    const out: (readonly [string, Text])[] = [];
    const reporter = lineReporter((line, both) => out.push([line, both]));
    await reporter.start?.({ ...INFO, language: 'zh' });
    await reporter.events?.([EVENT]);
    await reporter.finish?.({ ...SUMMARY, notes: [] });
    expect(out.map(([line, { zh }]) => line === zh)).toEqual([true, true, true]);
    expect(out.map(([, both]) => both)).toEqual([
      { zh: '2026-01-01T00:00:00.000Z ecs：开始，0 个检查项', en: '2026-01-01T00:00:00.000Z ecs: started, 0 checkers' },
      { zh: eventText(EVENT, 'zh'), en: eventText(EVENT, 'en') },
      { zh: summaryText(SUMMARY, 'zh'), en: summaryText(SUMMARY, 'en') },
    ]);
  });

  it('tells kinds of events apart', () => {
    expect(eventText({ ...EVENT, kind: 'update' }, 'zh')).toBe('紧急 锁定（此前：失败），cn-beijing，production');
    expect(eventText({ ...EVENT, kind: 'recovery', status: 'ok' }, 'en')).toMatch(/^ok {7}Locked/);
  });

  it('does not call an incomplete run complete', () => {
    expect(summaryText(SUMMARY)).toMatch(
      /^ecs: INCOMPLETE \(1 of 1 collections\); 12 assets; findings: 1 critical, 1 warning; 4 unknown/,
    );
    expect(summaryText({ ...SUMMARY, complete: true })).toMatch(/^ecs: complete;/);
    expect(summaryText(SUMMARY, 'zh')).toMatch(/^ecs：不完整（.*；失败项：.*；事件：/);
  });
});

it('waits once for a busy file, however many units write to it', async () => {
  const once = jest.spyOn(WriteStream.prototype, 'once');
  const reporter = fileReporter(join(dir, 'out'));
  await reporter.start?.(INFO);
  const batch = Array.from({ length: 200 }, () => finding('pass'));
  await Promise.all(Array.from({ length: 40 }, async () => reporter.findings?.(batch)));
  const waits = once.mock.calls.filter(([event]) => event === 'drain').length;
  once.mockRestore();
  await reporter.finish?.(SUMMARY);
  // Eleven at once and Node warns of a leak.
  expect(waits).toBeGreaterThan(0);
  expect(waits).toBeLessThan(11);
  expect(
    readFileSync(join(dir, 'out', 'findings.jsonl'), 'utf8')
      .trimEnd()
      .split('\n'),
  ).toHaveLength(8000);
});
