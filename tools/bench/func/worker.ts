/** Processes that stand for the workers of DataFlux Func. */
import { execFileSync, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';

const PLATFORM = join(
  dirname(require.resolve('aliyun-inspection/package.json')),
  'tools',
  'bench',
  'func',
  'fake_dff.py',
);

let python: string | undefined;

/** Workers of a platform have started long ago: what finds a Python for them, such as pyenv, is not asked at each task. */
const interpreter = (): string =>
  (python ??= execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim());

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
  const child = spawn(interpreter(), [PLATFORM, folder, store, func], {
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
