/** How the workspace is called: its routes, answers and pages. */
import { randomUUID } from 'node:crypto';
import { badRequest, type ApiFault, type Fields } from '../ground/http';
import type { Ingest } from './ingest';
import type { Records } from './records';
import type { Store } from './store';

/** What names this workspace and opens it. */
export interface Identity {
  readonly workspaceUuid: string;
  readonly workspaceName: string;
  readonly language: 'zh' | 'en';
  readonly token: string;
  readonly apiKeyId: string;
  readonly apiKey: string;
  /** Seconds. */
  readonly createdAt: number;
}

export interface App {
  readonly identity: Identity;
  readonly store: Store;
  readonly records: Records;
  readonly ingest: Ingest;
  readonly now: () => Date;
  readonly absentChecker: 'not-found' | 'empty';
  readonly datesOfEvents: boolean;
}

export interface PageInfo {
  readonly count: number;
  readonly pageIndex: number;
  readonly pageSize: number;
  readonly totalCount: number;
}

export interface ApiRequest {
  readonly query: URLSearchParams;
  /** Decoded parts of the path. */
  readonly params: Readonly<Record<string, string>>;
  /** The JSON body; empty for GET. */
  readonly body: Fields;
}

export interface ApiReply {
  readonly content: unknown;
  readonly pageInfo?: PageInfo;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  /** `/api/v1/…`, with `{name}` for one part. */
  readonly path: string;
  /** The path itself carries the secret. */
  readonly withoutKey?: boolean;
  readonly handle: (request: ApiRequest, app: App) => ApiReply;
}

export function envelope(status: number, reply: ApiReply, fault?: ApiFault): Record<string, unknown> {
  return {
    code: status,
    content: reply.content,
    errorCode: fault?.errorCode ?? '',
    message: fault?.message ?? '',
    ...(reply.pageInfo ? { pageInfo: reply.pageInfo } : {}),
    success: fault === undefined,
    traceId: `TRACE-${randomUUID().toUpperCase()}`,
  };
}

/** `pageIndex` from 1, `pageSize` 1 to 100 (10 by default). */
export function pageOf<T>(
  all: readonly T[],
  query: URLSearchParams,
): { readonly items: T[]; readonly pageInfo: PageInfo } {
  const read = (name: string, otherwise: number, high: number) => {
    const text = query.get(name);
    if (text === null) return otherwise;
    const n = Number(text);
    if (!/^\d+$/.test(text) || n < 1 || n > high) {
      throw badRequest(`${name} must be an integer between 1 and ${high === 100 ? high : 'any'}`);
    }
    return n;
  };
  const pageIndex = read('pageIndex', 1, Number.MAX_SAFE_INTEGER);
  const pageSize = read('pageSize', 10, 100);
  const items = all.slice((pageIndex - 1) * pageSize, pageIndex * pageSize);
  return { items, pageInfo: { count: items.length, pageIndex, pageSize, totalCount: all.length } };
}

/** `a,b` or a repeated parameter. */
export function commaList(query: URLSearchParams, name: string): string[] {
  return query
    .getAll(name)
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');
}
