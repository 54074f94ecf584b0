import { complianceOf } from '../../../report/formats/compliance';
import type { Language, Verdict } from '../../../lib/model';
import { checker, finding, STARTED, summaryOf } from '../sample';

type Row = Readonly<Record<string, string>>;

/** The lines of a view by their numbers, each with its cells by the heads of the columns. */
async function rowsOf(
  name: 'cis' | 'mlps' | 'well-architected',
  ids: Readonly<Record<string, string>>,
  verdicts: readonly (readonly [checker: string, asset: string, verdict: Verdict])[],
  language: Language = 'en',
): Promise<Map<string, Row>> {
  const writer = complianceOf(name).start({
    inspection: { id: 'all', title: { zh: '巡检', en: 'Inspection' } },
    startedAt: STARTED,
    checkers: Object.entries(ids).map(([id, category]) => checker(id, { category })),
    language,
  });
  for (const [id, assetId, verdict] of verdicts) {
    expect(writer.finding(finding({ checker: id, assetId, assetName: '', verdict }))).toBe('');
  }
  const { head, foot } = await writer.finish(summaryOf({}));
  const cells = (line: string) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell);
  const columns = cells(head.replace('\ufeff', '').trimEnd());
  const lines = foot.trimEnd().split('\r\n').map(cells);
  return new Map(
    lines.map((line) => [line[0] ?? '', Object.fromEntries(columns.map((name, n) => [name, line[n] ?? '']))]),
  );
}

const KEYS = { 'ram-root-ak': 'security' };

it('says of each thing whether it is met, and which assets do not', async () => {
  const rows = await rowsOf('cis', { ...KEYS, 'ram-user-no-mfa': 'security', 'ram-ak-age': 'security' }, [
    ['ram-root-ak', '1', 'pass'],
    ['ram-user-no-mfa', 'ann', 'fail'],
    ['ram-user-no-mfa', 'bob', 'pass'],
    ['ram-ak-age', 'ann', 'unknown'],
    ['ram-ak-age', 'bob', 'pass'],
  ]);
  expect(rows.get('1.2')).toMatchObject({ result: 'met', passing: '1', failing: '0' });
  expect(rows.get('1.4')).toMatchObject({ result: 'not met', failing: '1', passing: '1', 'failing assets': 'ann' });
  expect(rows.get('1.6')).toMatchObject({ result: 'cannot be told', unknown: '1' });
});

it('takes nothing for met that was not looked at', async () => {
  const rows = await rowsOf('cis', KEYS, []);
  expect(rows.get('1.2')).toMatchObject({ result: 'not in this run' });
  expect(rows.get('1.3')).toMatchObject({
    result: 'not in this run',
    'to be asked': 'not in this run: ram-root-mfa-off',
  });
  expect(rows.get('1.1')?.result).toBe('to be asked');
  expect(rows.get('1.1')?.['to be asked']).toMatch(/root/);
  expect(rows.get('1.16')?.result).toBe('not covered');
});

it('is not met with one of two checkers, and open with one that is not in the run', async () => {
  const half = { 'ram-admin-policy': 'security' };
  expect((await rowsOf('cis', half, [['ram-admin-policy', 'ann', 'pass']])).get('1.15')?.result).toBe(
    'not in this run',
  );
  expect((await rowsOf('cis', half, [['ram-admin-policy', 'ann', 'fail']])).get('1.15')?.result).toBe('not met');
});

it('does not apply where nothing applies', async () => {
  const rows = await rowsOf('cis', KEYS, [['ram-root-ak', '1', 'skip']]);
  expect(rows.get('1.2')?.result).toBe('does not apply');
});

it('names twenty assets and counts the others', async () => {
  const many = Array.from({ length: 23 }, (_, n) => ['ram-root-ak', `u${n}`, 'fail'] as const);
  const row = (await rowsOf('cis', KEYS, many)).get('1.2');
  expect(row?.['failing assets']).toMatch(/^u0; u1; .*u19; 3 more$/);
});

it('asks every checker of a pillar', async () => {
  const ids = { 'ecs-idle': 'cost', 'slb-idle': 'cost', 'ecs-expiring': 'expiry' };
  const rows = await rowsOf('well-architected', ids, [
    ['ecs-idle', 'i-1', 'pass'],
    ['slb-idle', 'lb-1', 'fail'],
    ['ecs-expiring', 'i-1', 'pass'],
  ]);
  expect(rows.get('cost')).toMatchObject({
    result: 'not met',
    checkers: 'ecs-idle slb-idle',
    'failing assets': 'lb-1',
  });
  expect(rows.get('reliability')?.result).toBe('met');
  expect(rows.get('security')?.result).toBe('not in this run');
});

it('speaks Chinese', async () => {
  const rows = await rowsOf(
    'mlps',
    { 'sas-agent': 'security', 'sas-alarm': 'security' },
    [
      ['sas-agent', '1', 'pass'],
      ['sas-alarm', '1', 'pass'],
    ],
    'zh',
  );
  expect(rows.get('8.1.4.5')).toMatchObject({ 结果: '符合', 检查项: 'sas-agent sas-alarm' });
});
