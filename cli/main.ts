import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { registerSecret, redact } from '../lib/credentials/redact';
import { isInspectionError, messageOf } from '../lib/errors';
import { hostLanguage, LANGUAGES, SEVERITIES, type Language } from '../lib/model';
import { spoken } from '../lib/report/spoken';
import { DEFAULT_STATE_DIR } from '../lib/state/directory';
import { isPostgres, refusePassword } from '../ground/postgres/address';
import { refuseRedisPassword } from '../host/redis';
import { EXIT } from './exit';
import type { FeedbackAction, FeedbackFlags } from './feedback';
import { helpInChinese, wantsChinese } from './help-words';
import type { DiffFlags } from './diff';
import type { PlanFlags } from './plan';
import type { RunFlags } from './run';
import type { ActionFlags, ServeAction } from './serve-actions';
import type { StateAction, StateFlags } from './state';
import type { WorkerFlags } from './worker';

type ServeFlags = { readonly config?: string; readonly lang?: Language } & ActionFlags & Record<string, unknown>;

const DEFAULT_LANGUAGE = hostLanguage(process.env);

/** The command line: parses, loads one command, runs it and sets the exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  registerSecret(process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET);
  registerSecret(process.env.ALIBABA_CLOUD_SECURITY_TOKEN);
  // A reader that goes away (`| head`) must not cut a run short.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreBrokenPipe);
  const program = new Command('aliyun-inspection')
    .description('Inspections of Alibaba Cloud assets')
    .version(version())
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(redact(text)) });
  const language = () => new Option('--lang <language>', 'zh or en').choices([...LANGUAGES]).default(DEFAULT_LANGUAGE);

  program
    .command('run')
    .description('run an inspection: a template by its id, or a file')
    .argument('<template>', 'template id (see list) or a file (.ts, .mts, .cts, .js, .mjs, .cjs)')
    .option('--configs <json>', 'asset ids, or {"regions":[],"instanceIds":[],"params":{}}, as JSON')
    .option('--dry-run', 'judge, but change no state')
    .option('--out <dir>', 'write summary.json, findings, events, assets (.jsonl) and report.html there')
    .addOption(stateOption('what is remembered between runs: a folder or postgres://…'))
    .addOption(
      new Option(
        '--format <format>',
        'table, json, sarif, ocsf, junit, csv, markdown, prometheus, cis, mlps or well-architected; several, with a file: sarif=results.sarif',
      )
        .argParser((given: string, before: readonly string[] = []) => [...before, given])
        .default([], 'table'),
    )
    .addOption(new Option('--fail-on <severity>', 'exit with 4 from this severity on').choices([...SEVERITIES]))
    .addOption(queueOption('leave it to the workers of this queue: redis://…'))
    .addOption(language())
    .action(async (template: string, flags: RunFlags) => {
      const { run } = await import('./run');
      process.exitCode = await run(template, flags);
    });
  program
    .command('diff')
    .description('what has changed between two runs that were written with --out')
    .argument('<before>', 'output directory of the earlier run')
    .argument('<after>', 'output directory of the later run')
    .addOption(new Option('--format <format>', 'what to print').choices(['table', 'json']).default('table'))
    .addOption(
      new Option('--fail-on <severity>', 'exit with 4 when something new or graver is at least that').choices([
        ...SEVERITIES,
      ]),
    )
    .addOption(language())
    .action(async (before: string, after: string, flags: DiffFlags) => {
      const { diff } = await import('./diff');
      process.exitCode = await diff([before, after], flags, (text) => process.stdout.write(text));
    });
  program
    .command('plan')
    .description('how the findings of a run that was written with --out are put right; changes nothing')
    .argument('<run>', 'output directory of the run')
    .option('--checker <ids...>', 'of these checkers only')
    .option('--asset <ids...>', 'of these assets only')
    .option(
      '--prices [template]',
      'ask bills and price queries what it saves or costs, with the accounts of this template or file (default: that of the run)',
    )
    .addOption(new Option('--format <format>', 'what to print').choices(['table', 'json']).default('table'))
    .addOption(language())
    .action(async (run: string, flags: PlanFlags) => {
      const { plan } = await import('./plan');
      process.exitCode = await plan(run, flags, (text) => process.stdout.write(text));
    });
  program
    .command('emulator')
    .description('a local Alibaba Cloud for demos and tests')
    .option('--port <n>', 'port to listen on (0: any)', wholeNumber(0, 65_535), 9100)
    .option('--seed <n>', 'seed of its world', wholeNumber(0, 2 ** 31))
    .option('--scenario <file>', 'JSON file that describes its world')
    .option('--latency <ms>', 'milliseconds before each answer', wholeNumber(0, 600_000))
    .action(async (flags: { port: number; seed?: number; scenario?: string; latency?: number }) => {
      const { runEmulator } = await import('./emulator');
      await runEmulator(flags);
    });
  program
    .command('workspace')
    .description('a local workspace that speaks the protocol of Guance: registrations, events, alerts')
    .option('--port <n>', 'port to listen on (0: any)', wholeNumber(0, 65_535), 9200)
    .option('--data <dir>', 'where it keeps its data', join(DEFAULT_STATE_DIR, 'workspace'))
    .option('--json', 'print URLs, key and token as one JSON object on the first line')
    .action(async (flags: { port: number; data: string; json?: boolean }) => {
      const { runWorkspace } = await import('../workspace/main');
      await runWorkspace(flags);
    });
  program
    .command('serve')
    .description('a function host: schedules, runs and shows inspections, with a local workspace, an API and a console')
    .addArgument(
      new Argument(
        '[action]',
        'instead, of a host that is stopped: replace its key, or the password of a user',
      ).choices(['rotate-key', 'reset-password'] satisfies ServeAction[]),
    )
    .option('--port <n>', 'port to listen on (0: any; default: 9300)', wholeNumber(0, 65_535))
    .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
    .option('--data <dir>', `where it keeps everything (default: ${join(DEFAULT_STATE_DIR, 'serve')})`)
    .option('--scripts <dir>', 'folder of your own scripts (default: scripts below --data)')
    .option('--config <file>', 'JSON file with these and more settings, see docs/serve.md')
    .option('--demo', 'inspect an emulated cloud: no account is needed')
    .option('--new-key <file>', 'of rotate-key: the new key, where the host may not write it')
    .option('--user <name>', 'of reset-password (default: admin)')
    .addOption(new Option('--lang <language>', 'zh or en').choices([...LANGUAGES]))
    .action(async (action: ServeAction | undefined, { config, lang, newKey, user, ...flags }: ServeFlags) => {
      if (action !== undefined) {
        const { runAction } = await import('./serve-actions');
        await runAction(action, { ...flags, language: lang, newKey, user }, config);
        return;
      }
      const { runServe } = await import('./serve');
      await runServe({ ...flags, language: lang }, config);
    });
  program
    .command('worker')
    .description('take runs from a queue, together with others on any machine; needs the state in PostgreSQL')
    .addOption(queueOption('the queue: redis://…'))
    .addOption(stateOption('what is remembered between runs: postgres://…'))
    .option('--scripts <dir>', 'folder of your own scripts: the same on all machines', '.')
    .option('--concurrency <n>', 'accounts at once', wholeNumber(1, 64), 2)
    .option('--takeover <seconds>', 'after so long others go on with what a killed worker did', wholeNumber(2, 600), 60)
    .option('--grace <seconds>', 'for what is under way when it is told to stop', wholeNumber(0, 3600), 60)
    .addOption(language())
    .action(async (flags: WorkerFlags) => {
      const { work } = await import('./worker');
      await work(flags, (line) => process.stdout.write(`${line}\n`));
    });
  program
    .command('demo')
    .description('two runs against an embedded emulator and workspace: anomalies, then recoveries; needs no account')
    .option('--out <dir>', 'where the reports go', 'aliyun-inspection-demo')
    .addOption(language())
    .action(async (flags: { out: string; lang: Language }) => {
      const { demo } = await import('./demo');
      process.exitCode = await demo(flags);
    });
  program
    .command('new')
    .description('copy a template beside your code, ready to edit')
    .argument('<template>', 'template id (see list)')
    .argument('[file]', 'where the copy goes (default: <template>-inspection.ts)')
    .addOption(language())
    .action(async (template: string, file: string | undefined, { lang }: { lang: Language }) => {
      const { newInspection } = await import('./new');
      process.stdout.write(newInspection(template, file, lang));
    });
  program
    .command('list')
    .description('templates and checkers')
    .addOption(new Option('--format <format>', 'what to print').choices(['table', 'json']).default('table'))
    .addOption(language())
    .action(async (flags: { format: 'table' | 'json'; lang: Language }) => {
      const { list } = await import('./list');
      process.stdout.write(await list(flags));
    });
  program
    .command('catalogue')
    .description('what every checker finds, and what it costs in calls')
    .addOption(new Option('--format <format>', 'what to print').choices(['table', 'json']).default('table'))
    .addOption(language())
    .action(async (flags: { format: 'table' | 'json'; lang: Language }) => {
      const { catalogue } = await import('./catalogue');
      process.stdout.write(await catalogue(flags));
    });
  program
    .command('policy')
    .description('the least RAM policy for templates or files; without any, for all checkers')
    .argument('[template...]', 'template ids (see list) or files')
    .option('--without-secrets', 'leave out what answers with passwords, keys or download addresses')
    .action(async (templates: string[], { withoutSecrets }: { withoutSecrets?: boolean }) => {
      const { policy } = await import('./catalogue');
      process.stdout.write(await policy(templates, withoutSecrets));
    });
  program
    .command('state')
    .description('check, mend or forget what inspections remember between runs')
    .addArgument(new Argument('<action>', 'what to do').choices(['check', 'repair', 'forget'] satisfies StateAction[]))
    .option('--inspection <id>', 'of this inspection only')
    .option('--account <id>', 'of this account only')
    .option('--region <id>', 'in this region only')
    .option('--collector <id>', 'of this collector only')
    .addOption(stateOption('where it is: a folder or postgres://…'))
    .option('--redis', 'it is in Redis, at ALIYUN_INSPECTION_REDIS_URL')
    .option('--yes', 'forget for good; without it, what would be forgotten is printed')
    .addOption(new Option('--format <format>', 'what to print').choices(['table', 'json']).default('table'))
    .addOption(language())
    .action(async (action: StateAction, flags: StateFlags) => {
      const { state } = await import('./state');
      process.exitCode = await state(action, flags, (text) => process.stdout.write(text));
    });
  program
    .command('feedback')
    .description('say that an event of a change is normal, take that back, or list what was said')
    .addArgument(new Argument('<action>', 'what to do').choices(['list', 'normal', 'undo'] satisfies FeedbackAction[]))
    .argument('[id]', 'id of the fault or of its first event')
    .option('--note <text>', 'why it is normal')
    .option('--out <dir>', 'where a run has written events.jsonl: for events that are over')
    .addOption(stateOption('where it is: a folder or postgres://…'))
    .option('--redis', 'it is in Redis, at ALIYUN_INSPECTION_REDIS_URL')
    .addOption(new Option('--format <format>', 'what to print').choices(['table', 'json']).default('table'))
    .addOption(language())
    .action(async (action: FeedbackAction, id: string | undefined, flags: FeedbackFlags) => {
      const { feedback } = await import('./feedback');
      process.exitCode = await feedback(action, id, flags, (text) => process.stdout.write(text));
    });
  program
    .command('doctor')
    .description('check credentials, identity, permissions and endpoints, one line each')
    .argument('[template]', 'whose permissions to check', 'ecs')
    .option('--region <id>', 'where to try', 'cn-hangzhou')
    .addOption(language())
    .action(async (template: string, flags: { region: string; lang: Language }) => {
      const { doctor } = await import('./doctor');
      process.exitCode = (await doctor(template, flags, (line) => process.stdout.write(`${line}\n`)))
        ? 0
        : EXIT.incomplete;
    });

  if (wantsChinese(argv, DEFAULT_LANGUAGE)) helpInChinese(program);
  const done = TAKES_A_FILE.has(argv[0] ?? '') ? (await import('./watch')).watchOver() : undefined;
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    process.exitCode = failure(error, wantsChinese(argv, DEFAULT_LANGUAGE) ? 'zh' : 'en');
  } finally {
    done?.();
  }
}

/** Commands that load a template, which may be somebody's file. */
const TAKES_A_FILE: ReadonlySet<string> = new Set(['run', 'doctor', 'policy', 'plan']);

