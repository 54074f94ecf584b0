import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHook } from '../../host/workspace/client';
import { Session, World } from './run/world';

const world = new World();
let dir: string;
beforeAll(async () => {
  await world.start();
});
afterAll(() => world.close());
beforeEach(() => {
  world.reset();
  world.set({ w1: { status: 'Broken' } });
  dir = mkdtempSync(join(tmpdir(), 'workspace-link-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const envOf = (more: Record<string, string>) => ({
  ALIYUN_ENDPOINT: `${world.url}/{product}/{region}`,
  ...more,
});

/** A server that takes requests and never answers. */
async function mute() {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

test('`file` writes below the state directory, `console` to stderr, and neither in a dry run', async () => {
  const lines: string[] = [];
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  try {
    const env = envOf({ GUANCE_REPORTER: 'file,console' });
    await new Session(world).run({ env, stateDir: dir, dryRun: true });
    expect([readdirSync(dir), lines]).toEqual([[], []]);
    await new Session(world).run({ env, stateDir: dir });
    const out = join(dir, 'out', 'widgets');
    expect(readdirSync(out).sort()).toEqual(['assets.jsonl', 'events.jsonl', 'findings.jsonl', 'summary.json']);
    expect(readFileSync(join(out, 'events.jsonl'), 'utf8').trim().split('\n')).toHaveLength(1);
    expect(lines.filter((line) => line.includes('Widget is broken'))).toHaveLength(1);
    // A host that prints lines itself does not get them twice.
    lines.length = 0;
    const own: string[] = [];
    const { lineReporter } = await import('../../../lib/report');
    await new Session(world).run({ env, stateDir: dir, reporters: [lineReporter((line) => own.push(line))] });
    expect([lines, own.length > 0]).toEqual([[], true]);
  } finally {
    stderr.mockRestore();
  }
});

test('a reporter that is asked for twice tells once', async () => {
  const hook = await openHook();
  const env = envOf({ GUANCE_REPORTER: 'webhook,webhook', GUANCE_WEBHOOK_URL: hook.url });
  await new Session(world).run({ env });
  expect(hook.received).toHaveLength(1);
  await hook.close();
});

test('a workspace that never answers takes its share of the time and no more', async () => {
  const silent = await mute();
  const begun = Date.now();
  const env = envOf({ GUANCE_API_KEY_ID: 'wsak_test', GUANCE_OPENAPI_URL: silent.url });
  const seen = await new Session(world).run({ env, spec: { timeoutSeconds: 4 } });
  expect(Date.now() - begun).toBeLessThan(8_000);
  expect(seen.summary.complete).toBe(true);
  expect(seen.summary.notes.join('\n')).toMatch(/not registered in Guance: .*no time left/);
  expect(seen.events.map((event) => event.checker).sort()).toEqual(['inspection-registration', 'widgets-broken']);
  await silent.close();
}, 20_000);

test('a run that is cancelled while it registers ends as cancelled, and raises nothing about itself', async () => {
  const silent = await mute();
  const env = envOf({ GUANCE_API_KEY_ID: 'wsak_test', GUANCE_OPENAPI_URL: silent.url });
  const seen = await new Session(world).run({ env, signal: AbortSignal.abort() });
  expect(seen.summary.notes.join('\n')).toContain('cancelled');
  expect(seen.events).toEqual([]);
  await silent.close();
});
