import { readdirSync, readFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { FORMATS, formatReporter, type FormatName } from '../../../report/formats';
import type { Language, RunSummary } from '../../../lib/model';
import { checker, finding, STARTED, summaryOf } from '../sample';

const EVIL = '=1+1,"<a href=x>](http://x) | @all\u0007\n# h';
const FINDINGS = [
  finding({ severity: 'critical', assetName: EVIL, data: { value: 1, threshold: 2, unit: '%' } }),
  finding({ assetId: 'd-2', severity: 'warning', muted: { until: '2026-04-01T00:00:00.000Z', reason: 'planned' } }),
  finding({ assetId: 'd-3', verdict: 'pass', message: { zh: '正常', en: 'passed' } }),
  finding({ assetId: 'd-4', verdict: 'skip', message: { zh: '不适用', en: 'does not apply' } }),
  finding({ assetId: 'd-5', verdict: 'unknown', message: { zh: '无法判断', en: 'cannot tell' } }),
  finding({ assetId: '', assetName: '', verdict: 'unknown', message: { zh: '未能读取', en: 'could not be read' } }),
  finding({ checker: 'ecs-cpu-high', assetId: 'i-1', assetName: '', severity: 'info', region: 'cn-beijing' }),
];
const SUMMARY: RunSummary = {
  ...summaryOf({}),
  complete: false,
  findings: { critical: 1, error: 0, warning: 1, info: 1 },
  verdicts: { pass: 1, fail: 3, skip: 1, unknown: 2 },
  collections: [
    {
      collector: 'ecs-disks',
      account: '1',
      accountName: 'production',
      region: 'cn-beijing',
      status: 'failed',
      reason: 'Forbidden.RAM',
      assets: 0,
      calls: 1,
    },
  ],
};

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'formats-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function written(name: FormatName, language: Language = 'en', findings = FINDINGS): Promise<string> {
  const file = join(dir, 'deep', 'out');
  const reporter = formatReporter(name, file);
  await reporter.start?.({
    inspection: { id: 'ecs-daily', title: { zh: 'ECS 巡检', en: 'ECS inspection' } },
    startedAt: STARTED,
    checkers: [checker('ecs-disk-unencrypted'), checker('ecs-cpu-high', { category: 'capacity', severity: 'warning' })],
    language,
  });
  await reporter.findings?.(findings.slice(0, 2));
  await reporter.findings?.(findings.slice(2));
  await reporter.finish?.(SUMMARY);
  expect(readdirSync(join(dir, 'deep'))).toEqual(['out']);
  expect(statSync(file).mode & 0o077).toBe(0);
  return readFileSync(file, 'utf8');
}

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly Record<string, unknown>[] } };
    readonly invocations: readonly [
      { readonly executionSuccessful: boolean; readonly toolExecutionNotifications: readonly unknown[] },
    ];
    readonly results: readonly (Record<string, unknown> & {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly partialFingerprints: object;
    })[];
  }[];
}

describe('sarif', () => {
  it('has a rule for each checker, and a result for what failed and what nobody could judge', async () => {
    const log = JSON.parse(await written('sarif')) as Sarif;
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    expect(run?.results.map(({ kind, level }) => `${String(kind)} ${String(level)}`)).toEqual([
      ...['fail error', 'fail warning', 'open none', 'open none', 'fail note'],
    ]);
    for (const { ruleId, ruleIndex } of run?.results ?? []) {
      expect(run?.tool.driver.rules[ruleIndex]).toMatchObject({ id: ruleId });
    }
    expect(run?.tool.driver.rules[0]?.properties).toEqual({ tags: ['security'], 'security-severity': '8.0' });
    expect(run?.tool.driver.rules[1]?.properties).toEqual({ tags: ['capacity'] });
    expect(run?.results[1]?.suppressions).toEqual([{ kind: 'external', justification: 'planned' }]);
    expect(run?.invocations[0]).toMatchObject({ executionSuccessful: false });
    expect(run?.invocations[0].toolExecutionNotifications).toHaveLength(1);
    const marks = run?.results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
    expect(new Set(marks).size).toBe(5);
  });

  it('is whole with no finding at all', async () => {
    const log = JSON.parse(await written('sarif', 'zh', [])) as Sarif;
    expect(log.runs[0]?.results).toEqual([]);
    expect(JSON.stringify(log.runs[0]?.tool.driver.rules[0])).toContain('原因说明');
  });
});

it('junit: failures, errors, what passed, and what was not read; nothing in a name breaks the XML', async () => {
  const xml = await written('junit');
  expect(xml).toContain('tests="8" failures="2" errors="3" skipped="2"');
  expect(xml.match(/<testcase /g)).toHaveLength(8);
  expect(xml.match(/<failure /g)).toHaveLength(2);
  expect(xml.match(/<error /g)).toHaveLength(3);
  expect(xml).toContain('classname="coverage" name="ecs-disks, cn-beijing, production"');
  expect(xml).not.toMatch(/<a |\u0007/);
});

