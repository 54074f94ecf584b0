#!/usr/bin/env node
/**
 * The build, in plain Node: `node build.mjs <command>`
 *
 *   compile          TypeScript -> dist/ (fast, no types), and the console's page; only when something changed
 *   gen [--check]    writes the registries (`*.gen.ts`, `scripts/<product>/index.ts`); --check fails when they are stale
 *   dist             what the npm package holds: dist/ with type declarations
 *   func [--script file.ts … --set my_set [--title text]] [--out dir]
 *                    the script set for DataFlux Func: dist/dataflux-func/aliyun_inspection-<version>.zip, and market/;
 *                    with --script, one of your own inspections
 *   fc [--script file.ts …] [--out dir]
 *                    what Function Compute deploys: dist/fc/code.zip, s.yaml and ram-policy.json
 *   all              dist, func and fc
 *   new product|collector|metric|checker …
 *                    the files of a new unit and its test, as drafts; without more it says what it takes
 *   facts <sdk> [Action …]
 *                    what the contract tests know of an API, from the installed package @alicloud/<sdk>
 */
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = dirname(fileURLToPath(import.meta.url));
const DIST = join(ROOT, 'dist');
const DOCS = join(ROOT, 'docs');
const ROOMS = ['cli', 'console', 'emulator', 'ground', 'host', 'platforms', 'report', 'testing', 'tools', 'workspace'];
const SOURCES = ['index.ts', 'lib', 'scripts', 'templates', ...ROOMS];
const require = createRequire(import.meta.url);

/** All files below a path, sorted. */
function filesBelow(path, end) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return path.endsWith(end) ? [path] : [];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name), end));
}

/** What a browser loads: one bundle instead of a file each. */
const PAGE = join(ROOT, 'console', 'page');

const sourceFiles = () =>
  SOURCES.flatMap((path) => filesBelow(join(ROOT, path), '.ts')).filter((file) => !file.startsWith(PAGE));

/** The console's page: a script and a style sheet, with everything in them. */
async function buildPage(build) {
  const { outputFiles } = await build({
    entryPoints: { console: join(PAGE, 'main.tsx') },
    outdir: join(DIST, 'console', 'assets'),
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    tsconfig: join(ROOT, 'tsconfig.json'),
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
  });
  return outputFiles;
}

/** Compiles to dist/ unless it is up to date. Safe to call from several processes at once. */
export async function compile({ force = false } = {}) {
  const files = sourceFiles();
  const stamp = createHash('sha256');
  for (const file of [...files, ...filesBelow(PAGE, ''), join(ROOT, 'package.json'), join(ROOT, 'build.mjs')]) {
    const { mtimeMs, size } = statSync(file);
    stamp.update(`${relative(ROOT, file)} ${mtimeMs} ${size}\n`);
  }
  const wanted = stamp.digest('hex');
  const stampFile = join(DIST, '.stamp');
  if (!force && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return false;
  const { build } = await import('esbuild');
  const result = await build({
    entryPoints: files,
    outdir: DIST,
    outbase: ROOT,
    format: 'cjs',
    platform: 'node',
    target: 'node16.17',
    // A dynamic import of our own becomes a require: Node's own would want file extensions.
    supported: { 'dynamic-import': false },
    sourcemap: 'linked',
    sourcesContent: false,
    write: false,
    logLevel: 'warning',
  });
  const written = [...result.outputFiles, ...(await buildPage(build))];
  for (const file of written) writeAtomically(file.path, file.contents);
  const outputs = new Set(written.map((file) => file.path));
  for (const end of ['.js', '.js.map', '.css']) {
    for (const file of filesBelow(DIST, end)) if (!outputs.has(file)) rmSync(file);
  }
  writeAtomically(stampFile, wanted);
  return true;
}

function writeAtomically(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, contents);
  renameSync(temporary, path);
}

