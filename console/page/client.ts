import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failure, SessionView } from '../api/api';
import { t, textOf } from './words';

/** An answer that is no success, as its reader is told. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** The field of the request that is wrong. */
    readonly field?: string,
  ) {
    super(message);
  }
}

const ENTERED = 'console:entered';
/** A request that takes longer than this may have been lost, as when the computer slept. */
const LOST_MS = 60_000;

let csrf = '';
/** How often somebody has signed in: what was asked without a session before, and done by nobody, is asked again. */
let entries = 0;
let signedOut: () => void = () => undefined;
let refused: () => void = () => undefined;

export function keepSession(session: SessionView): void {
  csrf = session.csrf ?? '';
  entries += 1;
  if (session.user) dispatchEvent(new Event(ENTERED));
}

/** @param listener called when an answer says that nobody is signed in */
export function onSignedOut(listener: () => void): void {
  signedOut = listener;
}

/** @param listener called when an answer says that the role does not allow it: it may have become another one */
export function onRefused(listener: () => void): void {
  refused = listener;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Calls the console's API. @throws ApiError; `code` is `offline` when there was no answer */
export async function call<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  let response: Response;
  let answer: unknown;
  const since = entries;
  try {
    response = await fetch(`/console/api${path}`, {
      method,
      headers: {
        ...(method === 'GET' ? {} : { 'x-csrf-token': csrf }),
        ...(method === 'POST' || method === 'PUT' ? { 'content-type': 'application/json' } : {}),
      },
      ...(method === 'POST' || method === 'PUT' ? { body: JSON.stringify(body ?? {}) } : {}),
      ...(signal ? { signal } : {}),
    });
    answer = await response.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, 'offline', t('unreachable'));
  }
  if (response.ok) return answer as T;
  const { error } = answer as Failure;
  if (response.status === 401 && error.code === 'signed-out') {
    if (since !== entries) return call<T>(method, path, body, signal);
    signedOut();
  }
  if (response.status === 403 && error.code === 'role') refused();
  throw new ApiError(response.status, error.code, textOf(error.message), error.field);
}

export interface Loaded<T> {
  readonly data: T | undefined;
  /** What another path answered, while this one has not. */
  readonly former: T | undefined;
  /** When `data` came, epoch milliseconds. */
  readonly at: number;
  readonly error: ApiError | undefined;
  readonly busy: boolean;
  readonly reload: () => Promise<void>;
}

interface Answer<T> extends Omit<Loaded<T>, 'reload' | 'former'> {
  /** What it is the answer of. */
  readonly path: string | undefined;
}

/**
 * What a path answers, read again every so often while the page is looked at. What was read stays until there is
 * something newer; what another path answered is not shown as the answer of this one.
 *
 * @param path `undefined` to read nothing
 * @param everyMs 0: never again by itself
 */
export function useData<T>(path: string | undefined, everyMs = 0): Loaded<T> {
  const [state, setState] = useState<Answer<T>>({ path, data: undefined, at: 0, error: undefined, busy: true });
  const former = useRef<T | undefined>(undefined);
  const running = useRef<{ readonly abort: AbortController; readonly since: number } | undefined>(undefined);
  const reload = useCallback(async () => {
    running.current?.abort.abort();
    if (path === undefined) return;
    const mine = { abort: new AbortController(), since: Date.now() };
    running.current = mine;
    const { signal } = mine.abort;
    const of = (old: Answer<T>): Answer<T> =>
      old.path === path ? old : { path, data: undefined, at: 0, error: undefined, busy: true };
    setState((old) => ({ ...of(old), busy: true }));
    try {
      const data = await call<T>('GET', path, undefined, signal);
      if (signal.aborted) return;
      former.current = data;
      setState({ path, data, at: Date.now(), error: undefined, busy: false });
    } catch (error) {
      if (signal.aborted) return;
      const problem = error instanceof ApiError ? error : new ApiError(0, 'internal', String(error));
      // What is gone is not shown any more; what could not be asked for stays.
      setState((old) => ({
        ...of(old),
        ...(problem.status === 404 ? { data: undefined } : {}),
        error: problem,
        busy: false,
      }));
    } finally {
      if (running.current === mine) running.current = undefined;
    }
  }, [path]);
  useEffect(() => {
    void reload();
    return () => running.current?.abort.abort();
  }, [reload]);
  useEffect(() => {
    if (everyMs === 0) return undefined;
    const again = () => {
      const waiting = running.current && Date.now() - running.current.since < LOST_MS;
      if (document.visibilityState === 'visible' && !waiting) void reload();
    };
    const timer = setInterval(again, everyMs);
    document.addEventListener('visibilitychange', again);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, [reload, everyMs]);
  const refused = state.error?.status === 401;
  useEffect(() => {
    if (!refused) return undefined;
    const again = () => void reload();
    addEventListener(ENTERED, again);
    return () => removeEventListener(ENTERED, again);
  }, [reload, refused]);
  if (state.path === path) return { ...state, former: former.current, reload };
  return { data: undefined, former: former.current, at: 0, error: undefined, busy: path !== undefined, reload };
}

export const encode = encodeURIComponent;
