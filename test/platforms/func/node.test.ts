/** Which Node.js a worker takes: that of the image, or one that somebody has brought along. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../../emulator';
import { nodeOf } from '../../harness/node-versions';
import { buildSet, fakeNode, KEYS, newDir, removeDirs, runFunc, type Done, type Task } from './platform';

jest.setTimeout(180_000);

const REGION = 'cn-hangzhou';
let folder: string;
let cloud: Emulator;
beforeAll(async () => {
  ({ folder } = buildSet());
  cloud = await startEmulator({ scenario: { seed: 7, regions: [REGION], instances: 2 } });
});
afterAll(async () => {
  await cloud.close();
  removeDirs();
});

function run(more: Partial<Task> = {}): Promise<Done> {
  const env = { ...KEYS, ALIYUN_ENDPOINT: cloud.endpoint, ...more.env };
  const store = join(newDir(), 'db.json');
  return runFunc({ folder, store, kwargs: { configs: { regions: [REGION] } }, ...more, env });
}

it.each(['16.17.0', '18.20.8', '20.19.5', '22.20.0'])('runs on Node.js %s', async (version) => {
  const worker = { ALIYUN_INSPECTION_NODE: await nodeOf(version), TMPDIR: newDir() };
  const done = await run({ worker });
  expect(done.error).toBeUndefined();
  expect(done.result).toMatchObject({ inspection: 'ecs', complete: true });
  const failed = await run({ worker, kwargs: { configs: '{bad' } });
  expect(failed.error).toContain('malformed JSON');
});

/** A worker that has no Node.js, only Python. */
const BARE = { PATH: newDir() };
beforeAll(() => {
  const python = execFileSync('python3', ['-c', 'import sys; print(sys.executable)']).toString().trim();
  symlinkSync(python, join(BARE.PATH, 'python3'));
});
/** What stands for a Node.js: this process's own, as a program that can lie anywhere. */
const OURS = `exec "${process.execPath}" "$@"`;
const PROCESSOR = process.arch === 'arm64' ? 'arm64' : 'x64';

/** A resource folder with an archive as nodejs.org has them. */
function archived(name: string, script = OURS): string {
  const [resources, packed] = [newDir(), newDir()];
  mkdirSync(join(packed, name, 'bin'), { recursive: true });
  mkdirSync(join(resources, 'aliyun_inspection'));
  writeFileSync(join(packed, name, 'bin', 'node'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(packed, name, 'bin', 'node'), 0o755);
  execFileSync('tar', ['-czf', join(resources, 'aliyun_inspection', `${name}.tar.gz`), '-C', packed, name]);
  return resources;
}

it('unpacks an archive of the resource folder, once', async () => {
  const resources = archived(`node-v20.1.0-linux-${PROCESSOR}`);
  const worker = { ...BARE, TMPDIR: newDir() };
  const done = await run({ resources, worker });
  expect(done.error).toBeUndefined();
  expect(done.result).toMatchObject({ complete: true });
  const unpacked = () => readdirSync(worker.TMPDIR).filter((name) => name.includes('-node-'));
  const [kept] = unpacked();
  const program = join(worker.TMPDIR, kept ?? '', 'node');
  const before = statSync(program).mtimeMs;
  expect((await run({ resources, worker })).error).toBeUndefined();
  expect([unpacked(), statSync(program).mtimeMs]).toEqual([[kept], before]);
  const named = { ...worker, ALIYUN_INSPECTION_NODE: `aliyun_inspection/node-v20.1.0-linux-${PROCESSOR}.tar.gz` };
  expect((await run({ resources, worker: named })).error).toBeUndefined();
});

it('takes a program whose upload may not be executed', async () => {
  const resources = newDir();
  mkdirSync(join(resources, 'aliyun_inspection'));
  const file = join(resources, 'aliyun_inspection', 'node');
  writeFileSync(file, `#!/bin/sh\n${OURS}\n`, { mode: 0o644 });
  const done = await run({ resources, worker: { ...BARE, TMPDIR: newDir() } });
  expect(done.error).toBeUndefined();
  expect(statSync(file).mode & 0o111).toBe(0);
});

it('says what it has found and how to bring one along, in both languages', async () => {
  const resources = archived('node-v20.1.0-linux-mips');
  const none = await run({ resources, worker: BARE });
  const place = join(resources, 'aliyun_inspection');
  expect(none.type).toBe('InspectionError');
  expect(none.error).toContain(
    'Node.js 16.17.0 or later is needed; none was found. The official image of DataFlux Func',
  );
  expect(none.error).toContain(
    `put node-v16.20.2-linux-${PROCESSOR}.tar.gz of nodejs.org/dist/v16.20.2 into the resource`,
  );
  expect(none.error).toContain(`放入资源目录 ${place}`);
  const old = fakeNode('echo v14.21.3');
  const tooOld = await run({ worker: { ALIYUN_INSPECTION_NODE: old } });
  expect(tooOld.error).toContain(`is needed; ${old} is v14.21.3. The official`);
  const missing = await run({ env: { ALIYUN_INSPECTION_NODE: '/nowhere/node' } });
  expect(missing.error).toContain('/nowhere/node is no working Node.js (No such file or directory)');
  const foreign = fakeNode('echo "GLIBC_2.28 not found" >&2; exit 1');
  const library = await run({ worker: { ALIYUN_INSPECTION_NODE: foreign } });
  expect(library.error).toContain(`${foreign} is no working Node.js (GLIBC_2.28 not found)`);
});

it('passes over an archive that is torn', async () => {
  const resources = archived(`node-v20.1.0-linux-${PROCESSOR}`);
  const place = join(resources, 'aliyun_inspection');
  writeFileSync(join(place, `node-v99.0.0-linux-${PROCESSOR}.tar.gz`), 'half of an upload');
  expect((await run({ resources, worker: { ...BARE, TMPDIR: newDir() } })).error).toBeUndefined();
});
