/** The form of the deployed example takes each name that Guance has for a node, and leads to that node. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { EMULATOR_KEY } from '../../../emulator';
import { NODES } from '../../../lib/guance/nodes';
import { buildSet, newDir, removeDirs, runFunc } from './platform';

jest.setTimeout(300_000);

let code: string;
let folder: string;
beforeAll(() => {
  ({ folder } = buildSet());
  code = readFileSync(join(folder, 'script-sets', 'aliyun_inspection', 'example.py'), 'utf8');
});
afterAll(removeDirs);

/** Deploys the example with a name in its form and starts it, with no way out but a proxy that lets nobody through. */
async function asked(
  node: string,
): Promise<{ readonly error: string | undefined; readonly hosts: ReadonlySet<string> }> {
  const hosts = new Set<string>();
  const proxy = createServer().on('connect', (request, socket) => {
    hosts.add(request.url ?? '');
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const labels = [...code.matchAll(/"<.+>"/g)].map(([text]) => text);
  const values = [EMULATOR_KEY.accessKeyId, EMULATOR_KEY.accessKeySecret, 'cn-hangzhou', 'wsak_test', '', node];
  const deployed = labels.reduce((text, label, i) => text.replace(label, `"${values[i]}"`), code);
  const HTTPS_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const { error } = await runFunc({
    folder,
    store: join(newDir(), 'db.json'),
    func: 'startup__aliyun_inspection.run',
    env: { HTTPS_PROXY, ALIYUN_ENDPOINT: 'http://127.0.0.1:1', GUANCE_START_SECONDS: '1' },
    scripts: { startup__aliyun_inspection: deployed },
    timeout: 20,
  });
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
  return { error, hosts };
}

it('leads to the node of each name that the form has, and of what Guance shows', async () => {
  const names = /"<Guance node: (.+) or (\w+)>"/.exec(code);
  const listed = [...(names?.[1] ?? '').split(', '), names?.[2] ?? ''];
  expect(listed).toEqual(expect.arrayContaining(['cn1', 'cn2', 'us1']));
  const keys: Readonly<Record<string, string>> = { cn1: 'default', cn2: 'aws' };
  expect(listed.map((name) => keys[name] ?? name).sort()).toEqual(Object.keys(NODES).sort());
  const found: Record<string, readonly string[]> = {};
  for (const name of [...listed, 'CN4 Guangzhou']) {
    const { error, hosts } = await asked(name);
    found[name] = error === undefined ? [...hosts] : [error];
  }
  const hostOf = (key: string) => `${new URL(NODES[key]?.openapi ?? '').host}:443`;
  expect(found).toEqual({
    ...Object.fromEntries(listed.map((name) => [name, [hostOf(keys[name] ?? name)]])),
    'CN4 Guangzhou': [hostOf('cn4')],
  });
});

it('refuses another name, and says which there are', async () => {
  expect(await asked('cn9')).toEqual({
    error:
      'GUANCE_NODE: "cn9" is no node, did you mean cn1?; nodes are default, cn1, cn2, aws, cn3, cn4, cn5, cn6, us1, eu1, ap1, private',
    hosts: new Set(),
  });
});
