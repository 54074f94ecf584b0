import { createHash } from 'node:crypto';
import { registerSecret } from '../credentials/redact';
import { StoppedError, isInspectionError, messageOf } from '../errors';
import type { Language } from '../model';
import { fault, faultKind, kindOfStatus, type FaultKind } from '../report/fault';
import { excerpt, exchange, hostOf, type HttpAnswer } from '../report/http';
import { rateWindow, systemClock, type Clock, type RateWindow, type Stop } from '../report/stop';

/** What a run needs to know of its workspace. */
export interface Workspace {
  /** `wksp_…` */
  readonly uuid: string;
  readonly name: string;
  /** `tkn_…`, for writing data. */
  readonly token: string;
  readonly language: Language;
}

/** Keeps to the documented limits, for all clients that share it. */
export interface RequestLimits {
  ofKey(key: string): RateWindow;
  ofWorkspace(uuid: string): RateWindow;
}

const PER_KEY = 20;
const PER_WORKSPACE = 200;
/** A minute, and a second for requests that were slow to arrive. */
const WINDOW_MS = 61_000;

/**
 * Room among the requests of all processes of a host.
 *
 * @param name of what is limited, without the key in it
 * @returns 0 when the request has its place, else after how many milliseconds to ask again
 */
export type SharedRoom = (name: string, limit: number, windowMs: number) => number;

/**
 * 20 requests a minute per key and 200 per workspace.
 *
 * @param shared where several processes use the same key
 * @example requestLimits(systemClock, (name, limit, ms) => host.room(name, limit, ms))
 */
export function requestLimits(clock: Clock = systemClock, shared?: SharedRoom): RequestLimits {
  const windows = (limit: number) => {
    const known = new Map<string, RateWindow>();
    return (key: string) => {
      let window = known.get(key);
      if (!window) {
        const own = rateWindow(limit, WINDOW_MS, clock);
        known.set(key, (window = shared ? amongOthers(own, key, limit, { clock, shared }) : own));
      }
      return window;
    };
  };
  return { ofKey: windows(PER_KEY), ofWorkspace: windows(PER_WORKSPACE) };
}

function amongOthers(
  own: RateWindow,
  key: string,
  limit: number,
  { clock, shared }: { readonly clock: Clock; readonly shared: SharedRoom },
): RateWindow {
  // Ids of keys and workspaces are their own, whatever they are reached at: others of the host know no more.
  const id = key.slice(key.lastIndexOf(' ') + 1);
  const name = createHash('sha256').update(id).digest('hex').slice(0, 16);
  return {
    async take(stop) {
      await own.take(stop);
      for (;;) {
        const wait = shared(name, limit, WINDOW_MS);
        if (wait <= 0) return;
        await clock.sleep(wait, stop);
      }
    },
    pause: (milliseconds) => own.pause(milliseconds),
  };
}

/** The limits hold for a key, whichever client of this process uses it. */
const sharedLimits = requestLimits();

export interface GuanceClientOptions {
  /** The Open API's address, without a slash at its end. */
  readonly openapi: string;
  /** `wsak_…`; absent for what needs no key, such as pushing external events. */
  readonly apiKeyId?: string;
  readonly limits?: RequestLimits;
  readonly clock?: Clock;
  readonly stop?: Stop;
  /** For one request; 10 seconds by default. */
  readonly timeoutMs?: number;
}

export interface PostOptions {
  /** Sending it twice does no harm, so it may be sent again when nobody knows what became of it. */
  readonly repeatable?: boolean;
  readonly timeoutMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Stands for the path in messages, when the path holds a secret. */
  readonly label?: string;
}

/** Speaks the Open API: one call, one `content`. */
export interface GuanceClient {
  readonly openapi: string;
  /** @returns the answer's `content` */
  get(path: string, query?: Readonly<Record<string, string | number | undefined>>): Promise<unknown>;
  /** @returns the answer's `content` */
  post(path: string, body: unknown, options?: PostOptions): Promise<unknown>;
  /** The workspace of the key, asked for once. */
  workspace(): Promise<Workspace>;
}

