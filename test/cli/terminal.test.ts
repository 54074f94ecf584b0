import { PassThrough } from 'node:stream';
import { displayWidth, progressLine, terminalReporter } from '../../cli/terminal';
import type { Finding, Severity } from '../../lib/model';
import { checker, collection, event, finding, play, type Sample } from '../report/sample';

interface Screen {
  readonly stream: NodeJS.WriteStream;
  read(): string;
}

function screen(isTTY: boolean, columns = 100): Screen {
  const stream = new PassThrough();
  let text = '';
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { stream: Object.assign(stream, { isTTY, columns }) as unknown as NodeJS.WriteStream, read: () => text };
}

async function summary(sample: Sample, options: { color?: boolean; columns?: number } = {}): Promise<string> {
  const out = screen(true, options.columns);
  const progress = screen(false).stream;
  const language = sample.language ?? 'en';
  await play(terminalReporter(out.stream, { language, color: options.color ?? false, progress }), sample);
  return out.read();
}

const fails = (id: string, severity: Severity, n: number): Finding[] =>
  Array.from({ length: n }, (_, i) => finding({ checker: id, severity, assetId: `${id}-${i}`, assetName: '' }));

const failed = collection({ status: 'failed', reason: 'ecs:DescribeDisks denied: grant ecs:DescribeDisks', assets: 0 });

describe('the headline', () => {
  const unknown = finding({ verdict: 'unknown', message: { zh: '没有数据', en: 'no data' } });
  it.each<[string, Sample, string]>([
    ['complete', {}, ' COMPLETE \n'],
    ['incomplete', { collections: [collection(), failed] }, 'INCOMPLETE: 1 of 2 collections'],
    ['unknown verdicts', { findings: [unknown] }, 'COMPLETE, but 1 unknown'],
    ['nothing read', { collections: [] }, 'NOTHING WAS INSPECTED'],
    ['incomplete in Chinese', { language: 'zh', collections: [failed] }, '不完整：1 个采集中有 1 个未能完整读取'],
  ])('%s', async (name, sample, expected) => {
    const text = await summary(sample);
    expect(text).toContain(expected);
    expect(text.includes('Nothing is failing.')).toBe(name === 'complete');
  });

  it('counts assets, events, calls and time', async () => {
    const text = await summary({ events: [event()] });
    expect(text).toContain('10 assets · events: 0 anomaly, 0 update, 1 recovery · 1234 calls (12 throttled) · took 1m');
  });
});

