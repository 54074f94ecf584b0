import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMULATOR_KEY } from '../../../emulator';

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

export interface Task {
  readonly folder: string;
  /** The platform's database. */
  readonly store: string;
  /** `aliyun_inspection__ecs.run` when absent. */
  readonly func?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly kwargs?: Readonly<Record<string, unknown>>;
  /** Seconds. */
  readonly timeout?: number;
  /** Scripts that the user has written, by id. */
  readonly scripts?: Readonly<Record<string, string>>;
  readonly origin?: string;
  /** Started by the editor's Run. */
  readonly editor?: boolean;
  /** Whether the platform's database works. */
  readonly storeWorks?: boolean;
  /** The platform's resource folder. */
  readonly resources?: string;
  /** Variables of the worker itself. */
  readonly worker?: Readonly<Record<string, string>>;
}

export interface Done {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly result?: any;
  readonly error?: string;
  readonly type?: string;
  readonly logs: readonly string[];
  readonly funcs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A worker with a task of its own. */
export interface Started {
  /** Rejects when the worker is gone without a word. */
  readonly done: Promise<Done>;
  /** As the kernel does it when memory is short, or an operator: nothing is cleaned up. */
  kill(): void;
}

/** Runs a function in a platform of its own. */
export function runFunc(task: Task): Promise<Done> {
  return startFunc(task).done;
}

/** Starts a function in a worker of a platform. */
export function startFunc(task: Task): Started {
  const { folder, store, func = 'aliyun_inspection__ecs.run', worker, storeWorks = true, ...rest } = task;
  const child = spawn('python3', [join(__dirname, 'fake_dff.py'), folder, store, func], {
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...worker },
  });
  const done = new Promise<Done>((resolve, reject) => {
    const [out, err]: Buffer[][] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out?.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err?.push(chunk));
    child.on('error', reject);
    child.on('close', () => {
      try {
        resolve(JSON.parse(Buffer.concat(out ?? []).toString()) as Done);
      } catch {
        reject(new Error(Buffer.concat(err ?? []).toString()));
      }
    });
    child.stdin.end(JSON.stringify({ ...rest, store: storeWorks }));
  });
  return { done, kill: () => void child.kill('SIGKILL') };
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
