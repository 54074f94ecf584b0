/** `aliyun-inspection worker`: takes runs from a queue, together with others on any machine. */
import { resolve } from 'node:path';
import { redact } from '../lib/credentials';
import { ConfigError } from '../lib/errors';
import type { Language } from '../lib/model';
import { lineReporter } from '../lib/report';
import { isPostgres } from '../ground/postgres/address';
import { scriptAt } from '../host/queue/script';
import { queueKeyOf } from '../host/queue/sealing';
import { startWorker } from '../host/queue/worker';

export interface WorkerFlags {
  readonly queue?: string;
  readonly state: string;
  readonly scripts: string;
  readonly concurrency: number;
  /** Seconds. */
  readonly takeover: number;
  /** Seconds. */
  readonly grace: number;
  readonly lang: Language;
}

/**
 * Works until SIGTERM or SIGINT; a second one ends it at once.
 *
 * @param print takes a line
 * @throws ConfigError naming the option; StateError when the database cannot be used
 */
export async function work(flags: WorkerFlags, print: (line: string) => void): Promise<void> {
  const { queue, state, concurrency, takeover, grace, lang } = flags;
  if (!queue) {
    throw new ConfigError('--queue: is missing: give redis://host:6379, or set ALIYUN_INSPECTION_QUEUE', {
      field: 'queue',
    });
  }
  if (!isPostgres(state)) {
    throw new ConfigError(
      '--state: workers need postgres://…: what inspections remember has to be the same for all of them, also in the middle of a run',
      { field: 'state' },
    );
  }
  const folder = resolve(flags.scripts);
  const say = (line: string) => print(redact(line));
  const worker = await startWorker({
    queue,
    state,
    limits: process.env.ALIYUN_INSPECTION_LIMITS?.trim() || undefined,
    concurrency,
    takeoverSeconds: takeover,
    language: lang,
    key: queueKeyOf(process.env),
    inspectionOf: (script, entered) => scriptAt(script, folder, entered),
    reporters: (inspection, account) => [
      lineReporter((line) => say(`${inspection}${account === undefined ? '' : ` ${account}`}: ${line}`)),
    ],
    log: say,
  });
  say(`worker ${process.pid}: waits for runs, ${concurrency} at a time`);
  await new Promise<void>((done) => {
    let asked = false;
    const stop = () => {
      if (asked) process.exit(130);
      asked = true;
      say(`worker ${process.pid}: stops; what is under way has ${grace} s, then others go on with it`);
      done();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
  await worker.close(grace * 1000);
}
