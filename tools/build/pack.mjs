/** What is published for function platforms: the set for DataFlux Func, the package for Function Compute. */
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle, evaluate } from './bundle.mjs';
import { changesSinceRelease } from './changes.mjs';
import { compile } from './compile.mjs';
import { LICENCES, licencesOf } from './licences.mjs';
import { badInput, DIST, filesBelow, require, ROOT, writeAtomically, wrote } from './files.mjs';

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

const changesOf = ({ line, page }) => ({ line, zh: page('zh'), en: page('en') });

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

/** The script set for DataFlux Func: a zip file to import, and the same as a folder of the script market. */
export async function func(args) {
  const {
    out = join(DIST, 'dataflux-func'),
    script,
    replace = false,
    queue,
    ...own
  } = packArgs(args, {
    set: { type: 'string' },
    title: { type: 'string' },
    replace: { type: 'boolean' },
    queue: { type: 'string' },
  });
  if (queue !== undefined && !/^[1-9]$/.test(queue)) throw badInput(`--queue: "${queue}" is no queue from 1 to 9`);
  await compile();
  const { scriptSet, checkSetId, SHIPPED } = require(join(DIST, 'platforms', 'func', 'package.js'));
  if (script.length > 0 && own.set === undefined) {
    throw badInput('--script needs --set, the id of a script set of your own, such as my_set');
  }
  if (own.set !== undefined) checkSetId(own.set);
  if (script.length > 0 && own.set === SHIPPED.id) {
    throw badInput(`--set: ${SHIPPED.id} is the id of the shipped set; an import of one would remove the other`);
  }
  // What is imported replaces the set of that name on the platform, whoever made it.
  const market = join(out, own.set === undefined ? 'market' : `market-${own.set}`);
  if (own.set !== undefined && !replace && existsSync(market)) {
    throw badInput(`--set: a set ${own.set} is in ${out} already; choose another id, or add --replace to make it anew`);
  }
  const set =
    own.set === undefined ? SHIPPED : { id: own.set, title: own.title ?? own.set, description: SHIPPED.description };
  const { inspections, loaders } = await inspectionsOf(script);
  const { zip } = require(join(DIST, 'platforms', 'func', 'zip.js'));
  const version = packageVersion();
  const sources = filesBelow(join(ROOT, 'platforms', 'func', 'python'), '.py');
  const served = await bundle(`require('./platforms/func/entry').serve(${loaders})`);
  const start = await bundle("require('./platforms/func/start').start(__dirname)");
  const files = scriptSet({
    set,
    version,
    bundle: served.code,
    start: start.code,
    licences: { name: LICENCES, text: licencesOf(served.metafile, start.metafile) },
    python: Object.fromEntries(sources.map((file) => [basename(file), readFileSync(file, 'utf8')])),
    inspections,
    queue: queue === undefined ? undefined : Number(queue),
    // A set of one's own has its own checkers; what becomes of the shipped ones is told where they are.
    changes: set === SHIPPED ? changesOf(changesSinceRelease()) : undefined,
    changelog: readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'),
  });
  const file = join(out, `${set.id}-${version}.zip`);
  writeAtomically(file, zip(files.zip));
  // A folder of the market names its sets: that of the shipped one stays as it is.
  rmSync(join(market, 'script-sets', set.id), { recursive: true, force: true });
  for (const [path, text] of files.market) writeAtomically(join(market, path), text);
  const code = Buffer.byteLength(files.zip.get(`script-sets/${set.id}/bundle.py`));
  wrote(file, `${inspections.length} inspections, bundle script of ${code} bytes`);
  wrote(market, 'the same for the script market');
}

/** What Alibaba Cloud Function Compute 3.0 deploys: code.zip, s.yaml, and the policy that the function's role needs. */
export async function fc(args) {
  const options = {
    http: { type: 'string' },
    inspection: { type: 'string', multiple: true, default: [] },
    'log-project': { type: 'string' },
    logstore: { type: 'string' },
  };
  const { out = join(DIST, 'fc'), script, http, inspection: named, ...log } = packArgs(args, options);
  if (http !== undefined && !['intranet', 'internet'].includes(http)) {
    throw badInput(`--http: "${http}" is neither intranet nor internet`);
  }
  const { 'log-project': project, logstore = 'aliyun-inspection' } = log;
  if (project === undefined && log.logstore !== undefined) throw badInput('--logstore needs --log-project');
  await compile();
  const { inspections: all, loaders } = await inspectionsOf(script);
  const { serverlessYaml, rolePolicy, THEMES } = require(join(DIST, 'platforms', 'fc', 'package.js'));
  const inspections = chosen(all, named.length > 0 || script.length > 0 ? named : THEMES);
  const { code, metafile } = await bundle(`module.exports = require('./platforms/fc/handler').handlersOf(${loaders})`, {
    target: 'node20',
  });
  const { zip } = require(join(DIST, 'platforms', 'func', 'zip.js'));
  const { ramPolicyOf } = require(join(DIST, 'lib', 'catalogue', 'index.js'));
  const packed = zip(
    new Map([
      ['index.js', code],
      [LICENCES, licencesOf(metafile)],
    ]),
  );
  writeAtomically(join(out, 'code.zip'), packed);
  const place = project === undefined ? undefined : { project, logstore };
  writeAtomically(join(out, 's.yaml'), serverlessYaml(inspections, './code.zip', { http, log: place }));
  const checkers = inspections.flatMap((inspection) => inspection.checkers);
  writeAtomically(join(out, 'ram-policy.json'), `${rolePolicy(ramPolicyOf(checkers))}\n`);
  wrote(join(out, 's.yaml'), `${inspections.length} functions, code.zip of ${packed.length} bytes`);
  const everything = all.find(({ id }) => id === 'all')?.checkers ?? [];
  const left = everything.filter(({ id }) => !checkers.some((one) => one.id === id)).map(({ id }) => id);
  if (named.length === 0 && left.length > 0) {
    console.log(`not checked by them, but by the inspection "all": ${left.join(', ')}`);
  }
}

/** Those that were named, in that order; all of them when none was. */
function chosen(inspections, names) {
  if (names.length === 0) return inspections;
  return names.map((name) => {
    const found = inspections.find(({ id }) => id === name);
    if (found) return found;
    const known = inspections.map(({ id }) => id).join(', ');
    throw badInput(`--inspection: there is no "${name}"; known are ${known}`);
  });
}
