/** The code package as Function Compute starts it. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMULATOR_KEY } from '../../../emulator';

/** As the runtime does it: the file is required, the initializer called once, then the handler with bytes. */
const RUNTIME = `
const [, , code, handler, input] = process.argv;
const { event, context, how, initialized } = JSON.parse(input);
const loaded = require(code);
const settle = (error, result) => {
  process.stdout.write('\\n' + JSON.stringify(error ? { error: error.message, stack: error.stack } : { result }) + '\\n');
};
const call = (name, ...args) =>
  how === 'callback'
    ? new Promise((resolve, reject) => {
        const returned = loaded[name](...args, (error, result) => (error ? reject(error) : resolve(result)));
        if (returned !== undefined) reject(new Error('a handler with a callback returned something'));
      })
    : loaded[name](...args);
(initialized ? call('initializer', context) : Promise.resolve())
  .then(() => call(handler, Buffer.from(event), context))
  .then((result) => settle(null, result), settle);
`;

export interface Answer {
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: string;
  readonly said: string;
}

export const CONTEXT = {
  requestId: '1-64f6cd87-0',
  credentials: { ...EMULATOR_KEY, securityToken: '' },
  function: { name: 'aliyun-inspection-ecs', handler: 'index.ecs', memory: 512, timeout: 60 },
  service: { logProject: '', logStore: '', qualifier: 'LATEST', versionId: '' },
  region: 'cn-hangzhou',
  accountId: '1234567890123456',
};

export type Invoked = Parameters<typeof invokeIn> extends [string, ...infer Rest] ? Rest : never;

/** @param folder where `code/` is */
export function invokeIn(
  folder: string,
  event: unknown,
  env: Readonly<Record<string, string>>,
  how: 'callback' | 'promise' = 'promise',
  context: object = CONTEXT,
  handler = 'ecs',
): Promise<Answer> {
  const runtime = join(folder, 'runtime.js');
  writeFileSync(runtime, RUNTIME);
  const text = typeof event === 'string' ? event : JSON.stringify(event);
  // The one that is told of failures keeps nothing, and so has no initializer.
  const input = JSON.stringify({ event: text, context, how, initialized: handler !== 'failed' });
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [runtime, join(folder, 'code', 'index.js'), handler, input], {
      env: { PATH: process.env.PATH, NO_PROXY: '*', ...env },
    });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.stderr.on('data', (part: Buffer) => parts.push(part));
    child.on('error', reject);
    child.on('close', () => {
      const said = Buffer.concat(parts).toString();
      const line = said
        .split('\n')
        .filter((one) => one.startsWith('{'))
        .at(-1);
      if (line === undefined) reject(new Error(said));
      else resolve({ ...(JSON.parse(line) as Omit<Answer, 'said'>), said });
    });
  });
}
