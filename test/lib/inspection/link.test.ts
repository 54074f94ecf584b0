import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromKeys } from '../../../lib/credentials';
import { StateError } from '../../../lib/errors';
import { openHook } from '../../workspace/client';
import { REGION, Session, World } from './run/world';

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

/** A server that takes requests and never answers, or not as a server should. */
async function mute(answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined) {
  const server = createServer(answer);
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

/** Answers well, a byte at a time. */
function drip(_: IncomingMessage, response: ServerResponse): void {
  const text = JSON.stringify({
    code: 200,
    content: { uuid: 'rul_1', status: 0 },
    success: true,
    padding: 'x'.repeat(500),
  });
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': text.length });
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < text.length) response.write(text.charAt(sent++));
  }, 20);
  response.on('close', () => clearInterval(timer));
}

describe('a workspace that is slow or away costs its 3 seconds at most before the inspection goes on', () => {
  /** A run, and the milliseconds from its begin to the first call to the cloud. */
  async function late(url: string, more: Record<string, string> = {}, session = new Session(world)) {
    let first: number | undefined;
    world.intercept = () => {
      first ??= Date.now();
      return undefined;
    };
    const begun = Date.now();
    const env = envOf({ GUANCE_API_KEY_ID: 'wsak_test', GUANCE_OPENAPI_URL: url, GUANCE_REPORTER: 'file', ...more });
    const seen = await session.run({ env, stateDir: dir });
    return { ...seen, waited: (first ?? Infinity) - begun };
  }
  const own = (seen: { events: readonly { checker: string }[] }) => seen.events.map((event) => event.checker).sort();

  test('as it is delivered', async () => {
    const silent = await mute();
    const seen = await late(silent.url);
    expect(seen.waited).toBeGreaterThan(2_500);
    expect(seen.waited).toBeLessThan(4_000);
    expect(own(seen)).toEqual(['inspection-registration', 'widgets-broken']);
    await silent.close();
  }, 20_000);

  test.each([
    ['takes the request and never answers', () => mute(), /no time left \(of 0.5 s: GUANCE_START_SECONDS\)/],
    ['answers a byte at a time', () => mute(drip), /no time left \(of 0.5 s: GUANCE_START_SECONDS\)/],
    ['answers each request with 503', () => mute((_, response) => response.writeHead(503).end('busy')), /HTTP 503/],
    ['closes every connection', () => mute((request) => request.socket.destroy()), /cannot be reached/],
    ['refuses the connection', () => Promise.resolve({ url: 'http://127.0.0.1:9', close: undefined }), /ECONNREFUSED/],
    [
      'has a name that does not resolve',
      () => Promise.resolve({ url: 'http://openapi.invalid', close: undefined }),
      /ENOTFOUND|EAI_AGAIN|no time left/,
    ],
  ])('one that %s', async (_, open, words) => {
    const server = await open();
    const seen = await late(server.url, { GUANCE_START_SECONDS: '0.5' });
    expect(seen.waited).toBeLessThan(1_500);
    expect(seen.summary.complete).toBe(true);
    expect(seen.summary.notes.filter((note) => words.test(note))).toEqual([
      expect.stringMatching(/^not registered in Guance: .*the script's own values count$/),
    ]);
    expect(own(seen)).toEqual(['inspection-registration', 'widgets-broken']);
    await server.close?.();
  });

  test('in a short run a quarter of its time', async () => {
    const silent = await mute();
    const env = envOf({ GUANCE_API_KEY_ID: 'wsak_test', GUANCE_OPENAPI_URL: silent.url, GUANCE_REPORTER: 'file' });
    const begun = Date.now();
    const seen = await new Session(world).run({ env, stateDir: dir, spec: { timeoutSeconds: 2 } });
    expect(Date.now() - begun).toBeLessThan(1_900);
    expect(seen.summary.complete).toBe(true);
    await silent.close();
  });

  test('at its end the run does not wait for it for long either, and its events are kept', async () => {
    const silent = await mute();
    const env = envOf({ GUANCE_API_KEY_ID: 'wsak_test', GUANCE_OPENAPI_URL: silent.url });
    const begun = Date.now();
    const seen = await new Session(world).run({ env, spec: { timeoutSeconds: 8 } });
    expect(Date.now() - begun).toBeLessThan(6_000);
    expect(seen.summary.complete).toBe(true);
    expect(seen.summary.deliveries).toMatchObject([{ destination: 'guance', accepted: 0, waiting: 2 }]);
    await silent.close();
  }, 20_000);

  test('a time to wait that is none is bad input', async () => {
    for (const seconds of ['0', '61', 'soon']) {
      await expect(late('http://127.0.0.1:9', { GUANCE_START_SECONDS: seconds })).rejects.toMatchObject({
        code: 'config',
        message: expect.stringContaining('GUANCE_START_SECONDS') as string,
      });
    }
  });
});

describe('keys that are not there', () => {
  const keyless = {
    accounts: [
      { name: 'production', credentials: fromKeys({ accessKeyId: '', accessKeySecret: '' }), regions: [REGION] },
    ],
  };

  test('are noticed at once, while the workspace does not answer', async () => {
    const silent = await mute();
    const env = envOf({ GUANCE_API_KEY_ID: 'wsak_test', GUANCE_OPENAPI_URL: silent.url });
    const begun = Date.now();
    const run = new Session(world).run({ env, stateDir: dir, spec: keyless });
    await expect(run).rejects.toMatchObject({
      code: 'credentials',
      message: expect.stringContaining('production') as string,
    });
    expect(Date.now() - begun).toBeLessThan(2_000);
    await silent.close();
  });

  test('are no matter where the workspace says that the inspection is disabled', async () => {
    const checker = { uuid: 'rul_1', status: 2, jsonScript: {} };
    const workspace = await mute((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(
        JSON.stringify({ code: 200, success: true, errorCode: '', content: { ...checker, token: 'tkn_1' } }),
      );
    });
    const env = envOf({ GUANCE_API_KEY_ID: 'wsak_test', GUANCE_OPENAPI_URL: workspace.url });
    const session = new Session(world);
    const seen = await session.run({ env, spec: keyless });
    expect(seen.summary.notes).toContain('inspection widgets is disabled in Guance: nothing was inspected');
    // What it said counts while it is away, and then, too, nothing is touched.
    world.asked.length = 0;
    await workspace.close();
    const away = await session.run({ env });
    expect(away.summary.notes.join('\n')).toMatch(/not registered in Guance: .*what it last said \(.*\) counts/);
    expect([away.summary.assets, away.events, world.asked]).toEqual([0, [], []]);
  });
});

test('a run that is cancelled while it registers ends as cancelled, and raises nothing about itself', async () => {
  const silent = await mute();
  const env = envOf({ GUANCE_API_KEY_ID: 'wsak_test', GUANCE_OPENAPI_URL: silent.url });
  const seen = await new Session(world).run({ env, signal: AbortSignal.abort() });
  expect(seen.summary.notes.join('\n')).toContain('cancelled');
  expect(seen.events).toEqual([]);
  await silent.close();
});

describe('a host that has registered the inspection itself', () => {
  const KEY = { GUANCE_API_KEY_ID: 'wsak_test', GUANCE_OPENAPI_URL: 'http://127.0.0.1:9' };

  test('says which parameters count and takes the events, in the documented form', async () => {
    const taken: object[] = [];
    const session = new Session(world);
    const report = (events: readonly object[]) => void taken.push(...events);
    const registered = { kwargs: { regions: REGION, params: '', other: 1 }, report };
    const seen = await session.run({ env: envOf(KEY), registered });
    expect(seen.events).toHaveLength(1);
    expect(seen.summary.deliveries).toMatchObject([{ destination: 'guance', accepted: 1, waiting: 0 }]);
    expect(taken.map((event) => Object.keys(event).sort())).toEqual([['dimension_tags', 'message', 'status', 'title']]);
    expect(seen.summary.notes.join('\n')).toContain('parameter other is set in Guance, but the inspection has none');
    // Each event is told once.
    const second = await session.run({ env: envOf(KEY), registered });
    expect(taken).toHaveLength(1 + second.events.length);
  });

  test('is told of a parameter that is wrong as of anything else, and keeps what was not taken', async () => {
    const taken: { title?: unknown }[] = [];
    const session = new Session(world);
    const away = () => Promise.reject(new StateError('the platform refuses'));
    const first = await session.run({
      env: envOf(KEY),
      registered: { kwargs: { params: 'w-status.days = x' }, report: away },
    });
    expect(first.events.map(({ checker }) => checker)).toContain('inspection-parameters');
    expect(first.summary.deliveries).toMatchObject([{ accepted: 0, waiting: first.events.length }]);
    const report = (events: readonly object[]) => void taken.push(...events);
    await session.run({ env: envOf(KEY), registered: { kwargs: {}, report } });
    expect(taken.length).toBeGreaterThanOrEqual(first.events.length);
  });

  test('is not asked and told of nothing in a dry run', async () => {
    const registered = { kwargs: {}, report: () => Promise.reject(new StateError('it was told')) };
    const seen = await new Session(world).run({ env: envOf(KEY), registered, dryRun: true });
    expect(seen.summary.deliveries).toEqual([]);
    expect(seen.summary.notes.join('\n')).not.toContain('Guance was not asked');
  });
});
