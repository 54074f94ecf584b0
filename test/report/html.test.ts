import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { htmlReporter } from '../../report';
import { LIMITS } from '../../report/build';
import type { ReportData } from '../../report/data';
import { WORDS } from '../../report/words';
import type { Severity } from '../../lib/model';
import { open, parts, type FakePage } from './dom';
import { checker, collection, event, finding, play, runInfo, summaryOf, type Sample } from './sample';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'report-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

async function write(sample: Sample): Promise<string> {
  const file = join(directory, 'report.html');
  await play(htmlReporter(file), sample);
  return readFileSync(file, 'utf8');
}

function embedded(html: string): ReportData {
  return JSON.parse(parts(html).json) as ReportData;
}

const text = (page: FakePage): string => page.page.textContent;
const bodyRows = (page: FakePage) =>
  page.page.all((e) => e.tag === 'button' && e.getAttribute('class') === 'open').map((e) => e.parent?.parent);

const failed = collection({ collector: 'rds-instances', status: 'failed', reason: 'rds: denied, grant it', assets: 0 });

describe('the file', () => {
  it('is written whole, in a folder that need not exist, with nothing left beside it', async () => {
    const folder = join(directory, 'a', 'b');
    await play(htmlReporter(join(folder, 'report.html')), {});
    expect(readdirSync(folder)).toEqual(['report.html']);
  });

  it('replaces an older one only at the end', async () => {
    const file = join(directory, 'report.html');
    writeFileSync(file, 'old');
    const reporter = htmlReporter(file);
    await reporter.start?.(runInfo({}));
    await reporter.findings?.([finding()]);
    expect(readFileSync(file, 'utf8')).toBe('old');
    await reporter.finish?.(summaryOf({}));
    expect(readFileSync(file, 'utf8')).toContain('<!doctype html>');
  });

  it('says which file could not be written', async () => {
    writeFileSync(join(directory, 'taken'), '');
    const file = join(directory, 'taken', 'report.html');
    await expect(play(htmlReporter(file), {})).rejects.toMatchObject({
      code: 'report',
      message: expect.stringContaining(file),
    });
    expect(existsSync(file)).toBe(false);
  });

  it('is one page of modest size that asks nobody for anything', async () => {
    const html = await write({});
    expect(Buffer.byteLength(html)).toBeLessThan(300_000);
    const { policy, script, style, json } = parts(html);
    const markup = [script, style, json].reduce((rest, part) => rest.replace(part, ''), html);
    expect(markup).not.toMatch(/\s(src|href|action|style|on\w+)=/);
    expect(`${style}${script}`).not.toMatch(/url\(|@import|fetch\(|XMLHttpRequest|innerHTML|insertAdjacent|eval\(/);
    const hash = (of: string) => `'sha256-${createHash('sha256').update(of).digest('base64')}'`;
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hash(script)}`,
      `style-src ${hash(style)}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<style>'));
  });
});

describe('hostile text', () => {
  const evil = '</script><img src=x onerror="alert(1)"><!--<script>\u2028';
  const sample: Sample = {
    title: evil,
    checkers: [checker('ecs-disk-unencrypted', { title: { zh: evil, en: evil }, docs: 'javascript:alert(1)' })],
    findings: [
      finding({
        assetId: evil,
        assetName: evil,
        accountName: evil,
        region: evil,
        message: { zh: evil, en: evil },
        data: { [evil]: evil },
      }),
      finding({ verdict: 'unknown', message: { zh: evil, en: evil } }),
    ],
    events: [event({ assetName: evil })],
    collections: [collection({ status: 'failed', reason: evil })],
    notes: [evil],
  };

  it('stays data in the file', async () => {
    const html = await write(sample);
    expect(html).not.toContain('<img');
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(parts(html).json).not.toContain('<');
    expect(embedded(html).rows[0]?.name).toBe(evil);
  });

  it('stays text in the page, and no address but a web address becomes a link', async () => {
    const page = open(await write(sample));
    expect(page.page.all((e) => e.tag === 'img' || e.tag === 'script')).toEqual([]);
    expect(text(page)).toContain(evil);
    page.page.all((e) => e.getAttribute('class') === 'open')[0]?.fire('click');
    const links = page.page.all((e) => e.tag === 'a').map((e) => e.getAttribute('href'));
    expect(links).toHaveLength(1);
    expect(links[0]).toMatch(/^https:\/\/ecs\.console\.aliyun\.com\/\?id=%3C%2Fscript/);
  });
});

describe('what the page says first', () => {
  const unknown = finding({ verdict: 'unknown', message: { zh: '没有数据', en: 'no data' } });
  it.each([
    ['complete', {}, WORDS.runComplete.en, WORDS.noFindings.en],
    ['incomplete', { collections: [collection(), failed] }, WORDS.runIncomplete.en, WORDS.noFindingsIncomplete.en],
    ['doubtful', { findings: [unknown] }, WORDS.runDoubtful.en, WORDS.noFindingsDoubtful.en],
    ['nothing', { collections: [] }, WORDS.runNothing.en, WORDS.noFindingsNothing.en],
    [
      'nothing',
      { collections: [collection({ status: 'unsupported', assets: 0 })] },
      WORDS.runNothing.en,
      'to conclude',
    ],
  ])('%s', async (state, sample: Sample, banner, empty) => {
    const html = await write(sample);
    expect(embedded(html).state).toBe(state);
    const page = open(html);
    expect(page.getElementById('banner')?.textContent).toContain(banner);
    expect(text(page)).toContain(empty);
    expect(text(page).includes(WORDS.noFindings.en)).toBe(state === 'complete');
    expect(text(page).includes(WORDS.allInspected.en)).toBe(state === 'complete');
    expect(html).toMatch(new RegExp(`<noscript>.*${banner}.*</noscript>`));
  });

  it('does not let a complete run with failing findings look healthy', async () => {
    const banner = open(await write({ findings: [finding({ severity: 'critical' })] })).getElementById('banner');
    expect(banner?.textContent).toContain('1 finding is failing, 1 of them critical.');
    expect(banner?.getAttribute('class')).toBe('banner info');
  });

  it('names what could not be read, and why', async () => {
    const unknowns = Array.from({ length: 9 }, (_, i) => finding({ ...unknown, assetId: `d-${i}`, assetName: '' }));
    const html = await write({ findings: unknowns, collections: [collection(), failed] });
    const [group] = embedded(html).unknowns;
    expect(group).toMatchObject({ count: 9, reason: { en: 'no data' } });
    expect(group?.examples).toHaveLength(LIMITS.examples);
    const shown = text(open(html));
    expect(shown).toContain('rds: denied, grant it');
    expect(shown).toContain('d-4, cn-hangzhou, production');
    expect(shown).not.toContain('d-5, cn-hangzhou');
  });

  it('tells what recovered and what should be known', async () => {
    const html = await write({
      events: [event({ previousStatus: 'critical', reason: 'asset-gone' })],
      notes: ['the timeout was reached'],
    });
    const shown = text(open(html));
    expect(shown).toContain('back-again');
    expect(shown).toContain(WORDS.assetGone.en);
    expect(shown).toContain('2 d 2 h');
    expect(shown).toContain('the timeout was reached');
  });
});

describe('the table of findings', () => {
  const severities: Severity[] = ['warning', 'critical', 'info', 'error'];
  const findings = severities.map((severity, i) =>
    finding({
      severity,
      assetId: `d-${i}`,
      assetName: `disk-${i}`,
      account: String(i % 2),
      accountName: i % 2 ? 'odd' : 'even',
      message: { zh: `第 ${i} 块`, en: `disk number ${i}` },
      data: { value: 1.256, at: new Date('2026-01-02T03:04:05Z'), ports: ['22', '3389'] },
    }),
  );
  const shownIds = (page: FakePage) => bodyRows(page).map((row) => /d-\d/.exec(row?.textContent ?? '')?.[0]);

  it('lists the most severe first, sorts and filters', async () => {
    const page = open(await write({ findings: [...findings, finding({ verdict: 'pass', assetId: 'd-9' })] }));
    expect(shownIds(page)).toEqual(['d-1', 'd-3', 'd-0', 'd-2']);
    const asset = page.page.all((e) => e.tag === 'th').flatMap((e) => e.all((b) => b.textContent === 'Asset'))[0];
    asset?.fire('click');
    expect(shownIds(page)).toEqual(['d-0', 'd-1', 'd-2', 'd-3']);
    asset?.fire('click');
    expect(shownIds(page)).toEqual(['d-3', 'd-2', 'd-1', 'd-0']);
    expect(asset?.parent?.getAttribute('aria-sort')).toBe('descending');
    const search = page.page.all((e) => e.tag === 'input')[0];
    if (search) search.value = 'NUMBER 2';
    search?.fire('input');
    expect(shownIds(page)).toEqual(['d-2']);
    if (search) search.value = 'no such thing';
    search?.fire('input');
    expect(text(page)).toContain(WORDS.noMatch.en);
    page.getElementById('reset')?.fire('click');
    page.page.one('button', 'odd').fire('click');
    expect(shownIds(page).sort()).toEqual(['d-1', 'd-3']);
  });

  it('opens a row with why, remedy, data and links', async () => {
    const page = open(await write({ findings: findings.slice(0, 1) }));
    const toggle = page.page.all((e) => e.getAttribute('class') === 'open')[0];
    expect(text(page)).not.toContain('The thing to do.');
    toggle?.fire('click');
    expect(toggle?.getAttribute('aria-expanded')).toBe('true');
    for (const said of ['The reason why.', 'The thing to do.', 'value: 1.26', 'at: 2026-01-02T03:04Z', '22, 3389']) {
      expect(text(page)).toContain(said);
    }
    expect(page.page.all((e) => e.tag === 'a').map((e) => e.getAttribute('href'))).toEqual([
      'https://ecs.console.aliyun.com/?id=d-0&region=cn-hangzhou',
      'https://help.aliyun.com/zh/ecs/',
    ]);
    toggle?.fire('click');
    expect(toggle?.getAttribute('aria-expanded')).toBe('false');
    expect(text(page)).not.toContain('The thing to do.');
  });

  it('lists a muted finding, and says until when and why nobody is told', async () => {
    const muted = { until: '2026-12-31T00:00:00Z', reason: 'planned work' };
    const page = open(await write({ findings: [{ ...finding({ assetId: 'd-1' }), muted }] }));
    expect(shownIds(page)).toEqual(['d-1']);
    expect(text(page)).toContain('(muted until 2026-12-31T00:00: planned work)');
  });

  it('tells since when, as the events of the run say', async () => {
    const since = '2026-02-20T05:30:00.000Z';
    const update = event({ kind: 'update', status: 'critical', assetId: 'd-1', account: '1', faultStartTime: since });
    const rows = embedded(await write({ findings, events: [update] })).rows;
    expect(rows.map((row) => [row.id, row.since])).toEqual([
      ['d-1', since],
      ['d-3', undefined],
      ['d-0', undefined],
      ['d-2', undefined],
    ]);
  });

  it('keeps the most severe when there are too many, and says how many are not listed', async () => {
    const more = LIMITS.rows + 50;
    const warnings = Array.from({ length: more }, (_, i) => finding({ severity: 'warning', assetId: `d-${i}` }));
    const late = Array.from({ length: 20 }, (_, i) => finding({ severity: 'critical', assetId: `late-${i}` }));
    const html = await write({ findings: [...warnings, ...late] });
    const report = embedded(html);
    expect(report.rows).toHaveLength(LIMITS.rows);
    expect(report.rows.filter((row) => row.severity === 'critical')).toHaveLength(20);
    expect(report.rows[0]?.severity).toBe('critical');
    expect(report.rowsBeyond).toBe(70);
    expect(report.checkers[0]?.findings).toEqual({ critical: 20, error: 0, warning: more, info: 0 });
    expect(text(open(html))).toContain('This page lists the 20,000 most severe; 70 more are in findings.jsonl.');
  });

  it('shows a finding of a checker that was not announced', async () => {
    const html = await write({ checkers: [], findings: [finding({ checker: 'my-own' })] });
    expect(text(open(html))).toContain('my-own');
  });
});

describe('limits', () => {
  it('counts what is left out of unknowns, recoveries and collections', async () => {
    const n = 20;
    const report = embedded(
      await write({
        findings: Array.from({ length: LIMITS.unknownGroups + n }, (_, i) =>
          finding({ verdict: 'unknown', message: { zh: `${i}`, en: `${i}` } }),
        ),
        events: Array.from({ length: LIMITS.recoveries + n }, () => event()),
        collections: Array.from({ length: LIMITS.collections + n }, (_, i) =>
          collection(i < LIMITS.problems + n ? { status: 'failed', reason: 'x'.repeat(5000) } : {}),
        ),
      }),
    );
    expect(report.unknowns).toHaveLength(LIMITS.unknownGroups);
    expect(report.recoveries).toHaveLength(LIMITS.recoveries);
    expect(report.collections).toHaveLength(LIMITS.collections);
    expect(report.problems).toHaveLength(LIMITS.problems);
    expect([report.unknownsBeyond, report.recoveriesBeyond, report.collectionsBeyond, report.problemsBeyond]).toEqual([
      n,
      n,
      n,
      n,
    ]);
    expect(report.problems[0]?.reason).toHaveLength(LIMITS.text + 1);
  });
});

describe('languages and themes', () => {
  const sample: Sample = {
    findings: [finding(), finding({ verdict: 'unknown' })],
    events: [event()],
    collections: [collection(), failed, collection({ status: 'unsupported' })],
    notes: ['note'],
  };

  it('begins with the language of the run, and the address has the last word', async () => {
    const html = await write({ ...sample, language: 'zh' });
    expect(html).toContain('<html lang="zh-CN">');
    expect(text(open(html))).toContain(WORDS.runIncomplete.zh);
    const english = open(html, '#lang=en&theme=dark');
    expect(text(english)).toContain(WORDS.runIncomplete.en);
    expect(english.documentElement.getAttribute('data-theme')).toBe('dark');
  });

  it('switches, keeps the choice in the address and the focus where it was', async () => {
    const page = open(await write(sample));
    page.getElementById('language')?.fire('click');
    expect(page.location.hash).toBe('#lang=zh');
    expect(page.documentElement.getAttribute('lang')).toBe('zh-CN');
    expect(page.title).toContain(WORDS.inspectionReport.zh);
    expect(text(page)).toContain('云盘未加密');
    expect(page.focused?.getAttribute('id')).toBe('language');
    page.getElementById('theme')?.fire('click');
    expect(page.location.hash).toBe('#lang=zh&theme=dark');
  });

  it.each(['zh', 'en'] as const)('leaves nothing unsaid in %s', async (language) => {
    const shown = text(open(await write({ ...sample, language })));
    expect(shown).not.toMatch(/undefined|null|NaN|\{\{|\[object/);
    if (language === 'en') expect(shown.replace('中文', '')).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it('has every word in both languages with the same blanks', () => {
    for (const [word, { zh, en }] of Object.entries(WORDS)) {
      const blanks = (of: string) => [...new Set(of.match(/\{\{\w+\}\}/g) ?? [])].sort();
      expect([word, zh.length > 0, en.length > 0]).toEqual([word, true, true]);
      for (const form of en.split(' | ')) expect([word, blanks(form)]).toEqual([word, blanks(zh)]);
    }
  });
});
