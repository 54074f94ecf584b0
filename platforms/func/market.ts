/** What the script market shows of a set: README, change log, note and translations, each in Chinese and English. */
import type { Yaml } from './yaml';

/** What changes for the copies that users have made of scripts. */
export interface Changes {
  /** In both languages, for the note of the dialog. */
  readonly line: string;
  /** Markdown. */
  readonly zh: string;
  readonly en: string;
}

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly version: string;
  readonly scripts: readonly { readonly name: string; readonly title: string }[];
}

/** Who made it, when, and what to say of it: as the platform itself keeps them. */
export interface Extra {
  readonly exportUser: string;
  readonly exportTime: string;
  readonly note: string;
}

/** Labels of the form that asks for the example's values; they are English in its code. */
const LABELS: Readonly<Record<string, string>> = {
  'AccessKey ID': '阿里云 AccessKey ID',
  'AccessKey Secret': '阿里云 AccessKey Secret',
  'Regions: all, or ids separated by commas': '地域：all，或以逗号分隔的地域 ID',
  'Guance API key ID (wsak_...)': '观测云 API Key ID（wsak_...）',
  "Guance API key, where Guance's core package is installed": '观测云 API Key，仅在安装了观测云核心包时需要',
  'Guance node: cn1, cn2, cn3, cn4, cn5, cn6, us1, eu1 or ap1':
    '观测云节点：cn1、cn2、cn3、cn4、cn5、cn6、us1、eu1 或 ap1',
};

/** The Chinese and the English half of a text such as `巡检 / Inspection`. */
function halves(text: string): readonly [zh: string, en: string] {
  const [zh = text, ...en] = text.split(' / ');
  return [zh, en.join(' / ') || zh];
}

/**
 * What the market puts in the place of a text, by the language of whoever looks at it.
 *
 * @param labels of the form, as the code of the example has them
 * @throws TypeError when a label has no translation
 */
export function translations(title: string, labels: readonly string[]): Record<'zh-CN' | 'en', Record<string, string>> {
  const [zh, en] = halves(title);
  const translated = labels.map((label): [string, string] => {
    const text = LABELS[label];
    if (text === undefined) throw new TypeError(`the label "${label}" of the example has no Chinese text`);
    return [label, text];
  });
  return {
    'zh-CN': { [title]: zh, ...Object.fromEntries(translated) },
    en: { [title]: en, ...Object.fromEntries(labels.map((label) => [label, label])) },
  };
}

/** The labels of a form: what stands in the code as `"<label>"`. */
export function labelsOf(code: string): string[] {
  return [...code.matchAll(/"<(.+)>"/g)].map(([, label = '']) => label);
}

/** @param changes absent for a set of one's own */
export function noteOf({ id, version }: Pick<Listed, 'id' | 'version'>, changes?: Changes): string {
  return changes ? `${id} ${version} — ${changes.line}` : `${id} ${version}`;
}

/** Of the whole folder. */
export function marketReadme({ id, title, version }: Listed): string {
  return `# ${title}\n\n- [${id}](script-sets/${id}/README.md) ${version}\n`;
}

/** Of the set: one part per language. */
export function setReadme({ id, title, description, version, scripts }: Listed): string {
  const [zhTitle, enTitle] = halves(title);
  const [zhAbout = '', enAbout = zhAbout] = description.split('\n');
  const rows = (language: 0 | 1) =>
    scripts.map((script) => `| \`${id}__${script.name}\` | ${halves(script.title)[language]} |`);
  return [
    `# ${title}`,
    version,
    `## ${zhTitle}`,
    zhAbout,
    '更新会替换本脚本集的全部脚本；复制出去的脚本、环境变量、自动触发配置与状态保持不变。对副本的影响见[变更日志](CHANGELOG.md)。',
    ['| 脚本 | 标题 |', '| --- | --- |', ...rows(0)].join('\n'),
    `## ${enTitle}`,
    enAbout,
    'An update replaces all scripts of this set; copies, environment variables, cron jobs and the state stay. What it changes for copies is in the [change log](CHANGELOG.md).',
    ['| Script | Title |', '| --- | --- |', ...rows(1)].join('\n'),
    '',
  ].join('\n\n');
}

/** What changes for copies first, then everything. @param all the change log of the repository */
export function setChangelog(all: string, version: string, changes?: Changes): string {
  if (!changes) return all;
  return [
    `# ${version}`,
    '## 对副本的影响',
    changes.zh,
    '## What changes for copies',
    changes.en,
    all.replace(/^# /, '## '),
  ].join('\n\n');
}

/** As the platform itself keeps it when it publishes to a market. */
export function changelogInfo({ exportTime, exportUser, note }: Extra): Yaml {
  return { title: '变更日志 / Changelog', changelogs: [{ time: exportTime, by: exportUser, note }] };
}