/** The one export of a unit's file, or a sentence that says what is wrong with it. */
function onlyExport(file) {
  const names = [...readFileSync(file, 'utf8').matchAll(/^export (?:const|function|class) (\w+)/gm)].map((m) => m[1]);
  if (names.length !== 1) throw new Error(`${relative(ROOT, file)}: exports ${names.length} things, expected one`);
  return names[0];
}

/** A checker is named after its file: `cpuHigh` in cpu-high.ts; a file of one word has the product before it: `ecsLocked` in locked.ts. */
function checkName(product, file, name) {
  const unit = basename(file, '.ts');
  const expected = camel(unit.includes('-') ? unit : `${product}-${unit}`);
  if (name !== expected) throw new Error(`${relative(ROOT, file)}: exports ${name}, expected ${expected}`);
}

/** Whether a unit is not to be registered yet: `node build.mjs new` begins it with such a line. */
const isDraft = (file) => existsSync(file) && readFileSync(file, 'utf8').startsWith('// draft');

/** What is registered cannot lean on what is not. */
function checkDrafts(file) {
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/ from '(\.[^']*)'/g)) {
    const other = join(dirname(file), `${path}.ts`);
    if (isDraft(other)) throw new Error(`${relative(ROOT, file)} imports the draft ${relative(ROOT, other)}`);
  }
}

const HEADER = '// Generated by `node build.mjs gen`. Do not edit.\n';

