import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { redact } from '../lib/credentials';
import { ConfigError, messageOf } from '../lib/errors';
import { SEVERITIES, atLeast, hintOf, type Language, type RunSummary, type Severity } from '../lib/model';
import { fileReporter, lineReporter, type Reporter } from '../lib/report';
import { makeDirectory, type StateStore } from '../lib/state';
import type { FormatName } from '../report/formats';
import { loadInspection } from '../ground/load';
import { isPostgres } from '../ground/postgres/address';
import type { SharedLimiter } from '../host/limits';
import { EXIT } from './exit';

export interface RunFlags {
  configs?: string;
  dryRun?: boolean;
  out?: string;
  state?: string;
  /** `table`, `json`, or a format of others, which may name its file: `sarif=results.sarif`. */
  format: readonly string[];
  failOn?: Severity;
  /** The address of the queue whose workers do it. */
  queue?: string;
  lang: Language;
}

/** Runs an inspection as `aliyun-inspection run` does. @returns the exit code */
export async function run(template: string, flags: RunFlags): Promise<number> {
  if (flags.configs !== undefined) checkJson(flags.configs);
  // Loaded by those that ask for one.
  const plain = flags.format.every((name) => name === 'table' || name === 'json');
  const formats = plain ? undefined : await import('../report/formats');
  const { printed, files } = outputsOf(flags, formats?.FORMATS ?? {});
  const inspection = await loadInspection(template);
  if (flags.queue !== undefined && !flags.dryRun) {
    const { runInQueue } = await import('./run-in-queue');
    const plainly = printed === 'table' || printed === 'json' ? printed : undefined;
    if (!plainly || files.length > 0 || flags.out) throw withWorkers(flags.out ? 'out' : 'format');
    const summary = await runInQueue(flags.queue, template, inspection, { ...flags, printed: plainly });
    return exitCodeOf(summary, flags.failOn);
  }
  const tty = printed === 'table' && process.stdout.isTTY;
  const color = tty && !process.env.NO_COLOR;
  const reporters: Reporter[] = [
    tty
      ? (await import('./terminal')).terminalReporter(process.stdout, { language: flags.lang, color })
      : lineReporter((line) => (printed === 'table' ? process.stdout : process.stderr).write(`${redact(line)}\n`)),
  ];
  if (flags.out) checkWritable(flags.out, 'out');
  for (const { file } of files) checkWritable(dirname(file), 'format');
  if (formats) {
    if (printed !== 'table' && printed !== 'json') reporters.push(formats.formatReporter(printed, process.stdout));
    reporters.push(...files.map(({ format, file }) => formats.formatReporter(format, file)));
  }
  if (flags.out) {
    const { htmlReporter } = await import('../report/html');
    reporters.push(fileReporter(flags.out), htmlReporter(join(flags.out, 'report.html')));
  }
  const state = await databaseOf(flags);
  const limiter = await limiterOf(process.env.ALIYUN_INSPECTION_LIMITS?.trim());
  const cancel = new AbortController();
  const onSignal = () => {
    if (cancel.signal.aborted) process.exit(130);
    process.stderr.write('stopping; press Ctrl-C again to stop at once\n');
    cancel.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  let summary: RunSummary;
  try {
    summary = await inspection.run(flags.configs, {
      reporters,
      ...(state ? { state } : { stateDir: flags.state }),
      limiter,
      byHand: flags.configs !== undefined,
      dryRun: flags.dryRun,
      language: flags.lang,
      signal: cancel.signal,
    });
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    limiter?.close();
    await state?.close().catch(() => undefined);
  }
  if (printed === 'json') process.stdout.write(`${JSON.stringify(summary, undefined, 2)}\n`);
  return exitCodeOf(summary, flags.failOn);
}

function withWorkers(field: 'out' | 'format'): ConfigError {
  return new ConfigError(
    `--${field}: findings stay with the workers, and only the summary comes back: leave it out, or run without --queue`,
    { field },
  );
}

/** The state, where it is in a database; a folder is opened by the run. */
async function databaseOf({ state, dryRun }: RunFlags): Promise<StateStore | undefined> {
  if (state === undefined || !isPostgres(state)) return undefined;
  const { openStateForRun } = await import('../ground/state');
  return openStateForRun(state, 'state', dryRun === true);
}

/** The rates of calls, where hosts share them. */
async function limiterOf(url: string | undefined): Promise<SharedLimiter | undefined> {
  if (!url) return undefined;
  const { sharedLimiter } = await import('../host/limits');
  return sharedLimiter(url, 'ALIYUN_INSPECTION_LIMITS');
}

/** What is printed, and what goes into files. @throws ConfigError naming the flag */
function outputsOf({ format, out }: RunFlags, formats: Readonly<Record<string, { readonly file: string }>>) {
  const isFormat = (name: string): name is FormatName => Object.hasOwn(formats, name);
  const known = Object.keys(formats);
  const bad = (problem: string) => new ConfigError(`--format ${problem}`, { field: 'format' });
  const files: { readonly format: FormatName; readonly file: string }[] = [];
  const printed: ('table' | 'json' | FormatName)[] = [];
  for (const given of format) {
    const [, name = given, file] = /^([^=]*)=(.*)$/.exec(given) ?? [];
    if (isFormat(name) && file) files.push({ format: name, file });
    else if (isFormat(name) && file === undefined && out)
      files.push({ format: name, file: join(out, formats[name]?.file ?? name) });
    else if (file !== undefined) {
      throw bad(isFormat(name) ? `${given}: names no file` : `${given}: only ${known.join(', ')} go into files`);
    } else if (name === 'table' || name === 'json' || isFormat(name)) printed.push(name);
    else throw bad(`${name}: is no format${hintOf(name, ['table', 'json', ...known])}`);
  }
  if (printed.length > 1) {
    throw bad(
      `${printed.join(' and ')}: only one can be printed; give the others a file (sarif=results.sarif), or --out`,
    );
  }
  const folder = files.find(({ file }) => existsSync(file) && statSync(file).isDirectory());
  if (folder) throw bad(`${folder.format}=${folder.file}: is a folder`);
  return { printed: printed[0] ?? 'table', files };
}

/** @throws ConfigError before anything is called */
function checkWritable(directory: string, flag: 'out' | 'format'): void {
  try {
    makeDirectory(directory);
    accessSync(directory, constants.W_OK);
  } catch (error) {
    throw new ConfigError(`--${flag} ${directory} cannot be written: ${messageOf(error)}`, { field: flag });
  }
}

/** 4 goes before 3: a finding that was reached is a fact whatever else could not be read. */
export function exitCodeOf(summary: RunSummary, failOn: Severity | undefined): number {
  if (failOn && SEVERITIES.some((s) => atLeast(s, failOn) && summary.findings[s] > 0)) return EXIT.failOn;
  return summary.complete ? EXIT.complete : EXIT.incomplete;
}

/** On the command line `--configs` is JSON; a bare list of ids is accepted as it is in `run()`. */
function checkJson(text: string): void {
  const trimmed = text.trim();
  if (!/^[[{"]/.test(trimmed)) return;
  try {
    JSON.parse(trimmed);
  } catch (error) {
    throw new ConfigError(`--configs: malformed JSON (${messageOf(error)})`, { field: 'configs' });
  }
}
