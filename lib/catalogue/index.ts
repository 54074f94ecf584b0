/** Pure: units in, text out. What the README and the docs say of checkers and permissions is derived, never typed. */
import type { AnyChecker, AnyCollector } from '../define';
import type { Language, Text } from '../model/text';

/** What every run calls besides its collectors. */
const ALWAYS = ['ecs:DescribeRegions', 'sts:GetCallerIdentity'];

/** The RAM action that a collector's call needs. @example ramActionOf(disks) // 'ecs:DescribeDisks' */
export function ramActionOf({ product, call }: AnyCollector): string {
  return call.ram ?? `${product.ramPrefix ?? product.code}:${call.action}`;
}

/** The RAM actions that checkers need, sorted, each once; derived from their collectors and metrics. */
export function ramActionsOf(checkers: readonly AnyChecker[], always: readonly string[] = ALWAYS): string[] {
  const actions = new Set(always);
  for (const checker of checkers) {
    for (const collector of [checker.asset, ...Object.values(checker.related)]) actions.add(ramActionOf(collector));
    const { product } = checker.asset;
    if (product.regions !== undefined && always.length > 0) {
      actions.add(`${product.ramPrefix ?? product.code}:DescribeRegions`);
    }
    for (const { history } of Object.values(checker.metrics)) {
      actions.add(history ? 'cms:QueryMetricList' : 'cms:QueryMetricLast');
    }
  }
  return [...actions].sort();
}

/** The least RAM policy for checkers, as JSON text. */
export function ramPolicyOf(checkers: readonly AnyChecker[]): string {
  const statement = { Effect: 'Allow', Action: ramActionsOf(checkers), Resource: '*' };
  return JSON.stringify({ Version: '1', Statement: [statement] }, undefined, 2);
}

/** A Markdown table of products with the ids of their checkers. */
export function productTable(checkers: readonly AnyChecker[], language: Language): string {
  const heading = { zh: ['产品', '数量', '检查项'], en: ['product', 'count', 'checkers'] }[language];
  const rows = productsOf(checkers).map(({ title, checkers: mine }) => [
    title[language],
    String(mine.length),
    mine.map((checker) => `\`${checker.id}\``).join(' '),
  ]);
  return tableOf([heading, heading.map(() => '---'), ...rows]);
}

/** A page of all checkers in both languages, a section for each product. */
export function checkersPage(checkers: readonly AnyChecker[]): string {
  const sections = productsOf(checkers).map(({ title, checkers: mine }) => {
    const details = mine.map((checker) =>
      [
        `### ${checker.id}`,
        '',
        `${checker.title.en} · ${checker.title.zh}`,
        '',
        `- ${checker.why.en} ${checker.why.zh}`,
        `- ${checker.remedy.en} ${checker.remedy.zh}`,
        `- severity: ${checker.severities.join(', ')}; category: ${checker.category}`,
        ...(paramsOf(checker) ? [`- parameters: ${paramsOf(checker)}`] : []),
        `- RAM: ${ramActionsOf([checker], [])
          .map((action) => `\`${action}\``)
          .join(', ')}`,
        ...metricsOf(checker).map((metric) => `- metric: ${metric}`),
        `- [documentation](${checker.docs})`,
      ].join('\n'),
    );
    return [`## ${title.en} · ${title.zh}`, ...details].join('\n\n');
  });
  return ['# Checkers', `${checkers.length} checkers over ${productsOf(checkers).length} products.`, ...sections].join(
    '\n\n',
  );
}

function metricsOf(checker: AnyChecker): string[] {
  return Object.values(checker.metrics).map(
    (m) =>
      `\`${m.namespace}\` \`${m.metric}\` (${m.statistic}, ${m.period} s${m.history ? `, ${m.history.hours} h back` : ''})`,
  );
}

function productsOf(checkers: readonly AnyChecker[]) {
  const products = new Map<string, { title: Text; checkers: AnyChecker[] }>();
  for (const checker of checkers) {
    const { code, title } = checker.asset.product;
    const product = products.get(code);
    if (product) product.checkers.push(checker);
    else products.set(code, { title, checkers: [checker] });
  }
  return [...products.values()];
}

function paramsOf(checker: AnyChecker): string {
  return Object.entries(checker.params)
    .map(([name, param]) => {
      const value = Array.isArray(param.default) ? param.default.join(' ') : String(param.default);
      return `\`${name}\` ${value}${param.unit ? ` ${param.unit}` : ''}`;
    })
    .join(', ');
}

function tableOf(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`).join('\n');
}
