import { ConfigError } from '../../lib/errors';

/** What the library already has, so that nothing is written twice or hangs in the air. */
export interface Known {
  /** Folders below `scripts/`. */
  readonly products: readonly string[];
  /** The wire name of the id of each collector, by product and file: `{ 'ecs/disks': 'DiskId' }`. */
  readonly collectors: Readonly<Record<string, string>>;
  /** The text of each product's `metrics.ts`. */
  readonly metrics: Readonly<Record<string, string>>;
}

/** What a new unit is made from; which options a kind takes, {@link USAGE} says. */
export interface Wish {
  readonly kind: string;
  readonly names: readonly string[];
  readonly options: Readonly<Record<string, string | undefined>>;
}

export const USAGE: Readonly<Record<string, string>> = {
  product: 'new product <folder> [--code api-code] --api-version 2020-01-01 --title <English> --title-zh <Chinese>',
  collector: 'new collector <product> <plural-noun> --action DescribeThings --items Things.Thing --id ThingId',
  metric: 'new metric <product> <noun> --collector <plural-noun> --namespace acs_things --name ThingUsage',
  checker: 'new checker <product> <problem> --collector <plural-noun> [--metric <noun>]',
};

/** A unit that begins with this line is no part of the library yet: neither registered, nor in any page, policy or template. */
export const DRAFT = '// draft: npm run gen registers it once this line is gone\n';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * The files of a new product, collector, metric or checker: the unit and, for a checker, its test. They compile; the
 * tester refuses the placeholders in their texts until somebody has written what they should say. All are drafts.
 *
 * @returns texts by path below the root of the repository; of those that exist already, only a `metrics.ts` that grows
 * @throws ConfigError naming what is missing or wrong
 * @example scaffold({ kind: 'checker', names: ['ecs', 'disk-tiny'], options: { collector: 'disks' } }, known);
 */
export function scaffold({ kind, names, options }: Wish, known: Known): Map<string, string> {
  const usage = USAGE[kind];
  if (usage === undefined) throw bad(`new ${kind}`, `known are ${Object.keys(USAGE).join(', ')}`);
  const wanted = kind === 'product' ? 1 : 2;
  if (names.length !== wanted) throw bad(`new ${kind}`, `usage: ${usage}`);
  const need = (name: string): string => {
    const value = options[name];
    if (value === undefined || value === '') throw bad(`--${name}`, `is missing; usage: ${usage}`);
    return value;
  };
  for (const name of names) if (!NAME.test(name)) throw bad(`"${name}"`, 'lower-case letters, digits and dashes only');
  const [product = '', name = ''] = names;
  if (kind === 'product') return newProduct(product, options.code ?? product, need);
  if (!known.products.includes(product)) {
    throw bad(`"${product}"`, `no such product; known are ${known.products.join(', ')}`);
  }
  if (kind === 'collector') return newCollector(product, name, need);
  const collector = need('collector');
  const assetId = known.collectors[`${product}/${collector}`];
  if (assetId === undefined) {
    const mine = Object.keys(known.collectors).filter((one) => one.startsWith(`${product}/`));
    const names = mine.map((one) => one.split('/')[1]).join(', ');
    throw bad(`--collector "${collector}"`, `no such collector; known are ${names}`);
  }
  const metrics = known.metrics[product];
  if (kind === 'metric') return newMetric(product, name, collector, metrics, need);
  const unit = { product, name, collector, assetId };
  const { metric } = options;
  if (metric === undefined) return newChecker(unit);
  if (!new RegExp(`\\bconst ${camel(metric)}\\b`).test(metrics ?? '')) {
    throw bad(`--metric "${metric}"`, `scripts/${product}/metrics.ts has no ${camel(metric)}`);
  }
  return newMetricChecker(unit, camel(metric));
}

type Need = (name: string) => string;

function newProduct(folder: string, code: string, need: Need): Map<string, string> {
  if (folder.includes('-')) throw bad(`"${folder}"`, "a product's folder is one word, for its ids begin with it");
  const apiVersion = need('api-version');
  if (!/^\d{4}-\d\d-\d\d$/.test(apiVersion))
    throw bad('--api-version', `"${apiVersion}" is not of the form 2020-01-01`);
  const text = `${DRAFT}import { defineProduct, regional } from '../../lib/define';

export const ${folder} = defineProduct({
  code: ${quoted(code)},
  apiVersion: ${quoted(apiVersion)},
  style: 'rpc',
  sdk: ${quoted(`@alicloud/${code}${apiVersion.replace(/-/g, '')}`)},
  title: { zh: ${quoted(need('title-zh'))}, en: ${quoted(need('title'))} },
  endpoints: regional(${quoted(code)}),
});
`;
  return new Map([[`scripts/${folder}/product.ts`, text]]);
}

function newCollector(product: string, name: string, need: Need): Map<string, string> {
  const text = `${DRAFT}import { defineCollector, pageNumber, rpc } from '../../../lib/define';
import { ${product} } from '../product';

export const ${camel(name)} = defineCollector({
  id: ${quoted(`${product}-${name}`)},
  product: ${product},
  title: { zh: ${quoted(sentence(name))}, en: ${quoted(sentence(name))} },
  scope: 'region',
  call: rpc(${quoted(need('action'))}),
  paging: pageNumber({ max: 50 }),
  items: ${quoted(need('items'))},
  assetId: ${quoted(need('id'))},
  fields: {},
});
`;
  return new Map([[`scripts/${product}/collectors/${name}.ts`, text]]);
}

