import type { Planted } from '../../emulator';
import { raisedBy, type Question } from './questions';

/** What a tool says of a world. */
export interface Report {
  readonly tool: string;
  /** Asset ids that failed, by the tool's own name of the check. */
  readonly failed: ReadonlyMap<string, ReadonlySet<string>>;
  readonly calls: number;
  readonly seconds: number;
}

/** One tool's answer to one question, beside the truth. */
export interface Score {
  readonly question: string;
  readonly tool: string;
  readonly found: number;
  readonly missed: number;
  readonly false: number;
}

/** A user is `name` for one tool and `name@account.onaliyun.com` for another. */
const shortOf = (asset: string) => asset.replace(/@.*/, '');

/** The assets that a question is about, as the world's description says. */
export function truthOf(question: Question, planted: readonly Planted[]): ReadonlySet<string> {
  const concerned = planted.filter(({ condition }) => raisedBy(condition).some((id) => question.checkers.includes(id)));
  return new Set(concerned.map(({ assetId }) => shortOf(assetId)));
}

/** @param checks the tool's names of a question's checks */
export function scoreOf(
  question: Question,
  truth: ReadonlySet<string>,
  { tool, failed }: Report,
  checks: readonly string[],
): Score {
  const reported = new Set(checks.flatMap((check) => [...(failed.get(check) ?? [])]));
  const found = [...reported].filter((id) => truth.has(id)).length;
  return { question: question.title, tool, found, missed: truth.size - found, false: reported.size - found };
}

/** Pairs of check and asset, gathered. */
export function failedOf(pairs: Iterable<readonly [string, string]>): ReadonlyMap<string, ReadonlySet<string>> {
  const failed = new Map<string, Set<string>>();
  for (const [check, asset] of pairs) failed.set(check, (failed.get(check) ?? new Set()).add(shortOf(asset)));
  return failed;
}

/** The table that is printed, as Markdown. */
export function tableOf(
  questions: readonly { readonly title: string; readonly truth: number }[],
  scores: readonly Score[],
  reports: readonly Report[],
): string {
  const tools = reports.map(({ tool }) => tool);
  const cell = (question: string, tool: string) => {
    const score = scores.find((one) => one.question === question && one.tool === tool);
    return score ? `${score.found} / ${score.missed} / ${score.false}` : '–';
  };
  const rows = questions.map(({ title, truth }) => [title, String(truth), ...tools.map((tool) => cell(title, tool))]);
  const facts = [
    ['calls', '', ...reports.map(({ calls }) => String(calls))],
    ['seconds', '', ...reports.map(({ seconds }) => seconds.toFixed(1))],
  ];
  const head = ['found / missed / false', 'there are', ...tools];
  return [head, head.map(() => '---'), ...rows, ...facts].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
