import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, zip } from '../../../platforms/func/zip';
import { yaml } from '../../../platforms/func/yaml';
import { TEMPLATES } from '../../../templates/registry.gen';
import { buildSet, newDir, removeDirs, runFunc, type BuiltSet } from './platform';

// It has no types of its own.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { load } = require('js-yaml') as { load: (text: string) => unknown };

jest.setTimeout(60_000);

interface Func {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly definition: string;
  readonly argsJSON: string;
  readonly kwargsJSON: string;
  readonly extraConfigJSON: string;
  readonly category: string;
  readonly tagsJSON: string;
}
interface Script {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly type: string;
  readonly codeMD5: string;
  readonly funcs: readonly Func[];
}
interface ScriptSet {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly requirements: string | null;
  readonly originMD5: string;
  readonly scripts: readonly Script[];
}
type Meta = Readonly<Record<string, unknown>> & { readonly scriptSets: readonly ScriptSet[] };

/** Names of the scripts that run an inspection. */
const SHIPPED = Object.keys(TEMPLATES)
  .map((id) => id.replace(/-/g, '_'))
  .sort();

let built: BuiltSet;
let meta: Meta;
let set: ScriptSet;
const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const folderOf = () => join(built.folder, 'script-sets', set.id);
const codeOf = ({ id }: Script) => readFileSync(join(folderOf(), `${id.slice(set.id.length + 2)}.py`), 'utf8');
const nameOf = ({ id }: Script) => id.slice(set.id.length + 2);
const scriptNamed = (name: string) => set.scripts.find((script) => nameOf(script) === name) as Script;

beforeAll(() => {
  built = buildSet();
  meta = load(readFileSync(join(built.folder, 'META.yaml'), 'utf8')) as Meta;
  set = meta.scriptSets[0] as ScriptSet;
});
afterAll(removeDirs);

it('is the same file whenever it is built', () => {
  expect(md5(readFileSync(buildSet().zip, 'latin1'))).toBe(md5(readFileSync(built.zip, 'latin1')));
});

it('describes a set that the platform takes: ids, lengths, md5 and files', () => {
  expect(meta.version).toBe(2);
  expect(meta.scriptSets).toHaveLength(1);
  expect(set.id).toMatch(/^[a-zA-Z_](?!.*__)\w{0,59}$/);
  expect(set.title.length).toBeLessThanOrEqual(256);
  const files = readdirSync(folderOf()).sort();
  expect(set.scripts.map((script) => `${nameOf(script)}.py`).sort()).toEqual(files);
  for (const script of set.scripts) {
    expect(script.id).toMatch(/^aliyun_inspection__[a-zA-Z_]\w*$/);
    expect(script.id.length).toBeLessThanOrEqual(64);
    expect(script.type).toBe('python');
    expect(script.codeMD5).toBe(md5(codeOf(script)));
    expect(Buffer.byteLength(codeOf(script))).toBeLessThan(1_500_000);
  }
});

it('resets nothing of the user, and spells the lists both ways', () => {
  for (const name of ['connectors', 'envVariables', 'syncAPIs', 'asyncAPIs', 'cronJobs'])
    expect(meta[name]).toEqual([]);
  for (const name of ['authLinks', 'batches', 'crontabConfigs']) expect(meta[name]).toEqual([]);
});

it('has the md5 by which the platform tells an update', () => {
  const scripts = [...set.scripts]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ codeMD5, description, id, title, type }) => ({ codeMD5, description, id, title, type }));
  const { description, id, requirements, title } = set;
  expect(set.originMD5).toBe(md5(JSON.stringify({ description, id, requirements, scriptSet: {}, scripts, title })));
});

it('is the same as a folder of the script market, with what has changed', () => {
  const market = load(readFileSync(join(built.market, 'META.yaml'), 'utf8')) as Meta;
  const [{ _extra: extra, ...listed }] = market.scriptSets as unknown as [ScriptSet & { _extra: object }];
  expect(listed).toEqual(set);
  expect(extra).toEqual(meta.extra);
  // In each language, the title and the labels of the form in that language.
  const { i18n } = market.extra as { i18n: Record<string, Record<string, string>> };
  const fields = [...codeOf(scriptNamed('example')).matchAll(/"<(.+)>"/g)].map(([, label]) => label ?? '');
  for (const texts of Object.values(i18n)) expect(Object.keys(texts)).toEqual([set.title, ...fields]);
  expect(i18n['zh-CN']?.[set.title]).toBe('阿里云资产巡检');
  expect(i18n.en?.[set.title]).toBe('Alibaba Cloud asset inspection');
  for (const label of fields) expect(i18n['zh-CN']?.[label]).toMatch(/\p{Script=Han}/u);
  expect(JSON.stringify(market)).not.toContain('"code":');
  const folder = join(built.market, 'script-sets', set.id);
  for (const script of set.scripts) {
    expect(readFileSync(join(folder, `${nameOf(script)}.py`), 'utf8')).toBe(codeOf(script));
  }
  const changelog = readFileSync(join(folder, 'CHANGELOG.md'), 'utf8');
  for (const part of ['## 对副本的影响', '## What changes for copies', '## [']) expect(changelog).toContain(part);
  expect(changelog).toContain('| `es-cpu-high` | warning | 60 | 80 |');
  const info = load(readFileSync(join(folder, 'CHANGELOG-info.yaml'), 'utf8')) as { changelogs: object[] };
  expect(info.changelogs).toEqual([
    {
      time: (extra as { exportTime: string }).exportTime,
      by: expect.any(String) as string,
      note: expect.stringMatching(
        /^aliyun_inspection \d.* — 自 \d.* 起：新增 \d+ 个检查项.* \/ since \d.*: checkers new \d+/,
      ) as string,
    },
  ]);
  for (const readme of [join(built.market, 'README.md'), join(folder, 'README.md')]) {
    expect(readFileSync(readme, 'utf8')).toContain(set.title);
  }
  for (const heading of [
    '## 阿里云资产巡检',
    '| 脚本 | 标题 |',
    '## Alibaba Cloud asset inspection',
    '| Script | Title |',
  ]) {
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(heading);
  }
});

