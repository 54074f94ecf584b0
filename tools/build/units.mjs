/** What is begun for a developer: the files of a new unit, and what an SDK package says of actions. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { evaluate } from './bundle.mjs';
import { badInput, filesBelow, pretty, require, ROOT, writeAtomically, wrote } from './files.mjs';

/** Writes a new product, collector, metric or checker with its test. They are drafts, so no registry changes. */
export async function scaffold([kind = '', ...args]) {
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
  pretty([...files.keys()].map((path) => join(ROOT, path)));
}

/** Writes what a checkout of the Terraform provider says of arguments: of those named beside those that the file has already. */
async function terraform([checkout = '', ...names]) {
  const pages = join(checkout, 'website', 'docs', 'r');
  if (checkout === '' || !existsSync(pages))
    throw badInput('usage: facts terraform <checkout> [resource.argument …]; the checkout has website/docs/r');
  const { terraformFacts } = await evaluate("module.exports = require('./tools/facts/terraform')", 'tools/facts');
  const file = join(ROOT, 'test', 'contract', 'terraform.json');
  const { resources = {} } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const had = Object.entries(resources).flatMap(([one, has]) => Object.keys(has).map((name) => `${one}.${name}`));
  const [, version = ''] = /^## (.+)$/m.exec(readFileSync(join(checkout, 'CHANGELOG.md'), 'utf8')) ?? [];
  const pageOf = (name) => {
    const page = join(pages, `${name}.html.markdown`);
    return existsSync(page) ? readFileSync(page, 'utf8') : undefined;
  };
  const wanted = [...new Set([...had, ...names])];
  writeAtomically(file, `${JSON.stringify(terraformFacts(version, pageOf, wanted), undefined, 2)}\n`);
  pretty([file]);
  wrote(file, `${wanted.length} arguments`);
}

/**
 * Writes what an installed SDK package says of actions: of those named, or of those that the file has already. `terraform` in its
 * place: what the Terraform provider says.
 */
export async function facts([sdk = '', ...names]) {
  if (sdk === 'terraform') return terraform(names);
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
  pretty([file]);
  wrote(file, `${actions.length} actions`);
}
