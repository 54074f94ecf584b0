/** `aliyun-inspection run --queue`: workers do it, and what came of it is printed here. */
import { redact } from '../lib/credentials';
import type { Language, RunSummary } from '../lib/model';
import { lineReporter } from '../lib/report';
import type { Loaded } from '../ground/load';
import { openQueue } from '../host/queue/client';
import { scriptName, wholeInspection } from '../host/queue/script';

/**
 * Puts a run into the queue and waits for its end. The first Ctrl-C cancels it.
 *
 * @throws ConfigError for a script that cannot be divided; InspectionError as the run has
 */
export async function runInQueue(
  address: string,
  template: string,
  loaded: Loaded,
  flags: { readonly configs?: string; readonly lang: Language; readonly printed: 'table' | 'json' },
): Promise<RunSummary> {
  const script = scriptName(template, process.cwd());
  const { id: inspection, title, checkers } = wholeInspection(template, loaded);
  const { configs } = flags;
  const queue = await openQueue(address, 'queue');
  try {
    const run = await queue.add({ script, inspection, byHand: true, ...(configs === undefined ? {} : { configs }) });
    const lines = lineReporter((line) => {
      (flags.printed === 'table' ? process.stdout : process.stderr).write(`${redact(line)}\n`);
    });
    const startedAt = new Date().toISOString();
    await lines.start?.({ inspection: { id: inspection, title }, startedAt, checkers, language: flags.lang });
    let asked = false;
    const onSignal = () => {
      if (asked) process.exit(130);
      asked = true;
      process.stderr.write('stopping; press Ctrl-C again to leave it to the workers\n');
      void run.cancel().catch(() => undefined);
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
    try {
      const summary = await run.ended();
      await lines.finish?.(summary);
      if (flags.printed === 'json') process.stdout.write(`${JSON.stringify(summary, undefined, 2)}\n`);
      return summary;
    } finally {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    }
  } finally {
    await queue.close();
  }
}
