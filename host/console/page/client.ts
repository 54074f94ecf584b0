import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failure, SessionView } from '../api';
import { t, textOf } from './words';

/** An answer that is no success, as its reader is told. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

let csrf = '';
let signedOut: () => void = () => undefined;

export function keepSession(session: SessionView): void {
  csrf = session.csrf ?? '';
}

/** @param listener called when an answer says that nobody is signed in */
export function onSignedOut(listener: () => void): void {
  signedOut = listener;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Calls the console's API. @throws ApiError; `code` is `offline` when there was no answer */
export async function call<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  let response: Response;
  let answer: unknown;
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
    throw new ApiError(0, 'offline', t('offline', { time: '' }));
  }
  if (response.ok) return answer as T;
  const { error } = answer as Failure;
  if (response.status === 401 && error.code === 'signed-out') signedOut();
  throw new ApiError(response.status, error.code, textOf(error.message));
}

export interface Loaded<T> {
  readonly data: T | undefined;
  /** When `data` came, epoch milliseconds. */
  readonly at: number;
  readonly error: ApiError | undefined;
  readonly busy: boolean;
  readonly reload: () => Promise<void>;
}

/**
 * What a path answers, read again every so often while the page is looked at. What was read stays until there is
 * something newer.
 *
 * @param path `undefined` to read nothing
 * @param everyMs 0: never again by itself
 */
export function useData<T>(path: string | undefined, everyMs = 0): Loaded<T> {
  const [state, setState] = useState<Omit<Loaded<T>, 'reload'>>({
    data: undefined,
    at: 0,
    error: undefined,
    busy: true,
  });
  const running = useRef<AbortController | undefined>(undefined);
  const reload = useCallback(async () => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    if (path === undefined) {
      setState({ data: undefined, at: 0, error: undefined, busy: false });
      return;
    }
    setState((old) => ({ ...old, busy: true }));
    try {
      const data = await call<T>('GET', path, undefined, mine.signal);
      setState({ data, at: Date.now(), error: undefined, busy: false });
    } catch (error) {
      if (mine.signal.aborted) return;
      const problem = error instanceof ApiError ? error : new ApiError(0, 'internal', String(error));
      // What is gone is not shown any more; what could not be asked for stays.
      setState((old) => ({
        ...old,
        ...(problem.status === 404 ? { data: undefined } : {}),
        error: problem,
        busy: false,
      }));
    }
  }, [path]);
  useEffect(() => {
    void reload();
    return () => running.current?.abort();
  }, [reload]);
  useEffect(() => {
    if (everyMs === 0) return undefined;
    const again = () => {
      if (document.visibilityState === 'visible') void reload();
    };
    const timer = setInterval(again, everyMs);
    document.addEventListener('visibilitychange', again);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, [reload, everyMs]);
  return { ...state, reload };
}

export const encode = encodeURIComponent;
