/** What the function platform's script starts: one request on standard input, one run, one outcome. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redact } from '../../lib/credentials';
import { isInspectionError, messageOf } from '../../lib/errors';
import { lineReporter } from '../../lib/report';
import { TEMPLATES } from '../../templates/registry.gen';
import { createHost, stdioWire, type FuncHost, type Outcome } from './host';
import { inspectionOf, VARIABLES, type Request } from './request';
import { hostState } from './state';

async function outcomeOf(host: FuncHost): Promise<Outcome> {
  try {
    const request = host.request() as Request;
    Object.assign(process.env, host.variables(VARIABLES));
    const inspection = await inspectionOf(request, TEMPLATES, (asset) => host.accepts(asset));
    const result = await inspection.run(request.configs, {
      reporters: [lineReporter((line) => host.log(redact(line)))],
      state: hostState(host),
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

const host = createHost(stdioWire());
void outcomeOf(host).then((outcome) => {
  host.finish(outcome);
  process.exit(0);
});
