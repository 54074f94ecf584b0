/** Everything that the products of the emulator declare, as one. */
import type { Product } from './define';
import type { Emulated, Raised } from './emulated';
import type { ChangeScenario } from './full-scenario';
import type { ConditionInfo, KindFacts, Kinds } from './kinds';
import type { Namespace } from './metrics';
import { EMULATED } from './products/registry.gen';

export interface Catalogue extends Kinds {
  readonly products: readonly Product[];
  readonly raises: Readonly<Record<string, Raised>>;
  readonly raisesWhenNew: Readonly<Record<string, readonly string[]>>;
  readonly raisesWhenGone: Readonly<Record<string, readonly string[]>>;
  readonly namespaces: Readonly<Record<string, Namespace>>;
  readonly changes: readonly ChangeScenario[];
  /** How many there are of what a scenario can count, when it does not say. */
  readonly sizes: Readonly<Record<string, number>>;
}

/**
 * Puts the declarations together.
 *
 * @throws Error that names what is declared twice, or named and declared nowhere
 */
export function catalogueOf(declarations: readonly Emulated[]): Catalogue {
  const merged = <T>(what: string, part: (declaration: Emulated) => Readonly<Record<string, T>> | undefined) =>
    merge(what, declarations.map(part));
  const products = declarations.flatMap((one) => one.products);
  merge(
    'product',
    products.map(({ code, aliases = [] }) => Object.fromEntries([code, ...aliases].map((name) => [name, code]))),
  );
  const kinds = merged<KindFacts>('kind', ({ kinds = {}, products: [first] }) =>
    Object.fromEntries(Object.entries(kinds).map(([kind, info]) => [kind, { ...info, product: first?.code ?? '' }])),
  );
  const catalogue: Catalogue = {
    products,
    kinds,
    conditions: merged<ConditionInfo>('condition', (one) => one.conditions),
    raises: merged<Raised>('condition of raises', (one) => one.raises),
    raisesWhenNew: merged('condition of raisesWhenNew', (one) => present(one.raisesWhenNew)),
    raisesWhenGone: merged('kind of raisesWhenGone', (one) => present(one.raisesWhenGone)),
    namespaces: merged<Namespace>('namespace', (one) => one.metrics),
    changes: declarations.flatMap((one) => one.changes ?? []),
    sizes: merge('size', [
      ...declarations.map((one) => one.sizes),
      ...Object.values(kinds).map(({ size, usual = 0 }) => (size === undefined ? {} : { [size]: usual })),
    ]),
  };
  checkNames(catalogue);
  return catalogue;
}

function present<T>(part: Readonly<Record<string, T | undefined>> = {}): Record<string, T> {
  return Object.fromEntries(
    Object.entries(part).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function merge<T>(what: string, parts: readonly (Readonly<Record<string, T>> | undefined)[]): Record<string, T> {
  const all: Record<string, T> = {};
  for (const [name, value] of parts.flatMap((part) => Object.entries(part ?? {}))) {
    if (name in all) throw new Error(`emulator/products: the ${what} "${name}" is declared twice`);
    all[name] = value;
  }
  return all;
}

function checkNames({
  kinds,
  conditions,
  raises,
  raisesWhenNew,
  raisesWhenGone,
  namespaces,
  changes,
}: Catalogue): void {
  const known = (all: Readonly<Record<string, unknown>>, what: string, name: string, where: string): void => {
    if (!(name in all))
      throw new Error(`emulator/products: ${where} names the ${what} "${name}", which is not declared`);
  };
  for (const [name, { kind }] of Object.entries(conditions)) {
    known(kinds, 'kind', kind, `the condition "${name}"`);
    known(raises, 'condition', name, `conditions, but not raises,`);
  }
  for (const name of [...Object.keys(raises), ...Object.keys(raisesWhenNew)]) {
    known(conditions, 'condition', name, 'raises');
  }
  for (const kind of Object.keys(raisesWhenGone)) known(kinds, 'kind', kind, 'raisesWhenGone');
  for (const { condition, to } of changes) {
    for (const name of [condition, to]) if (name !== undefined) known(conditions, 'condition', name, 'changes');
  }
  for (const [space, { kind, metrics }] of Object.entries(namespaces)) {
    if (kind !== undefined) known(kinds, 'kind', kind, `the namespace ${space}`);
    for (const { name, under = {} } of metrics) {
      for (const condition of Object.keys(under))
        known(conditions, 'condition', condition, `the metric ${space} ${name}`);
    }
  }
}

export const CATALOGUE = catalogueOf(EMULATED);

/** Every product that the emulator answers for. */
export const { products } = CATALOGUE;

const byName = new Map(
  products.flatMap((product) => [product.code, ...(product.aliases ?? [])].map((name) => [name, product])),
);

/** The product that a path segment names. */
export function productNamed(name: string): Product | undefined {
  return byName.get(name.toLowerCase());
}

type Declaration = (typeof EMULATED)[number];
type KeysOf<T> = T extends unknown ? keyof T & string : never;
type ValuesOf<T> = T extends unknown ? T[keyof T] : never;
type SizeOf<I> = I extends { readonly size: infer S extends string } ? S : never;
type DeclaredKinds = NonNullable<Declaration['kinds']>;

/** The kinds of assets that the products declare. */
export type Kind = KeysOf<DeclaredKinds>;
/** The names of numbers of assets that a scenario can set. */
export type SizeKey = SizeOf<ValuesOf<DeclaredKinds>> | KeysOf<NonNullable<Declaration['sizes']>>;