/** Nothing is wrong with the input, but nothing was inspected either: another run holds the state, STS is away … */
const NOT_THE_INPUT: ReadonlySet<string> = new Set([
  ...['locked', 'state', 'transport', 'throttled', 'service', 'deadline', 'cancelled', 'report'],
]);

function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** Says what went wrong in one line and chooses the exit code. */
function failure(error: unknown, language: Language): number {
  // commander has printed its own message already; help and version are no failures.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.badInput;
  process.stderr.write(`aliyun-inspection: ${redact(spoken(messageOf(error), language))}\n`);
  if (!isInspectionError(error)) return 1;
  return NOT_THE_INPUT.has(error.code) ? EXIT.incomplete : EXIT.badInput;
}

/** An address in the environment may have a password in it, which help must not show. */
function stateOption(description: string): Option {
  const usual = process.env.ALIYUN_INSPECTION_STATE?.trim() || DEFAULT_STATE_DIR;
  return new Option('--state <where>', description)
    .argParser((given: string) => {
      refusePassword(given, 'state');
      return given;
    })
    .default(usual, isPostgres(usual) ? 'ALIYUN_INSPECTION_STATE' : undefined);
}

/** As {@link stateOption}. A number in the variable is the length of the queue that `serve` has of its own. */
function queueOption(description: string): Option {
  const variable = 'ALIYUN_INSPECTION_QUEUE';
  const usual = process.env[variable]?.trim() ?? '';
  const option = new Option('--queue <where>', description).argParser((given: string) => {
    refuseRedisPassword(given, 'queue', variable);
    return given;
  });
  return /^\d*$/.test(usual) ? option : option.default(usual, variable);
}

function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const n = Number(text);
    if (!/^\d+$/.test(text) || n < min || n > max) throw new InvalidArgumentError(`expected ${min} to ${max}`);
    return n;
  };
}

function version(): string {
  // The package by its own name: the same file from a checkout, from dist/ and from node_modules.
  return (JSON.parse(readFileSync(require.resolve('aliyun-inspection/package.json'), 'utf8')) as { version: string })
    .version;
}