/** The registries as text, by path. */
function registries() {
  const out = new Map();
  const mains = [];
  const drafts = [];
  const products = readdirSync(join(ROOT, 'scripts'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const all = { checkers: [], collectors: [] };
  for (const product of products) {
    const folder = join(ROOT, 'scripts', product);
    const lines = [];
    for (const file of filesBelow(folder, '.ts')) {
      if (isDraft(file)) drafts.push(relative(ROOT, file));
      else if (basename(file) !== 'index.ts') checkDrafts(file);
    }
    if (isDraft(join(folder, 'product.ts'))) continue;
    for (const kind of ['collectors', 'checkers']) {
      for (const file of filesBelow(join(folder, kind), '.ts').filter((file) => !isDraft(file))) {
        const name = onlyExport(file);
        if (kind === 'checkers') checkName(product, file, name);
        lines.push(`export { ${name} } from './${kind}/${basename(file, '.ts')}';`);
        all[kind].push({ product, name, file });
      }
    }
    for (const whole of ['metrics', 'renamed']) {
      const file = join(folder, `${whole}.ts`);
      if (existsSync(file) && !isDraft(file)) lines.push(`export * from './${whole}';`);
    }
    if (!/^[a-z][a-z0-9]*$/.test(product)) {
      throw new Error(`scripts/${product}: a product's folder is one word, for its ids begin with it`);
    }
    const main = onlyExport(join(folder, 'product.ts'));
    mains.push(`  ${product}: ${product}.${main},\n`);
    lines.push(`export { ${main} } from './product';`);
    out.set(join(folder, 'index.ts'), `${HEADER}${lines.join('\n')}\n`);
  }
  const registry = [HEADER, "import type { AnyChecker, AnyCollector, Product } from '../lib/define';\n"];
  for (const product of products.filter((one) => out.has(join(ROOT, 'scripts', one, 'index.ts')))) {
    registry.push(`import * as ${camel(product)} from './${product}';\n`);
  }
  registry.push(
    '\n/** Every checker of the library, by product and file. */\nexport const CHECKERS: readonly AnyChecker[] = [\n',
  );
  for (const unit of all.checkers) registry.push(`  ${camel(unit.product)}.${unit.name},\n`);
  registry.push('];\n\n/** Every collector of the library. */\nexport const COLLECTORS: readonly AnyCollector[] = [\n');
  for (const unit of all.collectors) registry.push(`  ${camel(unit.product)}.${unit.name},\n`);
  registry.push(
    '];\n\n/** The products by their folders. */\nexport const PRODUCTS: Readonly<Record<string, Product>> = {\n',
  );
  registry.push(...mains, '};\n');
  out.set(join(ROOT, 'scripts', 'registry.gen.ts'), registry.join(''));

  const templates = filesBelow(join(ROOT, 'templates'), '.ts').filter((file) => !file.endsWith('.gen.ts'));
  const list = [HEADER, "import type { Inspection } from '../lib/inspection';\n\n"];
  list.push('/** The shipped templates by id; each is loaded when it is asked for. */\n');
  list.push('export const TEMPLATES: Readonly<Record<string, () => Promise<{ inspection: Inspection }>>> = {\n');
  for (const file of templates) {
    const id = basename(file, '.ts');
    list.push(`  ${/^[a-z]\w*$/.test(id) ? id : `'${id}'`}: () => import('./${id}'),\n`);
  }
  list.push('};\n');
  out.set(join(ROOT, 'templates', 'registry.gen.ts'), list.join(''));
  out.set(join(EMULATED, 'registry.gen.ts'), emulated());
  return { out, all, drafts };
}

const EMULATED = join(ROOT, 'emulator', 'products');

/** The registry of the emulator: a file each, or a folder with an index, whose one export is named after it. */
function emulated() {
  const units = readdirSync(EMULATED, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || (entry.name.endsWith('.ts') && !entry.name.endsWith('.gen.ts')))
    .map((entry) => ({ unit: basename(entry.name, '.ts'), folder: entry.isDirectory() }))
    .sort((a, b) => (a.unit < b.unit ? -1 : 1))
    .map(({ unit, folder }) => {
      const file = join(EMULATED, folder ? join(unit, 'index.ts') : `${unit}.ts`);
      if (!existsSync(file)) throw new Error(`${relative(ROOT, dirname(file))}: has no index.ts`);
      const name = onlyExport(file);
      if (name !== camel(unit)) throw new Error(`${relative(ROOT, file)}: exports ${name}, expected ${camel(unit)}`);
      return { unit, name };
    });
  const imports = units.map(({ unit, name }) => `import { ${name} } from './${unit}';\n`);
  const all = units.map(({ name }) => `  ${name},\n`);
  return [
    ...[HEADER, ...imports, '\n/** What every product of the emulator declares, by file. */\n'],
    ...['export const EMULATED = [\n', ...all, '] as const;\n'],
  ].join('');
}

/** Generated pages, and the generated parts of others, between `<!-- name:start -->` and `<!-- name:end -->`, by path. */
async function pages() {
  const load = (path) => require(join(DIST, path));
  const { catalogueOf, checkersPage, productPages, ramPolicyOf, templateTable } = load('lib/catalogue/index.js');
  const { CHECKERS, PRODUCTS } = load('scripts/registry.gen.js');
  const { TEMPLATES } = load('templates/registry.gen.js');
  const inspections = await Promise.all(Object.values(TEMPLATES).map(async (load) => (await load()).inspection));
  const ecs = inspections.find(({ id }) => id === 'ecs');
  const { actionsTable, conditionsTable, sizesTable } = load('emulator/tables.js');
  const { expectedFile } = load('emulator/raises.js');
  const list = (entries) => entries.map((entry) => `\`${typeof entry === 'string' ? entry : entry[0]}\``).join(' ');
  const objects = Object.entries(PRODUCTS).flatMap(([folder, { objects = [] }]) =>
    objects.map(
      ({ measurement, tags, fields }) => `| \`${measurement}\` | ${folder} | ${list(tags)} | ${list(fields)} |`,
    ),
  );
  const out = new Map();
  const policy = `\`\`\`json\n${ramPolicyOf(ecs.checkers)}\n\`\`\``;
  for (const [file, parts] of [
    ['README.md', { templates: templateTable(inspections, 'en') }],
    ['README.zh-CN.md', { templates: templateTable(inspections, 'zh') }],
    ['docs/inspect.md', { policy }],
    ['docs/inspect.zh-CN.md', { policy }],
    ['docs/emulator.md', { actions: actionsTable(), sizes: sizesTable(), conditions: conditionsTable() }],
    [
      'docs/guance.md',
      { objects: ['| measurement | product | tags | fields |', '| --- | --- | --- | --- |', ...objects].join('\n') },
    ],
  ]) {
    const path = join(ROOT, file);
    let text = readFileSync(path, 'utf8');
    for (const [name, part] of Object.entries(parts)) {
      const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
      if (!text.includes(start) || !text.includes(end)) throw new Error(`${file}: no ${start} … ${end}`);
      text = `${text.slice(0, text.indexOf(start) + start.length)}\n${part}\n${text.slice(text.indexOf(end))}`;
    }
    out.set(path, text);
  }
  out.set(join(ROOT, 'test', 'expected', 'default-world.csv'), expectedFile());
  const page = (text) => `<!-- Generated by node build.mjs gen. Do not edit. -->\n\n${text}\n`;
  const json = (value) => `${JSON.stringify(value, undefined, 2)}\n`;
  out.set(join(DOCS, 'checks.md'), page(checkersPage(CHECKERS, PRODUCTS)));
  for (const [folder, text] of productPages(CHECKERS, PRODUCTS)) {
    out.set(join(DOCS, 'checks', `${folder}.md`), page(text));
  }
  out.set(join(DOCS, 'catalogue.json'), json(catalogueOf(CHECKERS)));
  out.set(join(DOCS, 'policies', 'everything.json'), `${ramPolicyOf(CHECKERS)}\n`);
  for (const { id, checkers } of inspections)
    out.set(join(DOCS, 'policies', `${id}.json`), `${ramPolicyOf(checkers)}\n`);
  return out;
}

const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** A unit's id, file and export must tell the same. */
function checkUnits(all) {
  const problems = [];
  for (const [kind, units] of Object.entries(all)) {
    for (const { product, name, file } of units) {
      const built = join(DIST, relative(ROOT, file)).replace(/\.ts$/, '.js');
      const unit = require(built)[name];
      const expected = `${product}-${basename(file, '.ts')}`;
      const where = relative(ROOT, file);
      if (unit?.id !== expected) problems.push(`${where}: id is "${unit?.id}", the file says "${expected}"`);
      if (kind === 'collectors' && name !== camel(basename(file, '.ts'))) {
        problems.push(`${where}: exports "${name}", the file says "${camel(basename(file, '.ts'))}"`);
      }
    }
  }
  const load = (path) => require(join(DIST, path));
  const { SELF_CHECKERS } = load('lib/inspection/self.js');
  problems.push(
    ...load('lib/define/because.js').causeProblems([...load('scripts/registry.gen.js').CHECKERS, ...SELF_CHECKERS]),
  );
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/** Writes or checks the generated files. */
async function gen(check) {
  let written = 0;
  const settle = (files) => {
    const stale = [...files].filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text);
    if (check && stale.length > 0) {
      throw new Error(`stale: ${stale.map(([file]) => relative(ROOT, file)).join(', ')}; run "node build.mjs gen"`);
    }
    for (const [file, text] of stale) writeAtomically(file, text);
    written += stale.length;
  };
  const { out, all, drafts } = registries();
  settle(out);
  await compile();
  checkUnits(all);
  const docs = await pages();
  settle(docs);
  for (const folder of ['checks', 'policies']) {
    const gone = filesBelow(join(DOCS, folder), '').filter((file) => !docs.has(file));
    if (check && gone.length > 0) throw new Error(`stale: ${gone.map((file) => relative(ROOT, file)).join(', ')}`);
    for (const file of gone) rmSync(file);
  }
  if (drafts.length > 0) console.log(`drafts, not registered: ${drafts.join(', ')}`);
  console.log(check ? 'generated files are fresh' : `wrote ${written} generated files`);
}

/** dist/ as it is published. */
async function dist() {
  rmSync(DIST, { recursive: true, force: true });
  await gen(true);
  const tsc = require.resolve('typescript/bin/tsc');
  const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--outDir', DIST, '--rootDir', ROOT];
  execFileSync(process.execPath, [tsc, '-p', join(ROOT, 'tsconfig.build.json'), ...options], { stdio: 'inherit' });
}

/** What a function host can do without: compilers, the command line, and the native database. */
const NOT_IN_BUNDLE = ['libsql', 'ts-node', 'typescript', 'commander', 'cli-progress'];

/** A mistake of whoever called: told without a stack, exit code 2. */
const badInput = (message) => Object.assign(new Error(message), { exitCode: 2 });

/** `aliyun-inspection` means these sources, wherever the file that imports it lies. */
const ownName = {
  name: 'own-name',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^aliyun-inspection(\/|$)/ }, ({ path, kind, pluginData }) =>
      pluginData === ROOT ? undefined : resolve(path, { kind, resolveDir: ROOT, pluginData: ROOT }),
    );
  },
};