/** Waits after the first, second … rate-limit answer: together longer than the minute that limits are counted in. */
const RATE_WAITS_MS = [3_000, 7_000, 15_000, 30_000, 61_000];
/** Waits before another try of what nobody answered. */
const RETRY_WAITS_MS = [1_000, 3_000];

/**
 * A client of one workspace. It keeps to the rate limits, waits out rate-limit answers (nothing was done, so any
 * request is safe to send again), and repeats reads and repeatable writes after 5xx and network failures.
 *
 * All methods throw ReportError (what, where, what to do; `faultKind` tells the kind; never the key) or StoppedError.
 *
 * @example
 * const client = createGuanceClient({ openapi: resolveNode({ node: 'cn4' }).openapi, apiKeyId: 'wsak_…' });
 * const { token } = await client.workspace();
 */
export function createGuanceClient(options: GuanceClientOptions): GuanceClient {
  const { openapi, apiKeyId, stop } = options;
  const limits = options.limits ?? sharedLimits;
  const clock = options.clock ?? systemClock;
  const ofKey = limits.ofKey(`${openapi} ${apiKeyId ?? ''}`);
  let ofWorkspace: RateWindow | undefined;
  let workspace: Promise<Workspace> | undefined;
  /** Nobody answered the last request: until somebody does, one try a request is enough. */
  let away = false;
  registerSecret(apiKeyId);

  async function once(
    method: 'GET' | 'POST',
    path: string,
    body: string | undefined,
    post: PostOptions,
  ): Promise<unknown> {
    const what = `Guance ${method} ${post.label ?? path.replace(/\?.*/, '')}`;
    // Without a key there is no limit per key.
    const room = async () => {
      if (apiKeyId !== undefined) await ofKey.take(stop);
      await ofWorkspace?.take(stop);
    };
    await inTime(room(), fault('rate-limit', `${what}: ${ADVICE['rate-limit']}`));
    const answer = await exchange({
      method,
      url: `${openapi}${path}`,
      headers: {
        ...(apiKeyId === undefined ? {} : { 'DF-API-KEY': apiKeyId }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...post.headers,
      },
      body,
      timeoutMs: post.timeoutMs ?? options.timeoutMs,
      stop,
      what,
    });
    return contentOf(answer, `${what} at ${hostOf(openapi)}`);
  }

  async function call(
    method: 'GET' | 'POST',
    path: string,
    body: string | undefined,
    post: PostOptions,
  ): Promise<unknown> {
    const wasAway = away;
    let limited = 0;
    let failed = 0;
    for (;;) {
      try {
        const content = await once(method, path, body, post);
        away = false;
        return content;
      } catch (error) {
        const kind = faultKind(error);
        // Nobody answered, within its own time or within that of the caller.
        away = kind === 'network' || (isInspectionError(error, 'deadline') && error.cause === undefined);
        if (kind === 'rate-limit') {
          const wait = RATE_WAITS_MS[limited++];
          if (wait === undefined) throw error;
          const asked = (error as { context?: { retryAfterMs?: number } }).context?.retryAfterMs;
          ofKey.pause(asked ?? wait);
          await inTime(clock.sleep(asked ?? wait, stop), error);
          continue;
        }
        const lost = (kind === 'network' && !wasAway) || kind === 'server';
        const wait = lost && (method === 'GET' || post.repeatable) ? RETRY_WAITS_MS[failed++] : undefined;
        if (wait === undefined) throw error;
        await inTime(clock.sleep(wait, stop), error);
      }
    }
  }

  const client: GuanceClient = {
    openapi,
    get(path, query = {}) {
      const params = new URLSearchParams();
      for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, String(value));
      const text = params.toString();
      return call('GET', text ? `${path}?${text}` : path, undefined, {});
    },
    post: (path, body, post = {}) => call('POST', path, JSON.stringify(body), post),
    workspace() {
      workspace ??= client.get('/api/v1/workspace/get').then((content) => {
        const found = workspaceOf(content, openapi);
        registerSecret(found.token);
        ofWorkspace = limits.ofWorkspace(`${openapi} ${found.uuid}`);
        return found;
      });
      const asked = workspace;
      asked.catch(() => {
        if (workspace === asked) workspace = undefined;
      });
      return asked;
    },
  };
  return client;
}