it('lists the functions as the platform itself would read them from the code', async () => {
  const listed = set.scripts.flatMap(({ funcs }) => funcs);
  expect(listed.map(({ id }) => id)).toEqual(SHIPPED.map((name) => `aliyun_inspection__${name}.run`));
  for (const func of listed) {
    const { funcs } = await runFunc({
      ...built,
      store: join(newDir(), 'db'),
      func: func.id,
      worker: { PATH: '/usr/bin' },
    });
    expect({
      title: func.title,
      description: func.description,
      definition: func.definition,
      category: func.category,
      tags: JSON.parse(func.tagsJSON) as unknown,
      timeout: (JSON.parse(func.extraConfigJSON) as { timeout: number }).timeout,
      cron: (JSON.parse(func.extraConfigJSON) as { fixedCronExpr: string }).fixedCronExpr,
      queue: null,
    }).toEqual(funcs[func.id]);
    expect(JSON.parse(func.argsJSON)).toEqual(['configs', 'regions', 'params']);
    expect(JSON.parse(func.kwargsJSON)).toEqual({
      configs: { default: null },
      regions: { default: null },
      params: { default: null },
    });
    expect(Buffer.byteLength(func.description)).toBeLessThan(65_536);
    const blocks = load(func.description) as Record<string, { readonly title: string; readonly doc: string }>;
    expect(Object.values(blocks).map(({ title }) => title)).toEqual(func.title.split(' / '));
    expect(Object.keys(blocks)).toEqual(['zh-CN', 'en']);
  }
});

it('offers the examples to whoever makes a new script, one form field a line', () => {
  const examples = set.scripts.filter((script) => nameOf(script).startsWith('example'));
  expect(examples.map(nameOf)).toEqual(['example', ...SHIPPED.map((name) => `example_${name}`)]);
  for (const script of examples) {
    expect(codeOf(script)).toContain('@DFF.API(');
    for (const line of codeOf(script).split('\n')) expect((line.match(/"<[^"]+>"/g) ?? []).length).toBeLessThan(2);
  }
});

it('holds Python of version 3.8', () => {
  const check =
    'import ast, sys\nfor f in sys.argv[1:]: ast.parse(open(f, encoding="utf-8").read(), f, feature_version=(3, 8))';
  const files = set.scripts.map((script) => join(folderOf(), `${nameOf(script)}.py`));
  expect(() => execFileSync('python3', ['-c', check, ...files], { stdio: 'pipe' })).not.toThrow();
});

it('has a bundle that needs nothing beside it but what a function host does not use', () => {
  const code = codeOf(set.scripts.find((script) => nameOf(script) === 'bundle') as Script);
  const print = [
    'import base64, sys, zlib',
    'source = {}',
    'exec(sys.stdin.read(), source)',
    'sys.stdout.buffer.write(zlib.decompress(base64.b64decode(source["DATA"])))',
  ].join('\n');
  const js = execFileSync('python3', ['-c', print], { input: code, maxBuffer: 1e8 }).toString();
  const required = new Set([...js.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name ?? ''));
  const foreign = [...required].filter((name) => !process.getBuiltinModule(name as 'fs'));
  expect(foreign).toEqual(['nodemailer', 'libsql']);
});

it('takes the licences of what is bundled along, to the platform and to the market', () => {
  for (const at of [built.folder, join(built.market, 'script-sets', set.id)]) {
    const text = readFileSync(join(at, 'THIRD_PARTY_LICENSES'), 'utf8');
    expect(text).toMatch(/^axios \S+ \(MIT\)\n-+\n\n.*Copyright/ms);
  }
});

it('writes zip files and YAML that others read', () => {
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
  const bytes = zip(new Map([['名.txt', 'text']]));
  expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
  const data = { a: [{ b: 'x: "y"\n#', c: [] }, [1, [null, true]]], d: {}, e: { f: '中', 'g: "h"': 1 } };
  expect(load(yaml(data))).toEqual(data);
});
