/** What the function platform's script starts: one request on standard input, one run, one outcome. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import { redact } from '../../lib/credentials';
import { ConfigError, isInspectionError, messageOf } from '../../lib/errors';
import { requestLimits } from '../../lib/guance';
import { configsOf, feedbackIn } from '../../lib/inspection';
import { lineReporter, type Reporter } from '../../lib/report';
import type { Language } from '../../lib/model';
import { ownCheckers, type RequestedChecker } from './checkers';
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

/**
 * A request of a script that may have checkers of its own, and be registered by the platform's own package; or of somebody who
 * says what is normal, see `feedbackIn`.
 */
type FuncRequest = Request & {
  readonly ownCheckers?: readonly RequestedChecker[];
  readonly registered?: boolean;
  readonly feedback?: unknown;
};

async function outcomeOf(host: FuncHost, templates: Templates): Promise<Outcome> {
  try {
    const request = host.request() as FuncRequest;
    if (request.feedback !== undefined) {
      return { result: await feedbackIn(keyedState(host), request.feedback, new Date()) };
    }
    Object.assign(process.env, host.variables(VARIABLES));
    const own = await ownCheckers(
      request.ownCheckers ?? [],
      (question) => host.judge(question),
      (line) => host.log(redact(line)),
    );
    const inspection = await inspectionOf(request, templates, (asset) => host.accepts(asset), own);
    const kwargs = request.kwargs ?? { configs: request.configs };
    const registered = request.registered
      ? { kwargs, report: (events: readonly object[]) => host.report(events) }
      : undefined;
    const result = await inspection.run(registered ? undefined : configsOf(kwargs), {
      registered,
      reporters: [
        lineReporter((line) => host.log(redact(line))),
        ...(request.inEditor ? [editorReporter((line) => host.log(line), inspection.timeoutSeconds)] : []),
      ],
      state: keyedState(host),
      guanceLimits: requestLimits(undefined, (name, limit, ms) => host.room(name, limit, ms)),
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

/** Seconds after which somebody who looks at a running function wants to know what it is about. */
const PATIENCE = 5;

/**
 * Says once, after a few seconds in the editor, how far the run is, when it will end, and what would be smaller.
 *
 * @param seconds that the run has
 */
export function editorReporter(write: (line: string) => void, seconds: number, clock = () => Date.now()): Reporter {
  const began = clock();
  let language: Language = 'en';
  let said = false;
  return {
    name: 'editor',
    start(run) {
      language = run.language;
    },
    progress({ collectionsDone: done, collectionsTotal: total, assets }) {
      const passed = (clock() - began) / 1000;
      if (said || passed < PATIENCE) return;
      said = true;
      const rest = done > 0 ? Math.ceil((passed / done) * (total - done)) : undefined;
      write(
        language === 'zh'
          ? `已完成 ${done}/${total} 项采集，${assets} 个资产${rest === undefined ? '' : `；照此约还需 ${rest} 秒`}。编辑器满一分钟即终止函数，因此本次最多运行 ${seconds} 秒，届时以已得到的结果结束，未完成的部分会标明。想更快：configs 填 {"regions": ["cn-hangzhou"]}，ACCOUNTS 只留一个账号，或给 runtime.run 加 dry_run=True 只看不记。要完整运行：发布后在定时任务中“立即执行”，或用异步 API。`
          : `${done} of ${total} collections are done, ${assets} assets${rest === undefined ? '' : `; at this pace some ${rest} s are left`}. The editor ends functions after a minute: this run has ${seconds} s, then ends with what it has and says what is incomplete. For less: configs {"regions": ["cn-hangzhou"]}, one account in ACCOUNTS, or dry_run=True in runtime.run, which records nothing. For the whole: publish, and use "run now" of a cron job, or an asynchronous API.`,
      );
    },
  };
}

function failureOf(error: unknown): Outcome {
  const code = isInspectionError(error) ? error.code : 'internal';
  const field = error instanceof ConfigError ? error.field : undefined;
  return { failure: { code, message: redact(messageOf(error)), ...(field === undefined ? {} : { field }) } };
}
