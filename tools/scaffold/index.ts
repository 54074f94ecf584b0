import { ConfigError } from '../../lib/errors';

/** What the library already has, so that nothing is written twice or hangs in the air. */
export interface Known {
  /** Folders below `scripts/`. */
  readonly products: readonly string[];
  /** Collectors by product: `ecs/disks`. */
  readonly collectors: readonly string[];
}

/** What a new unit is made from; which options a kind takes, {@link USAGE} says. */
export interface Wish {
  readonly kind: string;
  readonly names: readonly string[];
  readonly options: Readonly<Record<string, string | undefined>>;
}

export const USAGE: Readonly<Record<string, string>> = {
  product: 'new product <code> --api-version 2020-01-01 --title <English> --title-zh <Chinese>',
  collector: 'new collector <product> <plural-noun> --action DescribeThings --items Things.Thing --id ThingId',
  checker: 'new checker <product> <problem> --collector <plural-noun>',
};

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * The files of a new product, collector or checker: the unit and, for a checker, its test. They compile; the tester refuses
 * the placeholders in their texts until somebody has written what they should say.
 *
 * @returns texts by path below the root of the repository
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
  if (kind === 'product') return newProduct(product, need);
  if (!known.products.includes(product)) {
    throw bad(`"${product}"`, `no such product; known are ${known.products.join(', ')}`);
  }
  if (kind === 'collector') return newCollector(product, name, need);
  const collector = need('collector');
  if (!known.collectors.includes(`${product}/${collector}`)) {
    const mine = known.collectors.filter((one) => one.startsWith(`${product}/`)).map((one) => one.split('/')[1]);
    throw bad(`--collector "${collector}"`, `no such collector; known are ${mine.join(', ')}`);
  }
  return newChecker(product, name, collector);
}

type Need = (name: string) => string;

function newProduct(code: string, need: Need): Map<string, string> {
  const apiVersion = need('api-version');
  if (!/^\d{4}-\d\d-\d\d$/.test(apiVersion))
    throw bad('--api-version', `"${apiVersion}" is not of the form 2020-01-01`);
  const text = `import { defineProduct, regional } from '../../lib/define';

export const ${camel(code)} = defineProduct({
  code: ${quoted(code)},
  apiVersion: ${quoted(apiVersion)},
  style: 'rpc',
  sdk: ${quoted(`@alicloud/${code}${apiVersion.replace(/-/g, '')}`)},
  title: { zh: ${quoted(need('title-zh'))}, en: ${quoted(need('title'))} },
  endpoints: regional(${quoted(code)}),
});
`;
  return new Map([[`scripts/${code}/product.ts`, text]]);
}

function newCollector(product: string, name: string, need: Need): Map<string, string> {
  const text = `import { defineCollector, pageNumber, rpc } from '../../../lib/define';
import { ${camel(product)} } from '../product';

export const ${camel(name)} = defineCollector({
  id: ${quoted(`${product}-${name}`)},
  product: ${camel(product)},
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

function newChecker(product: string, name: string, collector: string): Map<string, string> {
  const exported = camel(`${product}-${name}`);
  const title = sentence(name);
  const unit = `import { defineChecker } from '../../../lib/define';
import { ${camel(collector)} } from '../collectors/${collector}';

export const ${exported} = defineChecker({
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
  const test = `import { ${camel(collector)}, ${exported} } from '../../../../scripts/${product}';
import { testChecker } from '../../../harness/check-tester';

const account = { id: '1234567890123456', name: 'production' };
const asset = { id: 'x-1', name: 'a', account, region: 'cn-hangzhou', product: ${quoted(product)}, collector: ${camel(collector)}.id };

testChecker(${exported}, {
  healthy: { asset: asset as never, now: new Date('2026-01-01T00:00:00Z') },
  pass: { 'a name of its own': {} },
  fail: { 'no name of its own': { asset: { name: 'x-1' }, message: 'found', severity: 'warning' } },
  unknown: { 'no name': { asset: { name: '' } } },
});
`;
  return new Map([
    [`scripts/${product}/checkers/${name}.ts`, unit],
    [`test/scripts/${product}/checkers/${name}.test.ts`, test],
  ]);
}

const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const quoted = (text: string): string => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
const sentence = (name: string): string => {
  const words = name.replace(/-/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function bad(what: string, problem: string): ConfigError {
  return new ConfigError(`${what}: ${problem}`, { field: what });
}
