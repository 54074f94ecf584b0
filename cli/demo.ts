import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '../lib/model';
import { startEmulator, EMULATOR_KEY } from '../emulator';
import { startWorkspace } from '../workspace';
import { run } from './run';

/**
 * The main job with no account anywhere: the inspection registers itself in a local workspace and finds anomalies; then,
 * after the emulated cloud has moved on, a second run sees recoveries and new anomalies.
 *
 * @returns the exit code
 */
export async function demo(flags: { readonly out: string; readonly lang: Language }): Promise<number> {
  const say = (zh: string, en: string) => process.stdout.write(`${flags.lang === 'zh' ? zh : en}\n`);
  const emulator = await startEmulator({ port: 0, seed: 1, latencyMs: 15 });
  const state = mkdtempSync(join(tmpdir(), 'aliyun-inspection-demo-'));
  const workspace = await startWorkspace({ port: 0, dataDir: join(state, 'workspace'), language: flags.lang });
  const before = { ...process.env };
  Object.assign(process.env, {
    ALIYUN_ENDPOINT: emulator.endpoint,
    ALIBABA_CLOUD_ACCESS_KEY_ID: EMULATOR_KEY.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: EMULATOR_KEY.accessKeySecret,
    ALIBABA_CLOUD_SECURITY_TOKEN: '',
    GUANCE_API_KEY_ID: workspace.apiKeyId,
    GUANCE_API_KEY: workspace.apiKey,
    GUANCE_OPENAPI_URL: workspace.openapi,
    GUANCE_OPENWAY_URL: workspace.openway,
    GUANCE_REPORTER: 'guance',
  });
  try {
    const runTo = (out: string) => run('ecs', { format: [], lang: flags.lang, state, out: join(flags.out, out) });
    say('1/2  第一次 ECS 巡检，发现问题', '1/2  the first run of the ECS inspection finds what is wrong');
    const first = await runTo('run-1');
    emulator.advance();
    say('', '');
    say(
      '2/2  过了一段时间：第二次巡检看到已恢复的、仍存在的和新出现的问题',
      '2/2  time has passed: the second run sees what has recovered, what still fails and what is new',
    );
    const second = await runTo('run-2');
    say('', '');
    const open = workspace.store.checkers().reduce((sum, checker) => sum + checker.openTotal, 0);
    const { total } = await workspace.store.listEvents({}, { limit: 1 });
    say(
      `本地工作空间已注册该巡检，共 ${total} 个事件，${open} 个未恢复`,
      `the local workspace has the inspection registered, ${total} events, ${open} findings not recovered`,
    );
    const [one, two] = ['run-1', 'run-2'].map((run) => join(flags.out, run, 'report.html'));
    say(`报告：${one} 和 ${two}`, `reports: ${one} and ${two}`);
    return Math.max(first, second);
  } finally {
    process.env = before;
    await workspace.close();
    await emulator.close();
    rmSync(state, { recursive: true, force: true });
  }
}