describe('findings', () => {
  it('lists checkers worst first and says how many more there are', async () => {
    const ids = Array.from({ length: 23 }, (_, i) => `ecs-check-${String(i).padStart(2, '0')}`);
    const text = await summary({
      checkers: ids.map((id) => checker(id)),
      findings: [...ids.flatMap((id) => fails(id, 'warning', 1)), ...fails('ecs-check-22', 'critical', 2)],
    });
    const listed = [...text.matchAll(/Title of (ecs-check-\d+)/g)].map((match) => match[1]);
    expect(listed).toHaveLength(20);
    expect(listed[0]).toBe('ecs-check-22');
    expect(text).toContain('and 3 more');
    expect(text).toMatch(/Title of ecs-check-22 +2 +- +1 +-/);
  });

  it('names at most twenty, the most severe first, on one line each', async () => {
    const long = finding({ severity: 'critical', assetName: 'web\nname', message: { zh: '长', en: 'x'.repeat(500) } });
    const text = await summary({ findings: [...fails('ecs-disk-unencrypted', 'info', 40), long] }, { columns: 80 });
    const lines = text.slice(text.indexOf('Most severe')).split('\n').slice(1);
    expect(lines[0]).toMatch(/^ {2}Critical {2}x+…$/);
    expect(displayWidth(lines[0] ?? '')).toBeLessThanOrEqual(80);
    expect(lines.filter((line) => line.startsWith('  Info'))).toHaveLength(19);
    expect(text).toContain('and 21 more');
  });

  it('aligns Chinese', async () => {
    const titles = ['云盘未加密', 'CPU 使用率过高', 'abc'];
    const text = await summary({
      language: 'zh',
      checkers: titles.map((zh, i) => checker(`ecs-c${i}`, { title: { zh, en: zh } })),
      findings: titles.flatMap((_, i) => fails(`ecs-c${i}`, 'error', 1)),
    });
    const rows = text.split('\n').filter((line) => titles.some((title) => line.startsWith(`  ${title} `)));
    const columns = rows.map((row) => displayWidth(row.slice(0, row.indexOf('1'))));
    expect(rows).toHaveLength(3);
    expect(new Set(columns).size).toBe(1);
    const head = text.split('\n').find((line) => line.startsWith('  检查项')) ?? '';
    expect(displayWidth(head)).toBe(displayWidth(rows[0] ?? ''));
  });

  it('lets no control character of a name reach the terminal', async () => {
    const text = await summary({ findings: [finding({ assetName: 'a\u001b[2Jb\u202ec\u0007' })] });
    expect(text).toContain('a [2Jb c');
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});

describe('what could not be inspected', () => {
  it('groups collections and unknown verdicts by reason, and never cuts the reason', async () => {
    const partial = collection({ status: 'partial', reason: `throttled ${'again and '.repeat(20)}the end` });
    const unknowns = Array.from({ length: 7 }, () =>
      finding({ verdict: 'unknown', message: { zh: '没有数据', en: 'no data' } }),
    );
    const text = await summary(
      { findings: unknowns, collections: [failed, failed, partial, collection()], notes: ['cancelled'] },
      { columns: 80 },
    );
    expect(text).toContain('Failed   ecs:DescribeDisks denied: grant ecs:DescribeDisks (2 collection(s))');
    expect(text).toContain('the end (1 collection(s))');
    expect(text).toContain('Unknown  no data (verdicts: 7)');
    expect(text).toContain('cancelled');
    expect(text).toContain('this does not mean healthy');
  });

  it('is not mentioned when everything was read', async () => {
    expect(await summary({ collections: [collection(), collection({ status: 'unsupported' })] })).not.toContain(
      'could not be inspected',
    );
  });
});

describe('colour', () => {
  const before = process.env.NO_COLOR;
  afterEach(() => {
    if (before === undefined) delete process.env.NO_COLOR;
    else process.env.NO_COLOR = before;
  });

  it('is used when asked for, and never against NO_COLOR', async () => {
    delete process.env.NO_COLOR;
    const sample: Sample = { findings: [finding()], collections: [failed] };
    const coloured = await summary(sample, { color: true });
    expect(coloured.replace(/\u001b\[[\d;]*m/g, '')).toBe(await summary(sample));
    expect(coloured).toContain('\u001b[');
    process.env.NO_COLOR = '1';
    expect(await summary(sample, { color: true })).not.toContain('\u001b[');
  });
});

describe('progress', () => {
  const progress = {
    collectionsDone: 3,
    collectionsTotal: 12,
    assets: 4567,
    calls: 89,
    throttled: 2,
    failing: 41,
  };

  it('is one line that fits', () => {
    expect(progressLine(progress, 'en', 120)).toBe(
      '=====--------------- collections 3/12  assets 4567  calls 89  throttled 2  failing 41',
    );
    expect(displayWidth(progressLine(progress, 'zh', 40))).toBeLessThan(40);
    expect(progressLine({ ...progress, collectionsDone: 0, collectionsTotal: 0 }, 'en', 120)).toContain('0/0');
  });

  it('is drawn on a terminal only, and cleared before the summary', async () => {
    for (const isTTY of [true, false]) {
      const bar = screen(isTTY);
      const out = screen(true);
      const reporter = terminalReporter(out.stream, { language: 'en', color: false, progress: bar.stream });
      reporter.progress?.(progress);
      await play(reporter, {});
      expect(bar.read().includes('collections 3/12')).toBe(isTTY);
      expect(bar.read().endsWith('\r\u001b[2K')).toBe(isTTY);
      expect(out.read()).toContain('COMPLETE');
    }
  });
});

describe('display width', () => {
  it.each([
    ['abc', 3],
    ['云盘', 4],
    ['（a）', 5],
    ['e\u0301', 1],
    ['한글', 4],
    ['😀', 2],
    ['·…', 2],
    ['𠀀', 2],
  ])('%s takes %i columns', (text, width) => expect(displayWidth(text)).toBe(width));
});
