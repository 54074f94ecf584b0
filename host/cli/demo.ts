import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '../../lib/model';
import { startEmulator, EMULATOR_KEY } from '../emulator';
import { run } from './run';

/**
 * The main job with no account: a run that finds anomalies, then, after the emulated cloud has moved on, a run that
 * sees recoveries and new anomalies.
 *
 * @returns the exit code
 */
export async function demo(flags: { readonly out: string; readonly lang: Language }): Promise<number> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const emulator = await startEmulator({ port: 0, seed: 1, latencyMs: 15 });
  const state = mkdtempSync(join(tmpdir(), 'aliyun-inspection-demo-'));
  const before = { ...process.env };
  Object.assign(process.env, {
    ALIYUN_ENDPOINT: emulator.endpoint,
    ALIBABA_CLOUD_ACCESS_KEY_ID: EMULATOR_KEY.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: EMULATOR_KEY.accessKeySecret,
    ALIBABA_CLOUD_SECURITY_TOKEN: '',
  });
  try {
    const runTo = (out: string) => run('ecs', { format: 'table', lang: flags.lang, state, out: join(flags.out, out) });
    say('1/2  the first run of the ECS inspection finds what is wrong');
    const first = await runTo('run-1');
    emulator.advance();
    say('');
    say('2/2  time has passed: the second run sees what has recovered, what still fails and what is new');
    const second = await runTo('run-2');
    say('');
    say(`reports: ${join(flags.out, 'run-1', 'report.html')} and ${join(flags.out, 'run-2', 'report.html')}`);
    return Math.max(first, second);
  } finally {
    process.env = before;
    await emulator.close();
    rmSync(state, { recursive: true, force: true });
  }
}
