import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import axios from 'axios';
import { buildSync } from 'esbuild';
import { closeLabs, openLab, tempDir } from './client';

const root = resolve(__dirname, '../..');
let script: string;
const children: ChildProcess[] = [];

beforeAll(() => {
  script = join(tempDir(), 'workspace.cjs');
  buildSync({
    stdin: {
      contents: `import { runWorkspace } from './workspace/main';
        const [port, data, json] = process.argv.slice(2);
        runWorkspace({ port: Number(port), data, json: json === 'json' }).catch((e) => { console.error(e.message); process.exitCode = 2; });`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    external: ['libsql'],
    outfile: script,
    logLevel: 'error',
  });
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await closeLabs();
});

interface Running {
  readonly child: ChildProcess;
  readonly at: { openapi: string; openway: string; apiKeyId: string; apiKey: string; token: string };
}

async function start(data: string): Promise<Running> {
  const child = spawn(process.execPath, [script, '0', data, 'json'], {
    env: { ...process.env, NODE_PATH: join(root, 'node_modules') },
  });
  children.push(child);
  let out = '';
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    out += chunk.toString();
    if (out.includes('\n')) break;
  }
  return { child, at: JSON.parse(out.split('\n')[0] ?? '') as Running['at'] };
}

const line = (i: number) =>
  `monitor,df_event_id=event-${i},df_status=error df_title="T",df_monitor_ref_key="k",df_dimension_tags="{\\"asset_id\\":\\"a${i % 50}\\"}"`;

test('what was answered with 200 is there after SIGKILL, once, and the next start is the same workspace', async () => {
  const data = tempDir();
  const first = await start(data);
  const accepted = new Set<number>();
  const send = async ({ at }: Running, from: number, to: number) => {
    const body = Array.from(
      { length: to - from },
      (_, i) => `${line(from + i)} ${1_770_000_000_000 + (from + i) * 1000}000000`,
    ).join('\n');
    await axios.post(`${at.openway}/v1/write/keyevent?token=${at.token}`, body, {
      headers: { 'content-type': 'text/plain' },
      proxy: false,
    });
    for (let i = from; i < to; i++) accepted.add(i);
  };
  for (let i = 0; i < 10; i++) await send(first, i * 50, i * 50 + 50);
  // Several are under way when it dies; some may be stored without their answer.
  const racing = Array.from({ length: 10 }, (_, i) => send(first, 500 + i * 50, 550 + i * 50).catch(() => undefined));
  await racing[0];
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  await Promise.all(racing);
  expect(accepted.size).toBeGreaterThanOrEqual(550);

  const second = await start(data);
  expect(second.at).toMatchObject({ apiKeyId: first.at.apiKeyId, apiKey: first.at.apiKey, token: first.at.token });
  // The sender repeats what it does not know to be accepted, and more.
  for (let i = 5; i < 20; i++) await send(second, i * 50, i * 50 + 50);
  second.child.kill('SIGTERM');
  expect(await once(second.child, 'exit')).toEqual([0, null]);

  const { store } = (await openLab({ dataDir: data })).workspace;
  const { total } = await store.listEvents({});
  expect(total).toBe(1000);
  for (const i of accepted) expect(store.event(`event-${i}`)?.status).toBe('error');
  expect((await store.listEvents({ openOnly: true })).total).toBe(50);
  expect((await store.facets({}, ['ref_key'])).ref_key).toEqual([{ value: 'k', count: 1000 }]);
});

test('without json it prints what a person needs; SIGINT stops it', async () => {
  const child = spawn(process.execPath, [script, '0', tempDir(), 'text'], {
    env: { ...process.env, NODE_PATH: join(root, 'node_modules') },
  });
  children.push(child);
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    if (out.includes('Stop with')) child.kill('SIGINT');
  });
  expect(await once(child, 'exit')).toEqual([0, null]);
  for (const name of ['GUANCE_OPENAPI_URL', 'GUANCE_OPENWAY_URL', 'GUANCE_API_KEY_ID', 'wsak_', 'tkn_'])
    expect(out).toContain(name);
});
