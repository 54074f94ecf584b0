import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../cli/run';
import { EMULATOR_KEY, startEmulator } from '../../emulator';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'run-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it.each([
  [
    ['sarif', 'csv'],
    '--format sarif and csv: only one can be printed; give the others a file (sarif=results.sarif), or --out',
  ],
  [['sarf'], '--format sarf: is no format, did you mean sarif?'],
  [
    ['json=x'],
    '--format json=x: only sarif, ocsf, junit, csv, markdown, prometheus, cis, mlps, well-architected go into files',
  ],
  [['csv='], '--format csv=: names no file'],
  [[`csv=${tmpdir()}`], `--format csv=${tmpdir()}: is a folder`],
])('refuses --format %j before anything is called', async (format, message) => {
  const refused = run('nowhere', { format, lang: 'en', state: dir });
  await expect(refused).rejects.toMatchObject({ code: 'config', field: 'format', message });
  expect(readdirSync(dir)).toEqual([]);
});

it('writes several formats in one run, named or in the output directory', async () => {
  const cloud = await startEmulator({ scenario: { seed: 7, regions: ['cn-hangzhou'], instances: 4 } });
  const before = { ...process.env };
  Object.assign(process.env, {
    ALIYUN_ENDPOINT: cloud.endpoint,
    ALIBABA_CLOUD_ACCESS_KEY_ID: EMULATOR_KEY.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: EMULATOR_KEY.accessKeySecret,
  });
  const printed = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    const out = join(dir, 'out');
    const sarif = join(dir, 'named', 'x.sarif');
    const format = [`sarif=${sarif}`, 'markdown', 'prometheus'];
    const flags = { format, out, state: dir, lang: 'zh', configs: '{"regions":["cn-hangzhou"]}' } as const;
    expect(await run('expiry', { ...flags, failOn: 'info' })).toBeLessThanOrEqual(4);
    expect((JSON.parse(readFileSync(sarif, 'utf8')) as { version: string }).version).toBe('2.1.0');
    expect(readFileSync(join(out, 'summary.md'), 'utf8')).toMatch(/^## /);
    expect(existsSync(join(out, 'metrics.prom'))).toBe(true);
    expect(existsSync(join(out, 'report.html'))).toBe(true);
  } finally {
    printed.mockRestore();
    process.env = before;
    await cloud.close();
  }
});
