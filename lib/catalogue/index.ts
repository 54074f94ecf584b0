/** Pure: units in, text out. What the README and the docs say of checkers and permissions is derived, never typed. */
import type { AnyChecker, AnyCollector } from '../define';
import type { Language } from '../model/text';

/** What every run calls besides its collectors. */
const ALWAYS = ['ecs:DescribeRegions', 'sts:GetCallerIdentity'];

/** The RAM action that a collector's call needs. @example ramActionOf(disks) // 'ecs:DescribeDisks' */
export function ramActionOf({ product, call }: AnyCollector): string {
  return call.ram ?? `${product.ramPrefix ?? product.code}:${call.action}`;
}

/** The RAM actions that checkers need, sorted, each once; derived from their collectors and metrics. */
export function ramActionsOf(checkers: readonly AnyChecker[]): string[] {
  const actions = new Set(ALWAYS);
  for (const checker of checkers) {
    for (const collector of [checker.asset, ...Object.values(checker.related)]) actions.add(ramActionOf(collector));
    if (Object.keys(checker.metrics).length > 0) actions.add('cms:QueryMetricLast');
  }
  return [...actions].sort();
}

/** The least RAM policy for checkers, as JSON text. */
export function ramPolicyOf(checkers: readonly AnyChecker[]): string {
  const statement = { Effect: 'Allow', Action: ramActionsOf(checkers), Resource: '*' };
  return JSON.stringify({ Version: '1', Statement: [statement] }, undefined, 2);
}

const HEADINGS = {
  zh: ['检查项', '发现什么', '级别', '参数（默认值）'],
  en: ['checker', 'what it finds', 'severity', 'parameters (defaults)'],
} as const;

/** A Markdown table of checkers. */
export function checkerTable(checkers: readonly AnyChecker[], language: Language): string {
  const rows = checkers.map((checker) => {
    const params = Object.entries(checker.params).map(([name, param]) => {
      const value = Array.isArray(param.default) ? param.default.join(' ') : String(param.default);
      return `\`${name}\` ${value}${param.unit ? ` ${param.unit}` : ''}`;
    });
    return [`\`${checker.id}\``, checker.title[language], checker.severities.join(', '), params.join(', ')];
  });
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
  return [line(HEADINGS[language]), line(HEADINGS[language].map(() => '---')), ...rows.map(line)].join('\n');
}
