/**
 * What an official SDK package says of an action, in the form of `test/contract/facts/`: a tree of wire names, each with
 * the name of its type, a tree, or a list of one of them.
 */
import { ConfigError } from '../../lib/errors';

export type Facts = string | readonly [Facts] | { readonly [wire: string]: Facts };

export interface ActionFacts {
  readonly request: Facts;
  readonly response: Facts;
}

/** A class of the package, as its generator writes them: wire names and types by the names of the fields. */
interface ModelClass {
  names(): Record<string, string>;
  types(): Record<string, unknown>;
}

/** Finds a class of the package by its name, such as `DescribeKeyResponseBody`. */
export type FindModel = (name: string) => unknown;

const isModel = (value: unknown): value is ModelClass =>
  typeof value === 'function' && 'names' in value && 'types' in value;

/** A model that holds itself, such as a tree of folders, is cut here. */
const MOST_LEVELS = 12;

function factsOfType(type: unknown, level: number): Facts {
  if (isModel(type)) return level < MOST_LEVELS ? factsOfModel(type, level + 1) : 'any';
  if (typeof type === 'string') return type;
  if (typeof type === 'object' && type !== null && 'type' in type) {
    if (type.type === 'array') return [factsOfType('itemType' in type ? type.itemType : 'any', level)];
    if (typeof type.type === 'string') return type.type;
  }
  return 'any';
}

function factsOfModel(model: ModelClass, level = 0): Facts {
  const types = model.types();
  const fields = Object.entries(model.names()).map(([name, wire]) => [wire, factsOfType(types[name], level)] as const);
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The facts of one action.
 *
 * @param find looks a class up in the installed package
 * @throws ConfigError where the package has no such action
 * @example factsOf((name) => sdk[name], 'GetCallerIdentity').response // { AccountId: 'string', … }
 */
export function factsOf(find: FindModel, action: string): ActionFacts {
  const whole = find(`${action}Response`);
  // Function Compute answers with classes that several actions share.
  const response = find(`${action}ResponseBody`) ?? (isModel(whole) ? whole.types().body : undefined);
  if (!isModel(response)) throw new ConfigError(`the package has no action ${action}`, { field: action });
  const request = find(`${action}Request`);
  return { request: isModel(request) ? factsOfModel(request) : {}, response: factsOfModel(response) };
}
