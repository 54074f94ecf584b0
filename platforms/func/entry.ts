/** What the function platform's script starts: one request on standard input, one run, one outcome. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import { redact } from '../../lib/credentials';
import { isInspectionError, messageOf } from '../../lib/errors';
import { lineReporter } from '../../lib/report';
import { createHost, stdioWire, type FuncHost, type Outcome } from './host';
import { inspectionOf, VARIABLES, type Request, type Templates } from '../../ground/request';
import { keyedState } from '../../lib/state';

/**
 * Serves the one request of this process, then ends it.
 *
 * @param templates the inspections of the bundle, by id
 */
export function serve(templates: Templates): void {
  const host = createHost(stdioWire());
  // Standard output is the connection: what a script prints becomes a line of the log.
  const print = (...values: unknown[]) => host.log(redact(format(...values)));
  Object.assign(console, { log: print, info: print, debug: print });
  // Node.js would print the whole error, with all that hangs on it.
  process.on('uncaughtException', (error) => {
    host.finish(failureOf(error));
    process.exit(1);
  });
  endWithParent();
  void outcomeOf(host, templates).then((outcome) => {
    host.finish(outcome);
    process.exit(0);
  });
}

/** A worker that was killed cannot tell so; the connection to it is only noticed by what uses it. */
function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, 1000).unref();
}

async function outcomeOf(host: FuncHost, templates: Templates): Promise<Outcome> {
  try {
    const request = host.request() as Request;
    Object.assign(process.env, host.variables(VARIABLES));
    const inspection = await inspectionOf(request, templates, (asset) => host.accepts(asset));
    const result = await inspection.run(request.configs, {
      reporters: [lineReporter((line) => host.log(redact(line)))],
      state: keyedState(host),
      stateDir: join(tmpdir(), 'aliyun_inspection'),
      byHand: request.byHand,
      dryRun: request.dryRun,
      language: request.language,
    });
    return { result };
  } catch (error) {
    return failureOf(error);
  }
}

function failureOf(error: unknown): Outcome {
  const code = isInspectionError(error) ? error.code : 'internal';
  return { failure: { code, message: redact(messageOf(error)) } };
}
