/** What changes for the copies that people have made of scripts when the catalogue changes from one version to the next. */
import { isModeParam, type AnyChecker } from '../define';
import type { Language, Text } from '../model/text';
import { tableOf } from './pages';
import { ramActionsOf } from './policy';

/** What a copy of a script may depend on, by the checker's id. */
export type CatalogueSummary = Readonly<Record<string, CheckerSummary>>;

export interface CheckerSummary {
  readonly asset: string;
  readonly severities: readonly string[];
  /** Defaults by name. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly ram: readonly string[];
}

export interface CatalogueChanges {
  readonly added: readonly string[];
  /** With the new checkers of the same asset, one of which may be its new name. */
  readonly gone: readonly { readonly id: string; readonly near: readonly string[] }[];
  /** Severities, and defaults of parameters; a parameter that is gone has no `is`. */
  readonly changed: readonly {
    readonly id: string;
    readonly what: string;
    readonly was: string;
    readonly is?: string;
  }[];
  /** New parameters of checkers that were there, with those that have it at this default. */
  readonly params: readonly { readonly name: string; readonly value: string; readonly ids: readonly string[] }[];
  readonly ram: readonly string[];
}

/** The summary of a catalogue, as it is kept when a version is released. */
export function summaryOf(checkers: readonly AnyChecker[]): CatalogueSummary {
  return Object.fromEntries(
    checkers.map((checker) => {
      const { id, asset, severities, params } = checker;
      const defaults = Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.default]));
      return [id, { asset: asset.id, severities, params: defaults, ram: ramActionsOf([checker], []) }];
    }),
  );
}

/**
 * What has changed.
 *
 * @example changesBetween(JSON.parse(kept), summaryOf(CHECKERS)).gone // [{ id: 'ecs-old', near: ['ecs-new'] }]
 */
export function changesBetween(before: CatalogueSummary, after: CatalogueSummary): CatalogueChanges {
  const added = Object.keys(after).filter((id) => !Object.hasOwn(before, id));
  const gone = Object.keys(before)
    .filter((id) => !Object.hasOwn(after, id))
    .map((id) => ({ id, near: added.filter((other) => after[other]?.asset === before[id]?.asset) }));
  const changed: { id: string; what: string; was: string; is?: string }[] = [];
  const fresh = new Map<string, { name: string; value: string; ids: string[] }>();
  for (const [id, was] of Object.entries(before)) {
    const is = after[id];
    if (!is) continue;
    const [then, now] = [[...was.severities].sort().join(', '), [...is.severities].sort().join(', ')];
    if (then !== now) changed.push({ id, what: 'severities', was: then, is: now });
    for (const [name, value] of Object.entries(was.params)) {
      if (!Object.hasOwn(is.params, name)) changed.push({ id, what: name, was: shown(value) });
      else if (shown(value) !== shown(is.params[name]))
        changed.push({ id, what: name, was: shown(value), is: shown(is.params[name]) });
    }
    for (const [name, value] of Object.entries(is.params)) {
      // How a level is judged is a choice that every checker of a metric has, and off by default.
      if (Object.hasOwn(was.params, name) || isModeParam(name)) continue;
      const key = `${name} ${shown(value)}`;
      const known = fresh.get(key) ?? { name, value: shown(value), ids: [] };
      known.ids.push(id);
      fresh.set(key, known);
    }
  }
  const actions = (of: CatalogueSummary) => new Set(Object.values(of).flatMap(({ ram }) => ram));
  const known = actions(before);
  const params = [...fresh.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { added, gone, changed, params, ram: [...actions(after)].filter((action) => !known.has(action)).sort() };
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const WORDS = {
  none: {
    zh: '检查项、严重级别与默认值均未变化。',
    en: 'No checker, severity or default has changed.',
  },
  copies: {
    zh: '复制出来的脚本保留其中写明的阈值：要采用新的默认值，请改写或删去那一项。下面不再存在的检查项与参数须从副本中删去，否则运行会报错并指出所在行。',
    en: 'A copy of a script keeps the thresholds that it spells: to have a new default, change or remove its entry. A checker or a parameter that is gone has to go from the copy, too: until then a run is refused and names the line.',
  },
  added: { zh: '新增检查项', en: 'New checkers' },
  gone: { zh: '不再存在的检查项', en: 'Checkers that are gone' },
  near: { zh: '同类资产的新检查项', en: 'new for the same asset' },
  changed: { zh: '级别与默认值的变化', en: 'Severities and defaults that changed' },
  params: { zh: '已有检查项的新参数', en: 'New parameters of checkers that were there' },
  actions: { zh: '新的 RAM 权限', en: 'New RAM actions' },
  removed: { zh: '已删除', en: 'gone' },
  checker: { zh: '检查项', en: 'checker' },
  checkers: { zh: '检查项', en: 'checkers' },
  what: { zh: '项目', en: 'what' },
  now: { zh: '现在', en: 'now' },
  param: { zh: '参数', en: 'parameter' },
  value: { zh: '默认值', en: 'default' },
} satisfies Record<string, Text>;

/** The changes as Markdown. @param since the version that they are compared with */
export function changesPage(changes: CatalogueChanges, since: string, language: Language): string {
  const { added, gone, changed, params, ram } = changes;
  const word = (name: keyof typeof WORDS) => WORDS[name][language];
  const code = (ids: readonly string[]) => ids.map((id) => `\`${id}\``).join(language === 'zh' ? '、' : ', ');
  const colon = language === 'zh' ? '：' : ': ';
  const listed = (name: 'added' | 'actions', ids: readonly string[]) =>
    ids.length > 0 ? [`**${word(name)}**${colon}${code(ids)}`] : [];
  const table = (name: 'changed' | 'params', head: readonly string[], rows: readonly (readonly string[])[]) =>
    rows.length > 0 ? [`**${word(name)}**`, tableOf([head, head.map(() => '---'), ...rows])] : [];
  const parts = [
    ...listed('added', added),
    ...gone.map(
      ({ id, near }) =>
        `**${word('gone')}**${colon}\`${id}\`${near.length > 0 ? ` (${word('near')}${colon}${code(near)})` : ''}`,
    ),
    ...table(
      'changed',
      [word('checker'), word('what'), since, word('now')],
      changed.map(({ id, what, was, is }) => [`\`${id}\``, what, was, is ?? word('removed')]),
    ),
    ...table(
      'params',
      [word('param'), word('value'), word('checkers')],
      params.map(({ name, value, ids }) => [`\`${name}\``, value, code(ids)]),
    ),
    ...listed('actions', ram),
  ];
  return (parts.length > 0 ? [word('copies'), ...parts] : [word('none')]).join('\n\n');
}

/** The changes in a line, in both languages, for where there is room for no more. */
export function changesLine({ added, gone, changed, params }: CatalogueChanges, since: string): string {
  const of = new Set(changed.map(({ id }) => id)).size;
  const zh = `自 ${since} 起：新增 ${added.length} 个检查项，删除 ${gone.length} 个，${of} 个的级别或默认值有变化，新参数 ${params.length} 个`;
  const en = `since ${since}: checkers new ${added.length}, gone ${gone.length}, with other severities or defaults ${of}; new parameters ${params.length}`;
  return `${zh} / ${en}`;
}
