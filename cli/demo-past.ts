/**
 * The process that lives through the month before `serve --demo` was started: real runs of the inspection of all assets, whose
 * clock and whose cloud's clock are set back, told to the host's own workspace. It is told over IPC what to do.
 */
import { EMULATOR_KEY } from '../emulator';
import { inspectionOf } from '../ground/request';
import { messageOf } from '../lib/errors';
import type { Language, RunSummary } from '../lib/model';
import { lineReporter } from '../lib/report';
import { TEMPLATES } from '../templates/registry.gen';
import { goToDay, startDemoWorld } from './demo-world';

export interface PastOrder {
  /** When the demo began. */
  readonly start: number;
  /** At which days of the month it is inspected, in their order. */
  readonly days: readonly number[];
  readonly stateDir: string;
  readonly language: Language;
  /** The way to the workspace of the host. */
  readonly env: Readonly<Record<string, string>>;
}

/** What the process says: a run of the past, or why there are no more. */
export type PastReport =
  | {
      readonly kind: 'run';
      /** When it was, and how long it really took. */
      readonly at: number;
      readonly tookMs: number;
      readonly result: RunSummary;
      readonly lines: readonly string[];
    }
  | { readonly kind: 'failure'; readonly message: string };

/** The shipped inspection that has a past. */
export const PAST_OF = 'all';

/** The host's own workspace has no limit. */
const noLimit = { take: () => Promise.resolve(), pause: () => undefined };

async function live(order: PastOrder, say: (report: PastReport) => void): Promise<void> {
  const emulator = await startDemoWorld(order.start, order.days[0] ?? 0);
  Object.assign(process.env, order.env, {
    ALIYUN_ENDPOINT: emulator.endpoint,
    ALIBABA_CLOUD_ACCESS_KEY_ID: EMULATOR_KEY.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: EMULATOR_KEY.accessKeySecret,
  });
  const inspection = await inspectionOf({ inspection: PAST_OF }, TEMPLATES, () => true);
  for (const day of order.days) {
    goToDay(emulator, day);
    const at = emulator.world.time;
    const lines: string[] = [];
    const began = performance.now();
    const result = await inspection.run(undefined, {
      now: () => new Date(at),
      stateDir: order.stateDir,
      language: order.language,
      reporters: [lineReporter((line) => void lines.push(line))],
      guanceLimits: { ofKey: () => noLimit, ofWorkspace: () => noLimit },
    });
    say({ kind: 'run', at, tookMs: Math.round(performance.now() - began), result, lines });
  }
}

process.once('message', (order: PastOrder) => {
  const say = (report: PastReport) => void process.send?.(report);
  live(order, say)
    .catch((error: unknown) => say({ kind: 'failure', message: messageOf(error) }))
    .finally(() => process.disconnect());
});
// The host is gone, or does not want to know more.
process.on('disconnect', () => process.exit(0));
