/** What the function platform's script starts: one request on standard input, one run, one outcome. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redact } from '../../lib/credentials';
import { isInspectionError, messageOf } from '../../lib/errors';
import { lineReporter } from '../../lib/report';
import { createHost, stdioWire, type FuncHost, type Outcome } from './host';
import { inspectionOf, VARIABLES, type Request, type Templates } from './request';
import { keyedState } from '../../lib/state';

/**
 * Serves the one request of this process, then ends it.
 *
 * @param templates the inspections of the bundle, by id
 */
export function serve(templates: Templates): void {
  const host = createHost(stdioWire());
  void outcomeOf(host, templates).then((outcome) => {
    host.finish(outcome);
    process.exit(0);
  });
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