/** One self-contained CommonJS file. @returns its text */
async function bundle(contents, { target = 'node16.17', minify = true } = {}) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: ROOT, loader: 'js', sourcefile: 'entry.js' },
    bundle: true,
    minify,
    format: 'cjs',
    platform: 'node',
    target,
    tsconfig: join(ROOT, 'tsconfig.json'),
    conditions: ['source'],
    external: NOT_IN_BUNDLE,
    // What a loader has compiled cannot import by itself.
    supported: { 'dynamic-import': false },
    plugins: [ownName],
    legalComments: 'none',
    write: false,
    logLevel: 'silent',
  }).catch(({ errors = [], message }) => {
    const [first] = errors;
    const at = first?.location ? `${first.location.file}:${first.location.line}: ` : '';
    throw badInput(first ? `${at}${first.text}` : message);
  });
  return outputFiles[0].text;
}

/**
 * The inspections to pack: the shipped templates, or those of the scripts that were named.
 *
 * @returns the inspections, and the JavaScript of an object that loads them by id
 */
async function inspectionsOf(scripts) {
  if (scripts.length === 0) {
    const { TEMPLATES } = require(join(DIST, 'templates', 'registry.gen.js'));
    const inspections = await Promise.all(Object.values(TEMPLATES).map(async (load) => (await load()).inspection));
    return { inspections, loaders: "require('./templates/registry.gen').TEMPLATES" };
  }
  const inspections = [];
  const loaders = [];
  for (const script of scripts) {
    const file = resolve(script);
    if (!existsSync(file) || !statSync(file).isFile()) throw badInput(`--script: there is no file ${script}`);
    const own = `require(${JSON.stringify(file)})`;
    const { inspection } = await evaluate(
      `module.exports = { inspection: ${own}.inspection }`,
      script,
      `--script ${script}`,
    );
    if (typeof inspection?.run !== 'function' || !inspection.checkers) {
      throw badInput(`--script ${script}: exports no "inspection" made by defineInspection`);
    }
    if (inspections.some(({ id }) => id === inspection.id)) {
      throw badInput(`--script ${script}: the id "${inspection.id}" is used twice`);
    }
    inspections.push(inspection);
    loaders.push(`${JSON.stringify(inspection.id)}: () => Promise.resolve(${own})`);
  }
  return { inspections, loaders: `{ ${loaders.join(', ')} }` };
}