/** Waits; that there is no time to wait does not hide what was waited for. */
async function inTime(wait: Promise<unknown>, reason: unknown): Promise<void> {
  try {
    await wait;
  } catch (error) {
    if (!isInspectionError(error, 'deadline')) throw error;
    throw new StoppedError(`${messageOf(reason)}; no time left to try again`, 'deadline', { cause: reason });
  }
}

function workspaceOf(content: unknown, openapi: string): Workspace {
  const { uuid, token, name, language } = isRecord(content) ? content : {};
  if (typeof uuid !== 'string' || !uuid || typeof token !== 'string' || !token) {
    throw fault(
      'shape',
      `Guance GET /api/v1/workspace/get at ${hostOf(openapi)}: no uuid and token in the answer: the API key has to have the role Administrator`,
    );
  }
  return {
    uuid,
    token,
    name: typeof name === 'string' ? name : '',
    // Func reads an absent language as Chinese.
    language: typeof language === 'string' && language !== '' && !/^zh/i.test(language) ? 'en' : 'zh',
  };
}

/** The error codes that say more than their HTTP status. */
const KIND_BY_CODE: Readonly<Record<string, FaultKind>> = {
  'ft.TriggerApiAkCurrentLimiting': 'rate-limit',
  'ft.TriggerApiWorkspaceCurrentLimiting': 'rate-limit',
  'ft.InvalidAPIKey': 'key',
  InvalidApiKey: 'key',
  // No event is at fault, so there is no use in trying them one by one.
  RouterNotFound: 'not-found',
  InternalError: 'server',
};

const ADVICE: Partial<Record<FaultKind, string>> = {
  'rate-limit': 'too many requests for this key or workspace, it passes by itself',
  key: 'check GUANCE_API_KEY_ID and that it belongs to this node (GUANCE_NODE, GUANCE_OPENAPI_URL)',
  redirect: 'set the address that it redirects to',
};

/** `content` of the envelope. A status of 200 is no success yet: the envelope says. */
function contentOf(answer: HttpAnswer, what: string): unknown {
  const { status, body, retryAfterMs } = answer;
  const envelope = parse(body);
  if (!isRecord(envelope) || !('content' in envelope || 'errorCode' in envelope || 'success' in envelope)) {
    const kind = kindOfStatus(status) ?? 'shape';
    const advice = kind === 'key' ? `: ${ADVICE.key}` : '';
    throw fault(
      kind,
      `${what}: HTTP ${status} and not Guance's JSON (${excerpt(body) || 'empty'})${advice || ': check the address'}`,
      { httpStatus: status, retryAfterMs },
    );
  }
  const code = Number(envelope.code);
  const errorCode = typeof envelope.errorCode === 'string' ? envelope.errorCode : '';
  const bad = Number.isFinite(code) && code >= 300 ? code : status;
  if (kindOfStatus(bad) === undefined && errorCode === '' && envelope.success !== false) return envelope.content;
  const kind = KIND_BY_CODE[errorCode] ?? kindOfStatus(bad) ?? 'refused';
  const trace = typeof envelope.traceId === 'string' ? ` (trace ${envelope.traceId.slice(0, 60)})` : '';
  const said = typeof envelope.message === 'string' ? excerpt(envelope.message) : '';
  const advice = ADVICE[kind];
  const wrongAddress = errorCode === 'RouterNotFound' ? 'this address does not serve the Open API' : undefined;
  throw fault(
    kind,
    [`${what}: HTTP ${bad} ${errorCode}`.trim() + trace, said, wrongAddress ?? advice].filter(Boolean).join(': '),
    { httpStatus: bad, errorCode, retryAfterMs },
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a value is an object with keys. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
