/** One exchange that ends before its answer does. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { exchangePlain } from '../../../lib/credentials/request';

const server = http.createServer(({ url }, response) => {
  if (url === '/never') return;
  response.writeHead(200, { 'content-length': 100 });
  response.write('half');
  if (url === '/cut') setImmediate(() => response.destroy());
});
const agent = new http.Agent({ keepAlive: true });
let base = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  agent.destroy();
  server.closeAllConnections();
  server.close();
});

test.each([
  ['before it begins', '/never', 'already', { name: 'AbortError', code: 'ABORT_ERR' }],
  ['before its answer', '/never', 'later', { name: 'AbortError', code: 'ABORT_ERR' }],
  ['within its answer', '/half', 'later', { name: 'AbortError', code: 'ABORT_ERR' }],
  ['by the other side', '/cut', 'not', { code: 'ECONNRESET' }],
])('ends %s, and leaves no connection behind', async (_, path, abort, wrong) => {
  const controller = new AbortController();
  if (abort === 'already') controller.abort();
  if (abort === 'later') setTimeout(() => controller.abort(), 50);
  const sent = exchangePlain({ method: 'GET', url: base + path, headers: {}, agent, signal: controller.signal });
  await expect(sent).rejects.toMatchObject(wrong);
  const held = () => [...Object.keys(agent.sockets), ...Object.keys(agent.freeSockets)];
  for (let looks = 0; held().length > 0 && looks < 500; looks++) await sleep(10);
  expect(held()).toEqual([]);
});
