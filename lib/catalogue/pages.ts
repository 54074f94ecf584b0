import { isModeParam, type AnyChecker, type AnyCollector, type Dynamic, type Metric, type Product } from '../define';
import type { Language, Text } from '../model/text';
import { callsOf, costsOf, type Cost } from './cost';
import { ramActionsOf } from './policy';
import { RAISING, raisingText } from './raising';

/** Assets for which the pages say what a checker costs. */
const SAMPLES = [100, 1000] as const;

/** The products by their folders below `scripts/`, which is the first word of their checkers' ids. */
export type Products = Readonly<Record<string, Product>>;

/** A Markdown table of templates. */
export function templateTable(
  templates: readonly {
    readonly id: string;
    readonly title: Text;
    readonly schedule: string;
    readonly checkers: readonly AnyChecker[];
  }[],
  language: Language,
): string {
  const heading = {
    zh: ['模板', '标题', '检查项', '定时', '与其共有的检查项'],
    en: ['template', 'title', 'checkers', 'schedule', 'checkers that it shares'],
  }[language];
  const shared = (one: (typeof templates)[number], other: (typeof templates)[number]) =>
    one.checkers.filter(({ id }) => other.checkers.some((checker) => checker.id === id)).length;
  const rows = templates.map((template) => [
    `\`${template.id}\``,
    template.title[language],
    String(template.checkers.length),
    `\`${template.schedule}\``,
    templates
      .filter((other) => other !== template && shared(template, other) > 0)
      .map((other) => `\`${other.id}\` ${shared(template, other)}`)
      .join(', '),
  ]);
  return tableOf([heading, heading.map(() => '---'), ...rows]);
}

/** The page that leads to the page of each product. */
export function checkersPage(checkers: readonly AnyChecker[], products: Products): string {
  const folders = foldersOf(checkers, products);
  const rows = folders.flatMap(({ folder, checkers: mine }) =>
    mine.map((checker) => [
      `[${checker.id}](checks/${folder}.md#${checker.id})`,
      `${checker.title.en} · ${checker.title.zh}`,
      checker.severities.join(', '),
      checker.category,
      ...SAMPLES.map((assets) => String(callsOf([checker], assets))),
    ]),
  );
  const heading = [
    'checker',
    'finds',
    'severity',
    'category',
    ...SAMPLES.map((n) => `calls for ${n.toLocaleString('en')}`),
  ];
  return [
    '# Checkers',
    `${checkers.length} checkers over ${folders.length} products: ${folders
      .map(({ folder, title, checkers: mine }) => `[${title.en}](checks/${folder}.md) ${mine.length}`)
      .join(', ')}.`,
    'Checkers of a level can judge [by change](detection.md#by-level-by-change-or-by-both), too.',
    'Calls are those for N assets in one account and region, when a checker runs alone; checkers of one inspection share what they read.',
    tableOf([heading, heading.map(() => '---'), ...rows]),
  ].join('\n\n');
}

/** The page of each product, by its folder. */
export function productPages(checkers: readonly AnyChecker[], products: Products): ReadonlyMap<string, string> {
  return new Map(
    foldersOf(checkers, products).map(({ folder, title, checkers: mine }) => [
      folder,
      [`# ${title.en} · ${title.zh}`, `${mine.length} checkers.`, RAISING.en, RAISING.zh, ...mine.map(sectionOf)].join(
        '\n\n',
      ),
    ]),
  );
}

/** How much of a metric is read, where it is more than the newest point. */
function spanText({ history, window }: Metric): string[] {
  if (history) return [`${history.hours} h back`];
  return window === undefined ? [] : [`the newest ${window} periods`];
}