/** Loads a piece of code with what it imports. */
async function evaluate(contents, name, what = name) {
  const code = await bundle(contents, { minify: false });
  const module = { exports: {} };
  try {
    const run = new Function('module', 'exports', 'require', '__filename', '__dirname', code);
    run(module, module.exports, require, resolve(name), dirname(resolve(name)));
  } catch (error) {
    throw badInput(`${what} cannot be loaded: ${error.message}`);
  }
  return module.exports;
}

const packageVersion = () => JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version;

/** Reads the arguments of a packer. */
function packArgs(args, more = {}) {
  try {
    const known = { out: { type: 'string' }, script: { type: 'string', multiple: true, default: [] }, ...more };
    return parseArgs({ args, options: known, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw badInput(error.message.replace(/\. To specify.*$/s, ''));
  }
}

const wrote = (file, what) => console.log(`wrote ${relative(process.cwd(), file) || file}: ${what}`);

/** The script set for DataFlux Func: a zip file to import, and the same as a folder of the script market. */
async function func(args) {
  const {
    out = join(DIST, 'dataflux-func'),
    script,
    ...own
  } = packArgs(args, {
    set: { type: 'string' },
    title: { type: 'string' },
  });
  await compile();
  const { scriptSet, checkSetId, SHIPPED } = require(join(DIST, 'platforms', 'func', 'package.js'));
  if (script.length > 0 && own.set === undefined) {
    throw badInput('--script needs --set, the id of a script set of your own, such as my_set');
  }
  if (own.set !== undefined) checkSetId(own.set);
  if (script.length > 0 && own.set === SHIPPED.id) {
    throw badInput(`--set: ${SHIPPED.id} is the id of the shipped set; an import of one would remove the other`);
  }
  const set =
    own.set === undefined ? SHIPPED : { id: own.set, title: own.title ?? own.set, description: SHIPPED.description };
  const { inspections, loaders } = await inspectionsOf(script);
  const { zip } = require(join(DIST, 'platforms', 'func', 'zip.js'));
  const version = packageVersion();
  const sources = filesBelow(join(ROOT, 'platforms', 'func', 'python'), '.py');
  const files = scriptSet({
    set,
    version,
    bundle: await bundle(`require('./platforms/func/entry').serve(${loaders})`),
    start: await bundle("require('./platforms/func/start').start(__dirname)"),
    python: Object.fromEntries(sources.map((file) => [basename(file), readFileSync(file, 'utf8')])),
    inspections,
    changelog: readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'),
  });
  const file = join(out, `${set.id}-${version}.zip`);
  writeAtomically(file, zip(files.zip));
  // A folder of the market names its sets: that of the shipped one stays as it is.
  const market = join(out, set.id === SHIPPED.id ? 'market' : `market-${set.id}`);
  rmSync(join(market, 'script-sets', set.id), { recursive: true, force: true });
  for (const [path, text] of files.market) writeAtomically(join(market, path), text);
  const code = Buffer.byteLength(files.zip.get(`script-sets/${set.id}/bundle.py`));
  wrote(file, `${inspections.length} inspections, bundle script of ${code} bytes`);
  wrote(market, 'the same for the script market');
}

/** What Alibaba Cloud Function Compute 3.0 deploys: code.zip, s.yaml, and the policy that the function's role needs. */
async function fc(args) {
  const { out = join(DIST, 'fc'), script } = packArgs(args);
  await compile();
  const { inspections, loaders } = await inspectionsOf(script);
  const code = await bundle(`module.exports = require('./platforms/fc/handler').handlersOf(${loaders})`, {
    target: 'node20',
  });
  const { zip } = require(join(DIST, 'platforms', 'func', 'zip.js'));
  const { serverlessYaml } = require(join(DIST, 'platforms', 'fc', 'package.js'));
  const { ramPolicyOf } = require(join(DIST, 'lib', 'catalogue', 'index.js'));
  const packed = zip(new Map([['index.js', code]]));
  writeAtomically(join(out, 'code.zip'), packed);
  writeAtomically(join(out, 's.yaml'), serverlessYaml(inspections, './code.zip'));
  const checkers = inspections.flatMap((inspection) => inspection.checkers);
  writeAtomically(join(out, 'ram-policy.json'), `${ramPolicyOf(checkers)}\n`);
  wrote(join(out, 's.yaml'), `${inspections.length} functions, code.zip of ${packed.length} bytes`);
}

/** Writes a new product, collector, metric or checker with its test. They are drafts, so no registry changes. */
async function scaffold([kind = '', ...args]) {
  const { scaffold: filesOf, USAGE } = await evaluate("module.exports = require('./tools/scaffold')", 'tools/scaffold');
  const names = ['code', 'api-version', 'title', 'title-zh', 'action', 'items', 'id', 'collector', 'metric'];
  names.push('namespace', 'name');
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
  let given;
  try {
    given = parseArgs({ args, options, strict: true, allowPositionals: true });
  } catch (error) {
    throw badInput(
      `${error.message.replace(/\. To specify.*$/s, '')}; usage: ${USAGE[kind] ?? 'new product|collector|metric|checker'}`,
    );
  }
  const products = readdirSync(join(ROOT, 'scripts')).filter((name) =>
    existsSync(join(ROOT, 'scripts', name, 'product.ts')),
  );
  const collectors = {};
  const metrics = {};
  for (const product of products) {
    for (const file of filesBelow(join(ROOT, 'scripts', product, 'collectors'), '.ts')) {
      const [, id = 'Id'] = /\bassetId: '([^']+)'/.exec(readFileSync(file, 'utf8')) ?? [];
      collectors[`${product}/${basename(file, '.ts')}`] = id;
    }
    const file = join(ROOT, 'scripts', product, 'metrics.ts');
    if (existsSync(file)) metrics[product] = readFileSync(file, 'utf8');
  }
  const files = filesOf({ kind, names: given.positionals, options: given.values }, { products, collectors, metrics });
  for (const path of files.keys()) {
    if (existsSync(join(ROOT, path)) && basename(path) !== 'metrics.ts')
      throw badInput(`${path} exists already and was left as it is`);
  }
  for (const [path, text] of files) {
    writeAtomically(join(ROOT, path), text);
    console.log(`wrote ${path}`);
  }
  const prettier = require.resolve('prettier/bin/prettier.cjs');
  execFileSync(process.execPath, [
    prettier,
    '--write',
    '--log-level',
    'error',
    ...[...files.keys()].map((path) => join(ROOT, path)),
  ]);
}

