/** What has changed between two runs that were written with `run --out`. */
import { redact } from '../lib/credentials';
import { ConfigError } from '../lib/errors';
import {
  atLeast,
  inert,
  SEVERITIES,
  SEVERITY_WORDS,
  type Language,
  type RunSummary,
  type Severity,
  type Text,
} from '../lib/model';
import { EXIT } from './exit';
import { findingsIn, summaryIn, type WrittenFinding as Line } from './written';

export interface DiffFlags {
  readonly format: 'table' | 'json';
  readonly failOn?: Severity;
  readonly lang: Language;
}

/** How one finding has changed. `unsure`: it failed before, and the later run could not tell. */
export type Change = 'new' | 'graver' | 'milder' | 'ended' | 'unsure';

export interface Difference {
  readonly change: Change;
  readonly checker: string;
  readonly assetId: string;
  readonly assetName: string;
  readonly account: string;
  readonly region: string;
  readonly before?: Severity;
  readonly after?: Severity;
  readonly message: string;
}

const WORDS: Readonly<Record<Change | 'unchanged' | 'partial', Text>> = {
  new: { zh: '新增', en: 'new' },
  graver: { zh: '加重', en: 'graver' },
  milder: { zh: '减轻', en: 'milder' },
  ended: { zh: '结束', en: 'ended' },
  unsure: { zh: '无法判断', en: 'cannot be told any more' },
  unchanged: { zh: '不变', en: 'unchanged' },
  partial: { zh: '注意：{run} 不完整', en: 'note: {run} is incomplete' },
};
const ORDER: readonly Change[] = ['new', 'graver', 'unsure', 'milder', 'ended'];

/**
 * Prints what is new, what has ended and what has changed its severity.
 *
 * @param directories those that `run --out` has written, the earlier one first
 * @returns the exit code: 4 when something new or graver is at least as grave as `failOn`
 * @throws ConfigError when one of them holds no run, or they are of different inspections
 */
export async function diff(
  directories: readonly [before: string, after: string],
  { format, failOn, lang }: DiffFlags,
  write: (text: string) => void,
): Promise<number> {
  const [before, after] = [summaryIn(directories[0], 'before'), summaryIn(directories[1], 'after')];
  if (before.inspection !== after.inspection) {
    throw new ConfigError(
      `after: ${directories[1]} is of ${after.inspection}, ${directories[0]} of ${before.inspection}`,
      {
        field: 'after',
      },
    );
  }
  const failed = new Map<string, Line>();
  for await (const line of findingsIn(directories[0], 'before'))
    if (line.verdict === 'fail') failed.set(keyOf(line), line);
  const { differences, unchanged } = await compared(failed, findingsIn(directories[1], 'after'), after);
  const incomplete = [before, after].flatMap(({ complete }, i) => (complete ? [] : [directories[i] ?? '']));
  if (format === 'json') {
    write(
      `${redact(JSON.stringify({ inspection: after.inspection, unchanged, incomplete, differences }, undefined, 2))}\n`,
    );
  } else {
    for (const run of incomplete) write(`${WORDS.partial[lang].replace('{run}', run)}\n`);
    for (const one of differences) write(`${redact(lineOf(one, lang))}\n`);
    const counts = [
      ...ORDER.map((change) => [change, differences.filter((one) => one.change === change).length] as const),
    ];
    write(
      `${[...counts, ['unchanged', unchanged] as const].map(([word, n]) => `${n} ${WORDS[word][lang]}`).join(lang === 'zh' ? '，' : ', ')}\n`,
    );
  }
  const worse = differences.some(
    ({ change, after: now }) => failOn && now && (change === 'new' || change === 'graver') && atLeast(now, failOn),
  );
  return worse ? EXIT.failOn : after.complete ? EXIT.complete : EXIT.incomplete;
}

async function compared(
  failed: Map<string, Line>,
  later: AsyncIterable<Line>,
  summary: RunSummary,
): Promise<{ readonly differences: readonly Difference[]; readonly unchanged: number }> {
  const differences: Difference[] = [];
  /** Lists that nobody could judge as a whole: `<account> <region> <checker>`. */
  const untold = new Set<string>();
  let unchanged = 0;
  for await (const line of later) {
    const key = keyOf(line);
    if (line.assetId === '' && line.verdict === 'unknown') untold.add(listOf(line));
    const was = failed.get(key);
    failed.delete(key);
    if (line.verdict === 'fail' && !was) differences.push(differenceOf('new', line, undefined, line.severity));
    else if (line.verdict === 'fail' && was?.severity !== line.severity) {
      const graver = was?.severity !== undefined && line.severity !== undefined && atLeast(line.severity, was.severity);
      differences.push(differenceOf(graver ? 'graver' : 'milder', line, was?.severity, line.severity));
    } else if (line.verdict === 'fail') unchanged += 1;
    else if (was) differences.push(differenceOf(line.verdict === 'unknown' ? 'unsure' : 'ended', was, was.severity));
  }
  // What the later run says nothing of is gone, where it has read everything there; of a region that it was not asked for nobody knows.
  const looked = new Set(summary.collections.map(({ account, region }) => `${account} ${region}`));
  for (const was of failed.values()) {
    const gone = summary.complete && looked.has(`${was.account} ${was.region}`) && !untold.has(listOf(was));
    differences.push(differenceOf(gone ? 'ended' : 'unsure', was, was.severity));
  }
  const grave = ({ after, before }: Difference) => SEVERITIES.indexOf(after ?? before ?? 'info');
  return {
    differences: differences.sort((a, b) => ORDER.indexOf(a.change) - ORDER.indexOf(b.change) || grave(a) - grave(b)),
    unchanged,
  };
}

const keyOf = ({ account, region, checker, assetId }: Line): string => [account, region, checker, assetId].join('\n');
const listOf = ({ account, region, checker }: Line): string => [account, region, checker].join('\n');

function differenceOf(change: Change, line: Line, before?: Severity, after?: Severity): Difference {
  const { checker, assetId, assetName, accountName: account, region, message } = line;
  return {
    ...{ change, checker, assetId, assetName, account, region },
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
    message,
  };
}

function lineOf({ change, checker, account, region, before, after, message }: Difference, lang: Language): string {
  const severity = [before, after].flatMap((one) => (one ? [SEVERITY_WORDS[one][lang]] : [])).join(' → ');
  return inert(`${WORDS[change][lang]}  ${severity}  ${checker}: ${message} (${region}, ${account})`);
}
