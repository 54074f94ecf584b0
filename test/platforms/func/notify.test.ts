/** Whom a copied script tells besides those that the platform's variables name. */
import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../../emulator';
import { buildSet, KEYS, newDir, removeDirs, runFunc } from './platform';

jest.setTimeout(120_000);

const REGION = 'cn-hangzhou';
let folder: string;
let cloud: Emulator;
let hook: Server;
let url: string;
const told: { readonly path: string; readonly body: string }[] = [];
beforeAll(async () => {
  ({ folder } = buildSet());
  cloud = await startEmulator({
    scenario: { seed: 7, regions: [REGION], instances: 4, plant: { 'ecs-expiring-critical': 1 }, changes: [] },
  });
  hook = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      told.push({ path: request.url ?? '', body });
      response.end(request.url === '/slack' ? 'ok' : '{"errcode":0}');
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await cloud.close();
  await new Promise((resolve) => hook.close(resolve));
  removeDirs();
});
beforeEach(() => told.splice(0));

const copyOf = (notify: object, guance = '{}') =>
  readFileSync(join(folder, 'script-sets', 'aliyun_inspection', 'example_ecs.py'), 'utf8')
    .replace("['cn-hangzhou', 'cn-shanghai']", `['${REGION}']`)
    .replace('NOTIFY = {}', `NOTIFY = ${JSON.stringify(notify)}`)
    .replace('GUANCE = {}', `GUANCE = ${guance}`);

const run = (code: string, env: Record<string, string> = {}) =>
  runFunc({
    ...{ folder, store: join(newDir(), 'db.json'), func: 'user__mine.run', kwargs: {}, scripts: { user__mine: code } },
    env: { ...KEYS, ALIYUN_ENDPOINT: cloud.endpoint, ...env },
  });

it('tells those that NOTIFY names, without a word elsewhere', async () => {
  const done = await run(copyOf({ dingtalk_robot_url_env: 'OUR_ROBOT', slack_webhook_url: `${url}/slack` }), {
    OUR_ROBOT: `${url}/robot`,
  });
  expect(done.error).toBeUndefined();
  expect([...new Set(told.map(({ path }) => path))].sort()).toEqual(['/robot', '/slack']);
  expect(told[0]?.body).toContain('ECS');
});

it('tells them beside those that the platform or the script names as reporters', async () => {
  const byVariable = await run(copyOf({ slack_webhook_url: `${url}/slack` }), {
    GUANCE_REPORTER: 'webhook',
    GUANCE_WEBHOOK_URL: `${url}/webhook`,
  });
  expect(byVariable.error).toBeUndefined();
  expect([...new Set(told.map(({ path }) => path))].sort()).toEqual(['/slack', '/webhook']);
  told.splice(0);
  const byScript = await run(copyOf({ slack_webhook_url: `${url}/slack` }, "{'reporters': ['webhook']}"), {
    GUANCE_WEBHOOK_URL: `${url}/webhook`,
  });
  expect(byScript.error).toBeUndefined();
  expect([...new Set(told.map(({ path }) => path))].sort()).toEqual(['/slack', '/webhook']);
});
