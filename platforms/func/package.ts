import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { ConfigError } from '../../lib/errors';
import { functionOf, type FunctionDeclaration } from '../../lib/func';
import type { Inspection } from '../../lib/inspection';
import {
  changelogInfo,
  labelsOf,
  marketReadme,
  noteOf,
  setChangelog,
  setReadme,
  translations,
  type Changes,
  type Extra,
} from './market';
import { yaml, type Yaml } from './yaml';

/** What the platform lists a script set under. */
export interface SetIdentity {
  /** Part of every function's name, so it never changes. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** The shipped inspections. */
export const SHIPPED: SetIdentity = {
  id: 'aliyun_inspection',
  title: '阿里云资产巡检 / Alibaba Cloud asset inspection',
  description: [
    '巡检阿里云资产，产生异常与恢复事件。复制 example 模板，修改账号、地域、阈值与过滤。',
    'Inspects Alibaba Cloud assets; anomalies and recoveries become events. Copy an example, edit accounts, regions, thresholds and filters.',
  ].join('\n'),
};
/** The oldest Node.js that the bundle runs on: the one in the platform's image. */
export const NODE_MIN = '16.17.0';
/** One script, in bytes: twice this still fits into one statement of the platform's database. */
export const LONGEST_SCRIPT = 1_500_000;

/** Not the time of the build: the same sources make the same set. */
const TIME = '2026-01-01T00:00:00.000Z';
const LINE = 120;

/** What a script set is made of. */
export interface Parts {
  readonly set: SetIdentity;
  readonly version: string;
  /** The JavaScript that runs the inspections, in one file. */
  readonly bundle: string;
  /** The JavaScript that starts it from the file beside. */
  readonly start: string;
  /** What goes with the packages that are bundled: the name of the file, and its text. */
  readonly licences: { readonly name: string; readonly text: string };
  /** The Python sources by file name. */
  readonly python: Readonly<
    Record<'runtime.py' | 'node.py' | 'inspection.py' | 'example_inspection.py' | 'example.py', string>
  >;
  readonly inspections: readonly Inspection[];
  /** The platform's queue, from 1 to 9, that runs wait in; its own choice when absent. */
  readonly queue?: number;
  /** What changes for the copies of users; absent for a set of one's own. */
  readonly changes?: Changes;
  /** What has changed, in Markdown, for the script market. */
  readonly changelog: string;
}

/** Texts by path. */
export type Files = ReadonlyMap<string, string>;

interface Script {
  readonly name: string;
  readonly title: string;
  readonly code: string;
  readonly func?: FunctionDeclaration;
  readonly queue?: number;
}

/**
 * A script set as DataFlux Func imports it, and the same as a folder of the script market: served over HTTP or put into a
 * git repository, it lets the platform show updates.
 *
 * @throws ConfigError when an id is not one that the platform takes
 * @throws RangeError when a script has grown too long for the platform
 */
export function scriptSet(parts: Parts): { readonly zip: Files; readonly market: Files } {
  const { set, version, licences } = parts;
  const scripts = scriptsOf(parts);
  for (const { name, code } of scripts) {
    const bytes = Buffer.byteLength(code);
    if (bytes > LONGEST_SCRIPT) throw new RangeError(`script ${name} has ${bytes} bytes, at most ${LONGEST_SCRIPT}`);
    checkScriptId(`${set.id}__${name}`);
  }
  const listed = listedSet(set, scripts);
  const folder = `script-sets/${set.id}`;
  const codes = scripts.map(({ name, code }) => [`${folder}/${name}.py`, code] as const);
  const shown = { ...set, version, scripts };
  const note = noteOf(shown, parts.changes);
  const extra = { exportUser: 'aliyun-inspection', exportTime: TIME, note };
  const example = scripts.find(({ name }) => name === 'example');
  const i18n = translations(set.title, labelsOf(example?.code ?? ''));
  return {
    zip: new Map([
      ['META.yaml', yaml(importMeta(listed, extra))],
      ['NOTE.txt', `${note}\n`],
      [licences.name, licences.text],
      ...codes,
    ]),
    market: new Map([
      ['META.yaml', yaml(marketMeta(listed, extra, i18n))],
      ['README.md', marketReadme(shown)],
      [`${folder}/README.md`, setReadme(shown)],
      [`${folder}/${licences.name}`, licences.text],
      [`${folder}/CHANGELOG.md`, setChangelog(parts.changelog, version, parts.changes)],
      [`${folder}/CHANGELOG-info.yaml`, yaml(changelogInfo(extra))],
      ...codes,
    ]),
  };
}

const SET_ID = /^[a-zA-Z_](?!.*__)\w{0,59}$/;

/** @throws ConfigError when the platform would not take a script set of this id */
export function checkSetId(id: string): void {
  if (!SET_ID.test(id) || id.endsWith('_')) {
    throw new ConfigError(`--set: "${id}" is not letters, digits and single underscores (at most 60), such as my_set`, {
      field: 'set',
    });
  }
}

/** The most characters of a script's id that the platform keeps. */
const LONGEST_ID = 64;

function checkScriptId(id: string): void {
  if (id.length > LONGEST_ID) {
    throw new ConfigError(
      `script ${id} has ${id.length} characters, the platform keeps ${LONGEST_ID}: shorten --set or the inspection's id`,
      { field: 'set' },
    );
  }
}

function scriptsOf(parts: Parts): Script[] {
  const { set, python, inspections, queue } = parts;
  const deployed = inspections.find(({ id }) => id === 'ecs') ?? inspections[0];
  const scripts: Script[] = [
    { name: 'bundle', title: 'Bundle', code: bundleScript(parts) },
    { name: 'node', title: 'Node.js', code: fill(python['node.py'], { set: set.id }) },
    { name: 'runtime', title: 'Runtime', code: fill(python['runtime.py'], { set: set.id }) },
  ];
  for (const inspection of inspections) {
    if (/^(bundle|node|runtime|example.*)$/.test(inspection.id.replace(/-/g, '_'))) {
      throw new ConfigError(`id: "${inspection.id}" is the name of a script that every set has: choose another id`, {
        field: 'id',
      });
    }
    const func = functionOf(inspection);
    const title = `${func.title.zh} / ${func.title.en}`;
    const name = inspection.id.replace(/-/g, '_');
    const values = { set: set.id, ...valuesOf(inspection, func, title), queue: queue ? `, queue=${queue}` : '' };
    scripts.push({ name, title, code: fill(python['inspection.py'], values), func, queue });
    const example = fill(python['example_inspection.py'], values);
    scripts.push({ name: `example_${name}`, title: `${title} (example)`, code: example });
    if (inspection === deployed) scripts.push({ name: 'example', title, code: fill(python['example.py'], values) });
  }
  return scripts.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function bundleScript({ set, bundle, start, version }: Parts): string {
  const data = deflateSync(bundle, { level: 9 }).toString('base64');
  const lines = data.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return [
    '# -*- coding: utf-8 -*-',
    `"""The inspections, compiled: unpacked and started by ${set.id}__runtime. Do not edit."""`,
    `VERSION = ${literal(version)}`,
    `SHA256 = ${literal(createHash('sha256').update(bundle).digest('hex'))}`,
    `NODE_MIN = ${literal(NODE_MIN)}`,
    `START = ${literal(start)}`,
    `DATA = '''`,
    ...lines,
    `'''`,
    '',
  ].join('\n');
}

function valuesOf(inspection: Inspection, func: FunctionDeclaration, title: string): Readonly<Record<string, string>> {
  return {
    id: literal(inspection.id),
    title: literal(title),
    titleZh: docstring(func.title.zh),
    titleEn: docstring(func.title.en),
    signature: func.definition.slice(func.name.length),
    asked: `runtime.asked(${func.args.map((name) => `${name}=${name}`).join(', ')})`,
    doc: docstring(func.description).replace(/^(?=.)/gm, '    '),
    tags: literal(func.tags),
    cron: literal(func.schedule),
    timeout: String(func.timeoutSeconds),
    params: checkersOf(inspection),
    asset: literal(taggedAsset(inspection)),
  };
}

/** A text inside of triple quotes. */
const docstring = (text: string): string => text.replace(/\\/g, '\\\\').replace(/"""/g, '\\"\\"\\"');

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`a Python source asks for {{${name}}}, which there is not`);
    return value;
  });
}

/** The checkers of an inspection with their thresholds as Python, ready to be edited. */
function checkersOf({ checkers }: Inspection): string {
  return checkers
    .map(({ id, values, title }) => {
      const given = Object.keys(values).length > 0 ? values : true;
      return `    # ${title.zh} / ${title.en}\n    ${literal(id)}: ${literal(given)},`;
    })
    .join('\n');
}

/** What the example of a checker in Python looks at. */
function taggedAsset({ checkers }: Inspection): string {
  return checkers.find(({ asset }) => 'tags' in asset.fields)?.asset.id ?? 'ecs-instances';
}

/** A value as Python writes it. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    return `'${value.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n').replace(/\r/g, '\\r')}'`;
  }
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, v]) => `${literal(key)}: ${literal(v)}`)
    .join(', ')}}`;
}

function listedSet({ id, title, description }: SetIdentity, scripts: readonly Script[]) {
  const listed = scripts.map(({ name, title: scriptTitle, code, func, queue }) => ({
    id: `${id}__${name}`,
    title: scriptTitle,
    description: null,
    publishVersion: 1,
    type: 'python',
    codeMD5: md5(code),
    updateTime: TIME,
    funcs: func ? [funcRow(`${id}__${name}`, scriptTitle, { ...func, queue })] : [],
  }));
  const facts = { id, title, description, requirements: null };
  return { ...facts, origin: 'user', originId: id, originMD5: originMd5(facts, listed), scripts: listed };
}

/** The translations stand under the name that versions of today read, and under that of earlier ones. */
function marketMeta(listed: ReturnType<typeof listedSet>, extra: Extra, i18n: Yaml) {
  return {
    version: 2,
    scriptSets: [{ ...listed, _extra: { ...extra } }],
    extra: { ...extra, i18n, translation: i18n },
  };
}

/** No cron jobs and no variables: an import replaces what has the same id, and these belong to the user. */
function importMeta(listed: ReturnType<typeof listedSet>, extra: Extra) {
  const [syncAPIs, asyncAPIs, cronJobs] = [[], [], []];
  return {
    version: 2,
    scriptSets: [listed],
    extra: { ...extra },
    connectors: [],
    envVariables: [],
    syncAPIs,
    asyncAPIs,
    cronJobs,
    // The import reads these older names only.
    authLinks: syncAPIs,
    batches: asyncAPIs,
    crontabConfigs: cronJobs,
  };
}

function funcRow(scriptId: string, title: string, func: FunctionDeclaration & { readonly queue?: number }) {
  return {
    id: `${scriptId}.${func.name}`,
    name: func.name,
    title,
    description: func.description,
    definition: func.definition,
    argsJSON: JSON.stringify(func.args),
    kwargsJSON: JSON.stringify(func.kwargs),
    extraConfigJSON: JSON.stringify({
      fixedCronExpr: func.schedule,
      timeout: func.timeoutSeconds,
      ...(func.queue ? { queue: func.queue } : {}),
    }),
    category: func.category,
    integration: null,
    tagsJSON: JSON.stringify(func.tags),
    defOrder: 0,
  };
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** What the platform compares to tell whether there is an update: its own recipe, keys in alphabetical order. */
function originMd5(
  set: { id: string; title: string; description: string | null; requirements: string | null },
  scripts: readonly { codeMD5: string; description: string | null; id: string; title: string; type: string }[],
): string {
  return md5(
    JSON.stringify({
      description: set.description,
      id: set.id,
      requirements: set.requirements,
      scriptSet: {},
      scripts: scripts
        .map(({ codeMD5, description, id, title, type }) => ({ codeMD5, description, id, title, type }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
      title: set.title,
    }),
  );
}
