/**
 * The official `@alicloud/<product><version>` SDK models as the authority on wire names and types.
 *
 * @example
 * hasParam('ecs20140526', 'DescribeDisks', 'MaxResults'); // true
 * responsePath('ecs20140526', 'DescribeDisks', 'Disks.Disk[].DiskId'); // 'string'
 * modelFor('ecs20140526', 'DescribeDisks').checkResponse(body); // []
 */

/** A type as the generated models spell it. */
type ModelType =
  | string
  | ModelClass
  | { type: string; itemType?: ModelType; keyType?: ModelType; valueType?: ModelType };

interface ModelClass {
  names(): Record<string, string>;
  types(): Record<string, ModelType>;
}

export interface Model {
  /** Wire names of the parameters; nested ones as flat keys with `.N.` for a list: `Tag`, `Tag.N.Key`, `NotBefore.Start`. */
  request: Set<string>;
  /** Problems of an answer: fields the model does not have, and values of another type. Missing fields are fine. */
  checkResponse(body: unknown): string[];
  /** Fields that the model has and none of the answers, in objects that some answer has: `Items.DBInstance[].VpcId`. */
  missing(bodies: readonly unknown[]): string[];
}

function load(file: string): Record<string, unknown> | undefined {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require(file) as Record<string, unknown>;
  } catch (error) {
    if ((error as { code?: string }).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function isClass(type: ModelType): type is ModelClass {
  return typeof type === 'function';
}

/** A field tree as `facts/*.json` holds it: a type's name, an object of fields, or a list of one of them. */
type Facts = string | readonly [Facts] | { readonly [wire: string]: Facts };

/** The tree in the form of the generated models. */
function typeOf(facts: Facts): ModelType {
  if (typeof facts === 'string') return facts;
  if (Array.isArray(facts)) return { type: 'array', itemType: typeOf((facts as readonly [Facts])[0]) };
  const fields = facts as { readonly [wire: string]: Facts };
  const model = () => undefined;
  return Object.assign(model, {
    names: () => Object.fromEntries(Object.keys(fields).map((wire) => [wire, wire])),
    types: () => Object.fromEntries(Object.entries(fields).map(([wire, type]) => [wire, typeOf(type)])),
  });
}

/**
 * A model from `facts/<sdk>.json`: field trees taken from the official TypeScript SDK (2026-08) for products whose package is
 * not on npm, or too large to install for a handful of actions; or else from the installed package. Only the facts have
 * the parameters in a path.
 */
function modelClass(sdk: string, name: string): ModelClass | undefined {
  const short = sdk.replace(/^@alicloud\//, '');
  const [, action = '', part] = /^(.*?)(Request|ResponseBody)$/.exec(name) ?? [];
  const facts = load(`./facts/${short}.json`)?.[action] as { request: Facts; response: Facts } | undefined;
  if (facts === undefined) return load(`@alicloud/${short}/dist/models/${name}`)?.[name] as ModelClass | undefined;
  return typeOf(part === 'Request' ? facts.request : facts.response) as ModelClass;
}

/**
 * Parameters that the API's page documents and earlier releases of the package had, while the current one has only their
 * echo in the answer.
 */
const DOCUMENTED: Readonly<Record<string, readonly string[]>> = {
  'nlb20220430:GetListenerHealthStatus': ['MaxResults', 'NextToken'],
};

/** The response class. @throws Error where the package or the action does not exist */
function responseClass(sdk: string, action: string): ModelClass {
  const found = modelClass(sdk, `${action}ResponseBody`);
  if (found === undefined) throw new Error(`@alicloud/${sdk.replace(/^@alicloud\//, '')} has no ${action}ResponseBody`);
  return found;
}

/** Whether the official package has the action. */
export function hasAction(sdk: string, action: string): boolean {
  return modelClass(sdk, `${action}ResponseBody`) !== undefined;
}

function fieldsOf(model: ModelClass): Map<string, ModelType> {
  const types = model.types();
  return new Map(Object.entries(model.names()).map(([name, wire]) => [wire, types[name] ?? 'any']));
}

function collectParams(model: ModelClass, prefix: string, into: Set<string>): void {
  for (const [wire, type] of fieldsOf(model)) {
    into.add(prefix + wire);
    if (isClass(type)) collectParams(type, `${prefix}${wire}.`, into);
    else if (typeof type === 'object' && type.itemType !== undefined && isClass(type.itemType)) {
      collectParams(type.itemType, `${prefix}${wire}.N.`, into);
    }
  }
}

function check(value: unknown, type: ModelType, at: string, problems: string[]): void {
  // Facts tell a map from an object, and nothing of what it holds.
  if (type === 'map') return check(value, { type }, at, problems);
  if (isClass(type)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      problems.push(`${at}: an object expected`);
      return;
    }
    const fields = fieldsOf(type);
    for (const [name, inner] of Object.entries(value)) {
      const path = at === '' ? name : `${at}.${name}`;
      const known = fields.get(name);
      if (known === undefined) problems.push(`${path}: no such field in the official model`);
      else check(inner, known, path, problems);
    }
    return;
  }
  if (typeof type === 'object') {
    if (type.type === 'array') {
      if (!Array.isArray(value)) problems.push(`${at}: a list expected`);
      else value.forEach((one, i) => check(one, type.itemType ?? 'any', `${at}[${i}]`, problems));
    } else if (typeof value !== 'object' || value === null) problems.push(`${at}: a map expected`);
    return;
  }
  if (type !== 'any' && typeof value !== type) problems.push(`${at}: ${type} expected, ${typeof value} found`);
}

/** @param values what the answers have of one type */
function collectMissing(values: readonly unknown[], type: ModelType, at: string, into: string[]): void {
  if (isClass(type)) {
    const objects = values.filter((one) => typeof one === 'object' && one !== null) as Record<string, unknown>[];
    if (objects.length === 0) return;
    for (const [wire, inner] of fieldsOf(type)) {
      const path = at === '' ? wire : `${at}.${wire}`;
      const found = objects.map((one) => one[wire]).filter((one) => one !== undefined);
      if (found.length === 0) into.push(path);
      else collectMissing(found, inner, path, into);
    }
    return;
  }
  const inner = itemType(type);
  if (inner !== undefined) collectMissing(values.flat(), inner, `${at}[]`, into);
}

/**
 * What the official package says about an action.
 *
 * @param sdk package name with or without scope: `ecs20140526`
 * @throws Error where the package or the action does not exist
 */
export function modelFor(sdk: string, action: string): Model {
  const response = responseClass(sdk, action);
  const request = new Set<string>();
  const wanted = modelClass(sdk, `${action}Request`);
  if (wanted !== undefined) collectParams(wanted, '', request);
  for (const name of DOCUMENTED[`${sdk.replace(/^@alicloud\//, '')}:${action}`] ?? []) request.add(name);
  return {
    request,
    checkResponse(body) {
      const problems: string[] = [];
      check(body, response, '', problems);
      return problems;
    },
    missing(bodies) {
      const fields: string[] = [];
      collectMissing(bodies, response, '', fields);
      return fields;
    },
  };
}

/** Whether the action takes the parameter: `MaxResults`, `Tag.1.Key`, `InstanceId.2`, `NotBefore.Start`. */
export function hasParam(sdk: string, action: string, name: string): boolean {
  const { request } = modelFor(sdk, action);
  return request.has(name.replace(/\.[0-9]+(?=\.|$)/g, '.N').replace(/\.N$/, ''));
}

function itemType(type: ModelType | undefined): ModelType | undefined {
  return typeof type === 'object' && !isClass(type) && type.type === 'array' ? type.itemType : undefined;
}

/** The paths of all fields of an action's answer that hold a value of their own, such as `Items.Backup.BackupDownloadURL`. */
export function responseFields(sdk: string, action: string): string[] {
  const walk = (type: ModelType | undefined, path: string, depth: number): string[] => {
    const inner = type !== undefined && !isClass(type) && typeof type !== 'string' ? itemType(type) : type;
    if (inner === undefined || !isClass(inner) || depth > 12) return path === '' ? [] : [path];
    const fields = [...fieldsOf(inner)];
    return fields.flatMap(([name, one]) => walk(one, path === '' ? name : `${path}.${name}`, depth + 1));
  };
  return walk(responseClass(sdk, action), '', 0);
}

/**
 * The type of a response field: `string`, `number`, `boolean`, `object`, `array`, `map`, or undefined where there is none.
 *
 * @param path such as `Instances.Instance[].OperationLocks.LockReason[].LockReason`; `[]` steps into a list
 */
export function responsePath(sdk: string, action: string, path: string): string | undefined {
  let type: ModelType | undefined = responseClass(sdk, action);
  for (const step of path.split('.')) {
    const [, name = '', lists = ''] = /^([^[\]]+)((?:\[\])*)$/.exec(step) ?? [];
    if (type === undefined || !isClass(type)) return undefined;
    type = fieldsOf(type).get(name);
    for (let depth = 0; depth < lists.length / 2; depth++) {
      type = itemType(type);
    }
  }
  if (type === undefined) return undefined;
  if (isClass(type)) return 'object';
  return typeof type === 'string' ? type : type.type;
}
