/** A run of checkers against the emulator, and what it must have found. */
import { EMULATOR_KEY, type Emulator } from '../../host/emulator';
import { fromKeys } from '../../lib/credentials';
import type { AnyChecker } from '../../lib/define';
import { defineInspection } from '../../lib/inspection';
import type { Finding, RunSummary } from '../../lib/model';
import { memoryState } from '../../lib/state';

export async function inspectEmulated(
  emulator: Emulator,
  checkers: readonly AnyChecker[],
): Promise<{ summary: RunSummary; findings: Finding[] }> {
  const findings: Finding[] = [];
  const inspection = defineInspection({
    id: 'emulated',
    title: { zh: 'x', en: 'x' },
    schedule: '0 * * * *',
    timeoutSeconds: 60,
    accounts: [{ name: 'a', credentials: fromKeys(EMULATOR_KEY), regions: [...emulator.world.regions] }],
    checkers,
  });
  const summary = await inspection.run(undefined, {
    env: { ALIYUN_ENDPOINT: emulator.endpoint },
    state: memoryState(),
    reporters: [{ name: 'keep', findings: (batch) => void findings.push(...batch) }],
  });
  return { summary, findings };
}

/** The findings that a condition gives, each as checker and severity. */
export type Expected = Readonly<Record<string, readonly (readonly [checker: string, severity: string])[]>>;

/** What failed and what was planted to fail, as sorted lists of `checker asset severity`. */
export function compared(emulator: Emulator, findings: readonly Finding[], expected: Expected) {
  const found = findings
    .filter((one) => one.verdict === 'fail')
    .map((one) => `${one.checker} ${one.assetId} ${one.severity}`);
  const planted = emulator.world
    .planted()
    .flatMap((one) =>
      (expected[one.condition] ?? []).map(([checker, severity]) => `${checker} ${one.assetId} ${severity}`),
    );
  return { found: found.sort(), planted: planted.sort() };
}