/** Writes what an installed SDK package says of actions: of those named, or of those that the file has already. */
async function facts([sdk = '', ...names]) {
  const short = sdk.replace(/^@alicloud\//, '');
  if (!/^[a-z0-9-]+\d{8}$/.test(short))
    throw badInput('usage: facts <sdk> [Action …], such as facts kms20160120 ListKeys');
  const { factsOf } = await evaluate("module.exports = require('./tools/facts')", 'tools/facts');
  let models;
  try {
    models = require(`@alicloud/${short}`);
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    throw badInput(`@alicloud/${short} is not installed: npm install --no-save @alicloud/${short}`);
  }
  const file = join(ROOT, 'test', 'contract', 'facts', `${short}.json`);
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const actions = names.length > 0 ? names : Object.keys(before);
  if (actions.length === 0) throw badInput(`facts ${short}: name the actions, there are none yet`);
  const found = Object.fromEntries(actions.map((action) => [action, factsOf((name) => models[name], action)]));
  const sorted = Object.entries({ ...before, ...found }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeAtomically(file, `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`);
  execFileSync(process.execPath, [
    require.resolve('prettier/bin/prettier.cjs'),
    '--write',
    '--log-level',
    'error',
    file,
  ]);
  wrote(file, `${actions.length} actions`);
}

/** Everything that is published. */
async function all() {
  await dist();
  await func([]);
  await fc([]);
}

const COMMANDS = {
  compile: () => compile(),
  gen: (args) => gen(args.includes('--check')),
  dist: () => dist(),
  func: (args) => func(args),
  fc: (args) => fc(args),
  all: () => all(),
  new: (args) => scaffold(args),
  facts: (args) => facts(args),
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [name = '', ...args] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (!command) {
    console.error(`build: unknown command "${name}"; known are ${Object.keys(COMMANDS).join(', ')}`);
    process.exit(2);
  }
  await command(args).catch((error) => {
    console.error(`build ${name}: ${error.message}`);
    process.exit(error.exitCode ?? (error.code === 'config' ? 2 : 1));
  });
}
