import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginDemo } from '../../cli/serve-demo';
import { demoScenario, DEMO_DAYS, DEMO_PAST } from '../../cli/demo-world';
import { completeScenario, loadScenario } from '../../emulator/scenario';
import { readSettings } from '../../host/config';
import { openHistory } from '../../host/history';
import { startWorkspace } from '../../workspace';

const ROOT = join(__dirname, '..', '..');
const DAY = 86_400_000;

jest.setTimeout(300_000);

it('has a small world, of which something happens all month long and in the minutes after the start', () => {
  const { regions, changes, stepMinutes } = completeScenario(loadScenario(JSON.parse(JSON.stringify(demoScenario()))));
  expect([regions.length, stepMinutes]).toEqual([2, 1]);
  const days = changes.map(({ epoch }) => epoch / (24 * 60));
  for (let week = 0; week < 4; week++) expect(days.some((day) => day > week * 7 && day <= week * 7 + 7)).toBe(true);
  const minutes = changes.map(({ epoch }) => epoch - DEMO_DAYS * 24 * 60).filter((after) => after > 0);
  expect([minutes.length > 0, Math.max(...minutes) <= 5]).toEqual([true, true]);
  expect([...DEMO_PAST].sort((a, b) => a - b)).toEqual(DEMO_PAST);
  expect(Math.max(...DEMO_PAST)).toBeLessThan(DEMO_DAYS);
});

it('lives through its past before everything runs once, and once only', async () => {
  execFileSync(process.execPath, [join(ROOT, 'build.mjs'), 'compile'], { cwd: ROOT });
  const folder = mkdtempSync(join(tmpdir(), 'serve-demo-'));
  const workspace = await startWorkspace({
    dataDir: join(folder, 'workspace'),
    rateLimits: false,
    datesOfEvents: true,
  });
  const history = openHistory(folder);
  const start = Date.now();
  const called: string[] = [];
  const logged: string[] = [];
  const settings = readSettings({ data: folder, keyFile: join(folder, 'key'), language: 'en' }, {});
  const env = {
    GUANCE_API_KEY_ID: workspace.apiKeyId,
    GUANCE_API_KEY: workspace.apiKey,
    GUANCE_OPENAPI_URL: workspace.openapi,
    GUANCE_OPENWAY_URL: workspace.openway,
    GUANCE_REPORTER: 'guance',
  };
  const begin = () =>
    new Promise<() => void>((resolve) => {
      const host = {
        functions: () => [{ id: 'all.run' }],
        call: (id: string) => {
          called.push(id);
          setImmediate(() => resolve(stop));
        },
      };
      const stop = beginDemo(
        { host: host as never, history },
        {
          ...{ settings, start, env, days: [0, 29] },
          log: (level, line) => void logged.push(`${level} ${line}`),
        },
      );
    });
  try {
    await begin();
    expect(logged).toEqual([
      `info demo: 2 runs of the last ${DEMO_DAYS} days are there`,
      'info demo: everything runs once now',
    ]);
    const tasks = history.tasks({ functionId: 'all.run' });
    expect(tasks.map(({ startedAt = '' }) => Math.round((start - Date.parse(startedAt)) / DAY))).toEqual([
      1,
      DEMO_DAYS,
    ]);
    const [newer, older] = tasks.map(({ result }) => result);
    // What a month ago was new goes on, and something has changed since.
    expect([older?.complete, older?.events.recovery, newer?.complete]).toEqual([true, 0, true]);
    expect(older?.events.anomaly).toBeGreaterThan(100);
    expect(newer?.events.anomaly).toBeGreaterThan(0);
    expect(newer?.events.recovery).toBeGreaterThan(0);
    expect(newer?.events.anomaly).toBeLessThan(older?.events.anomaly ?? 0);
    expect(JSON.stringify(history.log(tasks[0]?.id ?? ''))).toContain('all: complete');
    const { events } = await workspace.store.listEvents({}, { limit: 1000 });
    const ages = new Set(events.map(({ time }) => Math.round((start - time) / DAY)));
    expect([...ages].sort((a, b) => a - b)).toEqual([1, DEMO_DAYS]);
    // Started again, it has its past already.
    await begin();
    expect([called, history.tasks().length]).toEqual([['all.run', 'all.run'], 2]);
  } finally {
    await workspace.close();
    history.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