function newMetric(
  product: string,
  name: string,
  collector: string,
  before: string | undefined,
  need: Need,
): Map<string, string> {
  if (before !== undefined && new RegExp(`\\bconst ${camel(name)}\\b`).test(before)) {
    throw bad(`"${name}"`, `scripts/${product}/metrics.ts has it already`);
  }
  const of = `import { ${camel(collector)} } from './collectors/${collector}';\n`;
  const start = before ?? `${DRAFT}import { defineMetric } from '../../lib/define';\n`;
  const imported = start.includes(of) ? start : start.replace(/^(import [^;]*;\n)(?![^]*^import )/m, `$1${of}`);
  const text = `${imported}
export const ${camel(name)} = defineMetric({
  id: ${quoted(`${product}-${name}`)},
  of: ${camel(collector)},
  title: { zh: ${quoted(sentence(name))}, en: ${quoted(sentence(name))} },
  namespace: ${quoted(need('namespace'))},
  metric: ${quoted(need('name'))},
  statistic: 'Average',
  period: 60,
  dimension: 'instanceId',
  unit: '%',
});
`;
  return new Map([[`scripts/${product}/metrics.ts`, text]]);
}

interface Unit {
  readonly product: string;
  readonly name: string;
  readonly collector: string;
  /** The wire name of the asset's id. */
  readonly assetId: string;
}

function newChecker(of: Unit): Map<string, string> {
  const { product, name, collector } = of;
  const title = sentence(name);
  const unit = `${DRAFT}import { defineChecker } from '../../../lib/define';
import { ${camel(collector)} } from '../collectors/${collector}';

export const ${exportOf(of)} = defineChecker({
  id: ${quoted(`${product}-${name}`)},
  asset: ${camel(collector)},
  title: { zh: ${quoted(title)}, en: ${quoted(title)} },
  why: { zh: '……', en: '…' },
  remedy: { zh: '……', en: '…' },
  severity: 'warning',
  category: 'availability',
  docs: 'https://help.aliyun.com/',
  params: {},
  messages: { found: { zh: '{{id}}：${title}', en: '{{id}}: ${title}' } },
  check(asset, { pass, fail, unknown }) {
    if (asset.name === '') return unknown({ zh: '应答中没有名称', en: 'no name in the answer' });
    return asset.name === asset.id ? fail('found', { id: asset.id }) : pass();
  },
});
`;
  const test = `${testHead(of, [])}testChecker(${exportOf(of)}, {
  healthy: { asset: { ...asset, name: 'a' }, now },
  pass: { 'a name of its own': {} },
  fail: { 'no name of its own': { asset: { name: 'x-1' }, message: 'found', severity: 'warning' } },
  unknown: { 'no name': { asset: { name: '' } } },
});
`;
  return unitAndTest(of, unit, test);
}

function newMetricChecker(of: Unit, metric: string): Map<string, string> {
  const { product, name, collector } = of;
  const title = sentence(name);
  const unit = `${DRAFT}import { defineMetricChecker } from '../../../lib/define';
import { ${camel(collector)} } from '../collectors/${collector}';
import { ${metric} } from '../metrics';

export const ${exportOf(of)} = defineMetricChecker({
  id: ${quoted(`${product}-${name}`)},
  asset: ${camel(collector)},
  metric: ${metric},
  title: { zh: ${quoted(title)}, en: ${quoted(title)} },
  why: { zh: '……', en: '…' },
  remedy: { zh: '……', en: '…' },
  docs: 'https://help.aliyun.com/',
  warning: 80,
  critical: 95,
  message: {
    zh: '{{id}}：${title}，{{value}} % 高于 {{threshold}} %',
    en: '{{id}}: ${title}, {{value}} % is above {{threshold}} %',
  },
});
`;
  const test = `${testHead(of, ["import { levelCases } from '../../../harness/tables';"])}testChecker(${exportOf(of)}, {
  healthy: { asset, metrics: { value: 10 }, now },
  ...levelCases(
    {
      warning: 80,
      critical: 95,
      message: 'high',
      text: { zh: 'x-1：${title}，80.01 % 高于 80 %', en: 'x-1: ${title}, 80.01 % is above 80 %' },
    },
    (value) => ({ metrics: { value } }),
  ),
});
`;
  return unitAndTest(of, unit, test);
}

/** The imports of a checker's test, and an asset as the API would answer it. A draft is imported from its file. */
function testHead(of: Unit, more: readonly string[]): string {
  const { product, name, collector, assetId } = of;
  const raw = assetId.split('.').reduceRight<string>((value, key) => `{ ${quoted(key)}: ${value} }`, "'x-1'");
  return `import { ${exportOf(of)} } from '../../../../scripts/${product}/checkers/${name}';
import { ${camel(collector)} } from '../../../../scripts/${product}/collectors/${collector}';
import { testChecker } from '../../../harness/check-tester';
${more.map((line) => `${line}\n`).join('')}import { now, where } from '../../ecs/fixtures';

/** As the API answers it: write down what the fields are read from. */
const asset = ${camel(collector)}.toAsset(${raw}, where);

`;
}

const unitAndTest = ({ product, name }: Unit, unit: string, test: string): Map<string, string> =>
  new Map([
    [`scripts/${product}/checkers/${name}.ts`, unit],
    [`test/scripts/${product}/checkers/${name}.test.ts`, test],
  ]);

const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
/** A checker is named after its file; a file of one word has the product before it. */
const exportOf = ({ product, name }: Unit): string => camel(name.includes('-') ? name : `${product}-${name}`);
const quoted = (text: string): string => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
const sentence = (name: string): string => {
  const words = name.replace(/-/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function bad(what: string, problem: string): ConfigError {
  return new ConfigError(`${what}: ${problem}`, { field: what });
}
