/** Runs that were written with `run --out`. */
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ConfigError, messageOf } from '../lib/errors';
import type { RunSummary, Severity, Verdict } from '../lib/model';

/** A line of `findings.jsonl`, as far as commands read it. */
export interface WrittenFinding {
  readonly checker: string;
  readonly assetId: string;
  readonly assetName: string;
  readonly account: string;
  readonly accountName: string;
  readonly region: string;
  readonly verdict: Verdict;
  readonly severity?: Severity;
  readonly message: string;
}

/** The summary of a run. @throws ConfigError where the folder holds none */
export function summaryIn(directory: string, field: string): RunSummary {
  try {
    const summary = JSON.parse(readFileSync(join(directory, 'summary.json'), 'utf8')) as Partial<RunSummary>;
    if (typeof summary.inspection === 'string' && existsSync(join(directory, 'findings.jsonl')))
      return summary as RunSummary;
  } catch (error) {
    throw noRun(directory, field, messageOf(error));
  }
  throw noRun(directory, field, 'summary.json or findings.jsonl is not of a run');
}

function noRun(directory: string, field: string, problem: string): ConfigError {
  return new ConfigError(`${field}: ${directory} holds no run that was written with --out (${problem})`, { field });
}

/**
 * The lines of its `findings.jsonl`.
 *
 * @param field what named the folder
 * @throws ConfigError for a line that was cut off
 */
export async function* findingsIn<Line = WrittenFinding>(directory: string, field: string): AsyncGenerator<Line> {
  const file = join(directory, 'findings.jsonl');
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    number += 1;
    if (text.trim() === '') continue;
    let line: Line;
    try {
      line = JSON.parse(text) as Line;
    } catch (error) {
      throw new ConfigError(`${file}:${number}: is no JSON (${messageOf(error)}); was the run interrupted?`, {
        field,
      });
    }
    yield line;
  }
}
