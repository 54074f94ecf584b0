import { PASSWORD } from './stage';

export interface Answer<T> {
  readonly status: number;
  readonly data: T;
  readonly headers: Headers;
}

export interface Refusal {
  readonly error: { readonly code: string; readonly field?: string; readonly message: { zh: string; en: string } };
}

/** Somebody who is signed in to a console, and asks its API. */
export interface Client {
  ask<T>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  /** What a call answers that must succeed. */
  ok<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** The raw answer of a download. */
  file(path: string): Promise<{ readonly text: string; readonly headers: Headers; readonly status: number }>;
}

export async function enter(url: string): Promise<Client> {
  const signIn = await fetch(`${url}/console/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ password: PASSWORD }),
  });
  const cookie = (signIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const { csrf } = (await signIn.json()) as { csrf: string };
  const send = (
    method: string,
    path: string,
    body = method === 'POST' ? ({} as unknown) : undefined,
    headers: Record<string, string> = {},
  ) =>
    fetch(`${url}/console/api${path}`, {
      method,
      headers: {
        cookie,
        ...(method === 'GET' ? {} : { 'x-csrf-token': csrf }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const ask: Client['ask'] = async <T>(...call: Parameters<typeof send>) => {
    const answer = await send(...call);
    return { status: answer.status, data: (await answer.json()) as T, headers: answer.headers };
  };
  return {
    ask,
    ok: async <T>(method: string, path: string, body?: unknown) => {
      const { status, data } = await ask<T>(method, path, body);
      if (status !== 200) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(data)}`);
      return data;
    },
    file: async (path) => {
      const answer = await send('GET', path);
      // Not text(): it drops the mark at the beginning.
      const text = Buffer.from(await answer.arrayBuffer()).toString('utf8');
      return { text, headers: answer.headers, status: answer.status };
    },
  };
}
