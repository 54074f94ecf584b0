import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { ConfigError, messageOf } from '../lib/errors';
import { EMULATOR_KEY, loadScenario, startEmulator } from '../emulator';

export interface EmulatorFlags {
  readonly port: number;
  readonly seed?: number;
  readonly scenario?: string;
  readonly latency?: number;
}

/** Runs the emulator until it is told to stop, and prints how to point the inspection at it. */
export async function runEmulator(flags: EmulatorFlags): Promise<void> {
  const emulator = await startEmulator({
    port: flags.port,
    seed: flags.seed,
    latencyMs: flags.latency,
    scenario: flags.scenario === undefined ? undefined : readScenario(flags.scenario),
  }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      throw new ConfigError(`--port ${flags.port} is in use; choose another, or 0 for any`, { field: 'port' });
    }
    throw error;
  });
  const account = emulator.world.accounts[0];
  process.stdout.write(
    [
      `emulator ready at ${emulator.url}, and at ${emulator.secureUrl}`,
      `export ALIYUN_ENDPOINT='${emulator.endpoint}'`,
      `export ALIBABA_CLOUD_ACCESS_KEY_ID=${account?.accessKeyId ?? EMULATOR_KEY.accessKeyId}`,
      `export ALIBABA_CLOUD_ACCESS_KEY_SECRET=${account?.accessKeySecret ?? EMULATOR_KEY.accessKeySecret}`,
      `export NODE_EXTRA_CA_CERTS='${emulator.caFile}'`,
      '',
    ].join('\n'),
  );
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await emulator.close();
}

function readScenario(file: string) {
  try {
    return loadScenario(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ConfigError(`--scenario ${file}: ${messageOf(error)}`, { field: 'scenario' });
  }
}
