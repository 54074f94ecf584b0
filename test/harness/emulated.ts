/** A run of checkers against the emulator, and what it must have found. */
import { EMULATOR_KEY, type Emulator } from '../../emulator';
import { CONDITIONS } from '../../emulator/conditions';
import { expectedOf, RAISES, type ExpectedFinding } from '../../emulator/raises';
import { createTransport, type Transport, type WireAnswer } from '../../lib/aliyun';
import { fromKeys } from '../../lib/credentials';
import type { AnyChecker } from '../../lib/define';
import { defineInspection } from '../../lib/inspection';
import { accountOverdue } from '../../lib/inspection/overdue';
import type { Finding, InspectionEvent, RunSummary } from '../../lib/model';
import { memoryState, type StateStore } from '../../lib/state';

export interface EmulatedRun {
  readonly state?: StateStore;
  readonly now?: Date;
  readonly events?: InspectionEvent[];
  readonly transport?: Transport;
}

export async function inspectEmulated(
  emulator: Emulator,
  checkers: readonly AnyChecker[],
  { state = memoryState(), now, events, transport }: EmulatedRun = {},
): Promise<{ summary: RunSummary; findings: Finding[] }> {
  const findings: Finding[] = [];
  const inspection = defineInspection({
    id: 'emulated',
    title: { zh: 'x', en: 'x' },
    schedule: '0 * * * *',
    timeoutSeconds: 600,
    accounts: [{ name: 'a', credentials: fromKeys(EMULATOR_KEY), regions: [...emulator.world.regions] }],
    checkers,
  });
  const summary = await inspection.run(undefined, {
    env: { ALIYUN_ENDPOINT: emulator.endpoint },
    state,
    ...(now && { now: () => now }),
    ...(transport && { transport }),
    reporters: [
      {
        name: 'keep',
        findings: (batch) => void findings.push(...batch),
        events: (batch) => void events?.push(...batch),
      },
    ],
  });
  return { summary, findings };
}

/**
 * For many runs over a world that stands still: what was answered once is not asked again, for most of a run's time goes into
 * signing, sending and reading. Only the calls that a fault is about are sent each time.
 *
 * @param faulty `product:action` of those calls, as of now
 */
export function rememberingTransport(faulty: () => ReadonlySet<string>): Transport {
  const real = createTransport();
  const known = new Map<string, WireAnswer>();
  return {
    async send(request) {
      const { product, action, path, region, endpoint, params, raw } = request;
      const call = `${product.code}:${action}`;
      if (faulty().has(call)) return real.send(request);
      const key = JSON.stringify([call, product.apiVersion, path, region, endpoint, params, raw]);
      const answer = known.get(key) ?? (await real.send(request));
      known.set(key, answer);
      return answer;
    },
    close: () => real.close(),
  };
}

type Named = Pick<AnyChecker, 'id'>;

/** So many of each condition that one of the checkers is there to find. */
export function plantFor(checkers: readonly Named[], count: number): Record<string, number> {
  const ids = new Set(checkers.map(({ id }) => id));
  const raised = (condition: string): readonly string[] => {
    const found = RAISES[condition] ?? [];
    return 'nothing' in found ? [] : found;
  };
  const wanted = Object.keys(CONDITIONS).filter((one) => raised(one).some((what) => ids.has(what.replace(/ .*/, ''))));
  return Object.fromEntries(wanted.map((condition) => [condition, count]));
}

/** A finding as a line that can be compared. */
export const lineOf = ({ checker, account, region, asset, severity }: Omit<ExpectedFinding, 'condition'>): string =>
  `${checker} ${account} ${region} ${asset} ${severity}`;

/** The engine's own finding about an account: it follows from several assets, not from a condition of one. */
export const OVERDUE = accountOverdue.id;

/** What failed, as sorted lines of `checker account region asset severity`, without {@link OVERDUE}. */
export function failures(findings: readonly Finding[]): string[] {
  return findings
    .filter((one) => one.verdict === 'fail' && one.checker !== OVERDUE)
    .map(({ assetId: asset, severity = 'info', ...one }) => lineOf({ ...one, asset, severity }))
    .sort();
}

/** What was planted to fail under these checkers, as lines of the same form. */
export function plantedFor(emulator: Emulator, checkers: readonly Named[]): string[] {
  const ids = new Set(checkers.map(({ id }) => id));
  return expectedOf(emulator.world.planted())
    .filter(({ checker }) => ids.has(checker))
    .map(lineOf)
    .sort();
}
