import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMULATOR_KEY } from '../../../emulator';

export { runFunc, type Done, type Task } from '../../../tools/bench/func/worker';

const ROOT = join(__dirname, '..', '..', '..');
const dirs: string[] = [];

export function newDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'func-'));
  dirs.push(dir);
  return dir;
}

export function removeDirs(): void {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
}

export interface BuiltSet {
  readonly zip: string;
  /** Where Python has unpacked it. */
  readonly folder: string;
  /** The same for the script market. */
  readonly market: string;
}

/** Builds a script set: the shipped one, or one of scripts of one's own. */
export function buildSet(set = 'aliyun_inspection', ...args: string[]): BuiltSet {
  const [out, folder] = [newDir(), newDir()];
  const own = set === 'aliyun_inspection' ? args : ['--set', set, ...args];
  execFileSync(process.execPath, ['build.mjs', 'func', '--out', out, ...own], { cwd: ROOT, stdio: 'pipe' });
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const zip = join(out, `${set}-${version}.zip`);
  execFileSync('python3', ['-m', 'zipfile', '-e', zip, folder]);
  return { zip, folder, market: join(out, set === 'aliyun_inspection' ? 'market' : `market-${set}`) };
}

export const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: EMULATOR_KEY.accessKeyId,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: EMULATOR_KEY.accessKeySecret,
};

/** A program that a worker may take for Node.js. */
export function fakeNode(script: string): string {
  const file = join(newDir(), 'node');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}
