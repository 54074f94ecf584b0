import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { functionOf, type FunctionDeclaration } from '../../lib/func';
import type { Inspection } from '../../lib/inspection';
import { yaml } from './yaml';

/** The script set's id: part of every function's name, so it never changes. */
export const SET_ID = 'aliyun_inspection';
/** The oldest Node.js that the bundle runs on: the one in the platform's image. */
export const NODE_MIN = '16.17.0';
/** One script, in bytes: twice this still fits into one statement of the platform's database. */
export const LONGEST_SCRIPT = 1_500_000;

const SET_TITLE = '阿里云资产巡检 / Alibaba Cloud asset inspection';
const SET_DESCRIPTION = [
  '巡检阿里云资产，产生异常与恢复事件。复制 example 模板，修改账号、地域、阈值与过滤。',
  'Inspects Alibaba Cloud assets; anomalies and recoveries become events. Copy an example, edit accounts, regions, thresholds and filters.',
].join('\n');
/** Not the time of the build: the same sources make the same set. */
const TIME = '2026-01-01T00:00:00.000Z';
const LINE = 120;

/** What a script set is made of. */
export interface Parts {
  readonly version: string;
  /** The JavaScript that runs the inspections, in one file. */
  readonly bundle: string;
  /** The Python sources by file name. */
  readonly python: Readonly<Record<'runtime.py' | 'inspection.py' | 'example_inspection.py' | 'example.py', string>>;
  readonly inspections: readonly Inspection[];
}

interface Script {
  readonly name: string;
  readonly title: string;
  readonly code: string;
  readonly func?: FunctionDeclaration;
}

/**
 * A script set as DataFlux Func imports it.
 *
 * @returns texts by path in the zip file
 * @throws RangeError when a script has grown too long for the platform
 */
export function scriptSet(parts: Parts): Map<string, string> {
  const { version, python, inspections } = parts;
  const scripts: Script[] = [
    { name: 'bundle', title: 'Bundle', code: bundleScript(parts) },
    { name: 'runtime', title: 'Runtime', code: python['runtime.py'] },
  ];
  for (const inspection of inspections) {
    const func = functionOf(inspection);
    const title = `${func.title.zh} / ${func.title.en}`;
    const name = inspection.id.replace(/-/g, '_');
    const fill = (text: string) => fillSource(text, inspection, func, title);
    scripts.push({ name, title, code: fill(python['inspection.py']), func });
    scripts.push({ name: `example_${name}`, title: `${title} (example)`, code: fill(python['example_inspection.py']) });
    if (inspection.id === 'ecs') scripts.push({ name: 'example', title, code: fill(python['example.py']) });
  }
  scripts.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, code } of scripts) {
    const bytes = Buffer.byteLength(code);
    if (bytes > LONGEST_SCRIPT) throw new RangeError(`script ${name} has ${bytes} bytes, at most ${LONGEST_SCRIPT}`);
  }
  const files = new Map([['META.yaml', yaml(metaOf(version, scripts))]]);
  files.set('NOTE.txt', `${SET_ID} ${version}\n`);
  for (const { name, code } of scripts) files.set(`script-sets/${SET_ID}/${name}.py`, code);
  return files;
}

function bundleScript({ bundle, version }: Parts): string {
  const data = deflateSync(bundle, { level: 9 }).toString('base64');
  const lines = data.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return [
    '# -*- coding: utf-8 -*-',
    '"""The inspections, compiled: unpacked and started by aliyun_inspection__runtime. Do not edit."""',
    `VERSION = ${literal(version)}`,
    `SHA256 = ${literal(createHash('sha256').update(bundle).digest('hex'))}`,
    `NODE_MIN = ${literal(NODE_MIN)}`,
    `DATA = '''`,
    ...lines,
    `'''`,
    '',
  ].join('\n');
}

function fillSource(text: string, inspection: Inspection, func: FunctionDeclaration, title: string): string {
  const values: Readonly<Record<string, string>> = {
    id: literal(inspection.id),
    title: literal(title),
    titleZh: func.title.zh,
    titleEn: func.title.en,
    docZh: func.doc.zh,
    docEn: func.doc.en,
    configsZh: func.configs.zh,
    configsEn: func.configs.en,
    tags: literal(func.tags),
    cron: literal(func.schedule),
    timeout: String(func.timeoutSeconds),
    params: paramsOf(inspection),
  };
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new TypeError(`a Python source asks for {{${name}}}, which there is not`);
    return value;
  });
}

/** The thresholds of an inspection as Python, ready to be edited. */
function paramsOf({ checkers }: Inspection): string {
  return checkers
    .filter(({ values }) => Object.keys(values).length > 0)
    .map(({ id, values, title }) => `    # ${title.zh} / ${title.en}\n    ${literal(id)}: ${literal(values)},`)
    .join('\n');
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

/** No cron jobs and no variables: an import replaces what has the same id, and these belong to the user. */
function metaOf(version: string, scripts: readonly Script[]) {
  const listed = scripts.map(({ name, title, code, func }) => ({
    id: `${SET_ID}__${name}`,
    title,
    description: null,
    publishVersion: 1,
    type: 'python',
    codeMD5: md5(code),
    updateTime: TIME,
    funcs: func ? [funcRow(`${SET_ID}__${name}`, title, code, func)] : [],
  }));
  const set = { id: SET_ID, title: SET_TITLE, description: SET_DESCRIPTION, requirements: null };
  const [syncAPIs, asyncAPIs, cronJobs] = [[], [], []];
  return {
    version: 2,
    scriptSets: [{ ...set, origin: 'user', originId: SET_ID, originMD5: originMd5(set, listed), scripts: listed }],
    extra: { exportUser: 'aliyun-inspection', exportTime: TIME, note: `${SET_ID} ${version}` },
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

function funcRow(scriptId: string, title: string, code: string, func: FunctionDeclaration) {
  return {
    id: `${scriptId}.${func.name}`,
    name: func.name,
    title,
    description: docstringOf(code),
    definition: func.definition,
    argsJSON: JSON.stringify(func.args),
    kwargsJSON: JSON.stringify(func.kwargs),
    extraConfigJSON: JSON.stringify({ fixedCronExpr: func.schedule, timeout: func.timeoutSeconds }),
    category: func.category,
    integration: null,
    tagsJSON: JSON.stringify(func.tags),
    defOrder: 0,
  };
}

/** The function's docstring without its indentation, as the platform itself reads it. */
function docstringOf(code: string): string {
  const text = /def run\([^)]*\):\n\s*"""\n([\s\S]*?)"""/.exec(code)?.[1] ?? '';
  return text.replace(/^ {4}/gm, '').trim();
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