it('csv: a line each, nothing that a spreadsheet would calculate', async () => {
  const text = await written('csv', 'zh');
  expect(text.startsWith('\ufeffverdict,severity,checker,')).toBe(true);
  expect(text).toContain(`"'=1+1,""<a href=x>`);
  expect(text).toContain('云盘未加密');
  expect(text.match(/^(fail|unknown),/gm)).toHaveLength(5);
});

it('markdown: the gravest first, counts, what was not read; names stay names', async () => {
  const text = await written('markdown');
  expect(text).toContain('**Incomplete**');
  expect(text).toContain('3 findings, 2 cannot be told, 1 passed');
  expect(text.indexOf('d-1')).toBeLessThan(text.indexOf('d-2'));
  expect(text).toContain('Forbidden.RAM');
  expect(text).not.toMatch(/(?<!\\)<a|\]\(http|(?<!\\)\]|@all|^# h/m);
  const zh = await written('markdown', 'zh');
  expect(zh).toContain('不完整');
  expect(zh).not.toMatch(/Severity|Finding|\{\{/);
});

it('prometheus: open findings by checker, and whether the run saw everything', async () => {
  const text = await written('prometheus');
  expect(text).toContain(
    'aliyun_inspection_open_findings{inspection="ecs-daily",account="1000000000000001",region="cn-hangzhou",product="ecs",checker="ecs-disk-unencrypted",severity="critical"} 1',
  );
  expect(text).toContain('aliyun_inspection_run_complete{inspection="ecs-daily"} 0');
  expect(text).toContain('aliyun_inspection_unread_collections{inspection="ecs-daily"} 1');
  expect(text).toContain('aliyun_inspection_findings{inspection="ecs-daily",severity="error"} 0');
});

it('ocsf: security checkers are compliance findings with every verdict, others detection findings of failures', async () => {
  const events = (await written('ocsf'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(events.map(({ class_uid: uid, severity_id: severity }) => `${String(uid)} ${String(severity)}`)).toEqual([
    ...['2003 5', '2003 3', '2003 1', '2003 0', '2003 0', '2004 1'],
  ]);
  for (const event of events) {
    // What the schema requires of these classes.
    for (const name of [
      'activity_id',
      'category_uid',
      'class_uid',
      'finding_info',
      'metadata',
      'severity_id',
      'time',
      'type_uid',
      'cloud',
    ]) {
      expect(event).toHaveProperty(name);
    }
    expect(event.type_uid).toBe(Number(event.class_uid) * 100 + Number(event.activity_id));
    expect(event.time).toBe(Date.parse(STARTED));
    expect(event.finding_info).toMatchObject({ uid: expect.stringMatching(/^[0-9a-f]{32}$/) as string });
    if (event.class_uid === 2003) expect(event.compliance).toMatchObject({ standards: ['aliyun-inspection'] });
  }
  expect(events[1]).toMatchObject({ status_id: 3, status: 'Suppressed' });
  expect(events[2]).toMatchObject({ compliance: { status_id: 1, status: 'Pass' } });
  expect(events[3]).toMatchObject({ compliance: { status_id: 2, status: 'Warning' } });
  expect(events[0]).toMatchObject({ resources: [{ uid: 'd-1', type: 'ecs', region: 'cn-hangzhou' }] });
});

it('prints to a stream that stays open, and leaves nothing behind', async () => {
  const stream = new PassThrough();
  const said: Buffer[] = [];
  stream.on('data', (piece: Buffer) => said.push(piece));
  const reporter = formatReporter('csv', stream);
  const run = {
    inspection: { id: 'x-y', title: { zh: '一', en: 'x' } },
    startedAt: STARTED,
    checkers: [],
    language: 'en' as const,
  };
  await reporter.start?.(run);
  await reporter.findings?.(FINDINGS);
  await reporter.finish?.(SUMMARY);
  expect(Buffer.concat(said).toString().split('\r\n')).toHaveLength(7);
  expect(stream.writable).toBe(true);
});

it.each(Object.keys(FORMATS) as FormatName[])('%s says what cannot be written', async (name) => {
  const reporter = formatReporter(name, '/proc/nowhere/out');
  const run = {
    inspection: { id: 'x-y', title: { zh: '一', en: 'x' } },
    startedAt: STARTED,
    checkers: [],
    language: 'en' as const,
  };
  await expect((async () => reporter.start?.(run))()).rejects.toThrow(`${name}: /proc/nowhere/out cannot be written`);
});
