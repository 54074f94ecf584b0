/** What a user copies: every template is short, is named after its file, and inspects the emulator's world completely. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EMULATOR_KEY, startEmulator, type Emulator } from '../emulator';
import { scheduleNote } from '../lib/inspection';
import { memoryState } from '../lib/state';
import { TEMPLATES } from '../templates/registry.gen';

jest.setTimeout(180_000);

const FOLDER = join(__dirname, '..', 'templates');
const files = readdirSync(FOLDER).filter((name) => !name.endsWith('.gen.ts'));
const before = { ...process.env };
let cloud: Emulator;
beforeAll(async () => {
  cloud = await startEmulator({ scenario: { regions: ['cn-hangzhou'], instances: 20 } });
  process.env.ALIBABA_CLOUD_ACCESS_KEY_ID = EMULATOR_KEY.accessKeyId;
  process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET = EMULATOR_KEY.accessKeySecret;
});
afterAll(async () => {
  process.env = before;
  await cloud.close();
});

it('are all registered', () => {
  expect(Object.keys(TEMPLATES).sort()).toEqual(files.map((name) => name.replace(/\.ts$/, '')).sort());
});

it('do not start together: a worker each is more than a platform has, and Guance counts calls a minute', async () => {
  const starts = new Map<number, string>();
  for (const [id, load] of Object.entries(TEMPLATES)) {
    const { schedule } = (await load()).inspection;
    // The prices of spot instances change all the time.
    if (id === 'spot') continue;
    const minute = Number(/^\d+/.exec(schedule)?.[0]) % 30;
    expect(starts.get(minute)).toBeUndefined();
    starts.set(minute, id);
    expect(schedule).toMatch(/^(\d+) |^(\d|1\d|2\d),\d+ /);
  }
});

describe.each(Object.entries(TEMPLATES))('%s', (id, load) => {
  it('is short, with its three places to edit and run()', () => {
    const text = readFileSync(join(FOLDER, `${id}.ts`), 'utf8');
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
    for (const place of ['// 1. ', '// 2. ', '// 3. ']) expect(text.split(place)).toHaveLength(2);
    expect(text).toContain('export const run = inspection.run;');
  });

  it('is named after its file, in both languages, and leaves the cloud half an hour', async () => {
    const { inspection } = await load();
    expect(inspection.id).toBe(id);
    expect(inspection.title.zh).toMatch(/\p{Script=Han}/u);
    expect(inspection.title.en).toMatch(/^[A-Z][\w ]+$/);
    // A spot instance is announced five minutes before it is taken away.
    if (id !== 'spot') expect(scheduleNote(inspection.schedule)).toBeUndefined();
  });

  it('inspects everything, and finds something', async () => {
    const { inspection } = await load();
    const summary = await inspection.run(undefined, {
      env: { ALIYUN_ENDPOINT: cloud.endpoint },
      state: memoryState(),
      reporters: [],
      dryRun: true,
    });
    expect(summary.collections.filter(({ status }) => status !== 'complete')).toEqual([]);
    expect(summary.complete).toBe(true);
    expect(summary.verdicts.fail).toBeGreaterThan(0);
    const { pass, skip, fail } = summary.verdicts;
    expect(pass + skip).toBeGreaterThan(fail);
  });
});
