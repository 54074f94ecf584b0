import { invalidParameter } from './errors';
import type { Identity, Keyring } from './identity';
import type { Dialect, Listing, Page, PagingCall } from './paging';
import type { Namespace } from './metrics';
import type { LazyWorld, Scope } from './world';

export type Body = Record<string, unknown>;

/** One call that passed every check, as a handler sees it. */
export interface Call extends PagingCall {
  region: string;
  identity: Identity;
  keyring: Keyring;
  /** What CloudMonitor measures, of every product. */
  namespaces: Readonly<Record<string, Namespace>>;
  world: LazyWorld;
  /** The caller's account in the call's region. */
  scope: Scope;
  /** One page of the listing, in the dialect of the action. */
  page<Row>(listing: Listing<Row>): Page<Row>;
}

/** One API action, declared. */
export interface Action {
  name: string;
  /** Top-level names of the parameters that are taken, without paging and common ones. A known-but-absent one is refused. */
  params?: readonly string[];
  required?: readonly string[];
  paging?: Dialect;
  /** Path of the rows in the answer and the field with their id: where a malformed item can be made. */
  items?: string;
  itemId?: string;
  /** Allowed to everybody, as GetCallerIdentity is. */
  open?: boolean;
  /** ROA, OSS and Simple Log Service: the path that calls it. `{Name}` is a parameter; names after `?` must be in the query. */
  path?: string;
  /** With which method it is called by its path; `GET` when absent. */
  method?: 'PUT' | 'DELETE';
  /** OSS: answered in JSON, as a bucket's policy is. */
  json?: true;
  /** Returns the answer without its RequestId. @throws ApiError */
  handle(call: Call): Body;
}

export interface Product {
  /** Code, as in RAM actions and the emulator's paths. */
  code: string;
  /** Other first path segments that mean it, such as the host name's first label. */
  aliases?: readonly string[];
  version: string;
  /** Signed with OSS4-HMAC-SHA256, answered in XML: the body's one field is the root element. */
  oss?: true;
  /** Signed with `LOG`, the project in the host's name, errors with `errorCode`. */
  sls?: true;
  /** One endpoint for all regions: the region of a call is not looked at. */
  global?: true;
  /** Called by paths: what its answers call the request's id, where they have it. */
  requestId?: 'RequestId' | 'requestId';
  actions: readonly Action[];
}

/** `Name.1`, `Name.2`, … in order. */
export function repeated(params: Readonly<Record<string, string>>, name: string): string[] {
  const values: string[] = [];
  for (let n = 1; ; n++) {
    const value = params[`${name}.${n}`];
    if (value === undefined) return values;
    values.push(value);
  }
}

/** A list that is made row by row. */
export function listing<Row>(length: number, at: (ordinal: number) => Row): Listing<Row> {
  return { length, at };
}

/** A row that another action answers, without some of its fields. */
export function without(row: Body, ...names: string[]): Body {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
}

/** Reads a JSON list of at most 100 ids. */
export function idList(call: Call, name: string): string[] | undefined {
  const given = call.params[name];
  if (given === undefined) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(given);
  } catch {
    throw invalidParameter(name, 'a JSON array of ids expected');
  }
  if (!Array.isArray(parsed) || parsed.some((id) => typeof id !== 'string')) {
    throw invalidParameter(name, 'a JSON array of ids expected');
  }
  if (parsed.length > 100) throw invalidParameter(name, 'at most 100 ids expected');
  return parsed as string[];
}
