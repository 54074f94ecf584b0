import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { redact } from '../lib/credentials';
import { ConfigError, messageOf } from '../lib/errors';
import { SEVERITIES, atLeast, type Language, type RunSummary, type Severity } from '../lib/model';
import { fileReporter, lineReporter, type Reporter } from '../lib/report';
import { makeDirectory } from '../lib/state';
import { htmlReporter } from '../report/html';
import { loadInspection } from '../ground/load';
import { EXIT } from './exit';
import { terminalReporter } from './terminal';

export interface RunFlags {
  configs?: string;
  dryRun?: boolean;
  out?: string;
  state?: string;
  format: 'table' | 'json';
  failOn?: Severity;
  lang: Language;
}

/** Runs an inspection as `aliyun-inspection run` does. @returns the exit code */
export async function run(template: string, flags: RunFlags): Promise<number> {
  if (flags.configs !== undefined) checkJson(flags.configs);
  const inspection = await loadInspection(template);
  const json = flags.format === 'json';
  const tty = !json && process.stdout.isTTY;
  const color = tty && !process.env.NO_COLOR;
  const reporters: Reporter[] = [
    tty
      ? terminalReporter(process.stdout, { language: flags.lang, color })
      : lineReporter((line) => (json ? process.stderr : process.stdout).write(`${redact(line)}\n`)),
  ];
  if (flags.out) checkWritable(flags.out);
  if (flags.out) reporters.push(fileReporter(flags.out), htmlReporter(join(flags.out, 'report.html')));
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
      stateDir: flags.state,
      byHand: flags.configs !== undefined,
      dryRun: flags.dryRun,
      language: flags.lang,
      signal: cancel.signal,
    });
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
  if (json) process.stdout.write(`${JSON.stringify(summary, undefined, 2)}\n`);
  return exitCodeOf(summary, flags.failOn);
}

/** @throws ConfigError before anything is called */
function checkWritable(directory: string): void {
  try {
    makeDirectory(directory);
    accessSync(directory, constants.W_OK);
  } catch (error) {
    throw new ConfigError(`--out ${directory} cannot be written: ${messageOf(error)}`, { field: 'out' });
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