function sectionOf(checker: AnyChecker): string {
  const { title, why, remedy, asset, severities, category, docs } = checker;
  const raises = raisingText(checker);
  const metrics = Object.values(checker.metrics).map(
    (m) => `\`${m.namespace}\` \`${m.metric}\` (${[m.statistic, `${m.period} s`, ...spanText(m)].join(', ')})`,
  );
  const actions = [asset, ...Object.values(checker.related)].map((c) => `\`${c.product.code}:${c.call.action}\``);
  const facts: readonly (readonly [string, string])[] = [
    ['looks at', `${asset.title.en} · ${asset.title.zh}${placeText(asset)}`],
    ['severity', severities.join(', ')],
    ['category', category],
    ['raises', raises.en],
    ['何时报告', raises.zh],
    ['API', [...new Set(actions)].join(', ')],
    [
      'RAM',
      ramActionsOf([checker], [])
        .map((action) => `\`${action}\``)
        .join(', '),
    ],
    ['metrics', metrics.join(', ')],
    ['by change', checker.dynamic ? byChange(checker.dynamic) : ''],
    ['calls', `${costsOf(checker).map(costText).join('; ')}`],
  ];
  return [
    `## ${checker.id}`,
    `**${title.en}** · **${title.zh}**`,
    `${why.en} ${remedy.en}`,
    `${why.zh}${remedy.zh}`,
    ...planTexts(checker),
    facts
      .filter(([, text]) => text !== '')
      .map(([name, text]) => `- ${name}: ${text}`)
      .join('\n'),
    ...paramTable(checker),
    `[Documentation](${docs})`,
  ].join('\n\n');
}

/** Whether findings come with a plan, where there is something to say. */
function planTexts({ fix, noFix }: AnyChecker): string[] {
  if (fix) return ['Findings come with a fix plan where a change is safe. · 可安全修改时，结果附有修复方案。'];
  return noFix ? [`No fix plan: ${noFix.en} · 没有修复方案：${noFix.zh}`] : [];
}

function byChange({ params: { leastChange } }: Dynamic): string {
  const { default: least, unit } = leastChange;
  const from = `${least}${unit === undefined ? '' : ` ${unit}`}`;
  return `with [\`mode\`](../detection.md#by-level-by-change-or-by-both) \`change\` or \`both\`, from ${from} on`;
}

function placeText({ scope, product }: AnyCollector): string {
  if (scope === 'region') return '';
  return product.centres ? ` (in each of the centres ${product.centres.join(', ')})` : ' (global)';
}

function costText({ what, kind, lists, assetsPerCall, shared, each, atMost }: Cost): string {
  const per = shared
    ? ' per kind of asset'
    : assetsPerCall === undefined
      ? ''
      : ` per ${assetsPerCall.toLocaleString('en')} assets`;
  const to = each === undefined ? '' : ` to each of \`${each}\``;
  return `\`${what}\` ${atMost ? 'at most ' : ''}${lists}${kind === 'metric' && assetsPerCall === 1440 ? per.replace('assets', 'points') : per}${to}`;
}

function paramTable({ params, dynamic }: AnyChecker): string[] {
  // What all that can be judged by change have is said once.
  const own = Object.entries(params).filter(([name]) => dynamic === undefined || !isModeParam(name));
  const rows = own.map(([name, param]) => {
    const value = Array.isArray(param.default) ? param.default.join(' ') : String(param.default);
    const bounds = param.min === undefined ? (param.allowed?.join(' ') ?? '') : `${param.min} … ${param.max}`;
    return [
      `\`${name}\``,
      `${value}${param.unit ? ` ${param.unit}` : ''}`,
      bounds,
      `${param.help.en} · ${param.help.zh}`,
    ];
  });
  if (rows.length === 0) return [];
  return [tableOf([['parameter', 'default', 'bounds', 'meaning'], ['---', '---', '---', '---'], ...rows])];
}

/** Everything that is known of checkers, for programs. */
export function catalogueOf(checkers: readonly AnyChecker[]): readonly object[] {
  return checkers.map((checker) => ({
    id: checker.id,
    product: checker.asset.product.code,
    asset: checker.asset.id,
    scope: checker.asset.scope,
    title: checker.title,
    why: checker.why,
    remedy: checker.remedy,
    severities: checker.severities,
    category: checker.category,
    raises: raisingText(checker),
    params: checker.params,
    ram: ramActionsOf([checker], []),
    metrics: Object.values(checker.metrics).map(({ namespace, metric, statistic, period, unit }) => ({
      namespace,
      metric,
      statistic,
      period,
      unit,
    })),
    calls: costsOf(checker),
    docs: checker.docs,
  }));
}

function foldersOf(checkers: readonly AnyChecker[], products: Products) {
  return Object.entries(products)
    .map(([folder, { title }]) => {
      const mine = checkers.filter(({ id }) => id.startsWith(`${folder}-`));
      return { folder, title, checkers: mine };
    })
    .filter(({ checkers: mine }) => mine.length > 0);
}

export function tableOf(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`).join('\n');
}
