/** What Function Compute calls: one handler per inspection, for its timer, its HTTP trigger and calls by hand. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redact, registerSecret } from '../../lib/credentials';
import { ConfigError, isInspectionError, messageOf } from '../../lib/errors';
import { functionOf } from '../../lib/func';
import { feedbackIn, type Feedback } from '../../lib/inspection';
import { hostLanguage, type RunSummary } from '../../lib/model';
import { lineReporter } from '../../lib/report';
import { keyedState } from '../../lib/state';
import { inspectionOf, type Templates } from '../../ground/request';
import { tellFailure } from './failed';
import { redisStore } from './redis';

/** The part of Function Compute's context that is read. */
export interface FcContext {
  readonly requestId?: string;
  /** Temporary keys of the function's role; empty texts without a role. */
  readonly credentials?: {
    readonly accessKeyId?: string;
    readonly accessKeySecret?: string;
    readonly securityToken?: string;
  };
  /** `timeout` in seconds. */
  readonly function?: { readonly name?: string; readonly timeout?: number };
}

/** Bytes of JSON from a trigger, or what a local caller passes. */
type FcEvent = Uint8Array | string | object | null | undefined;
type FcCallback = (error: Error | null, result?: unknown) => void;
/** With a callback it answers there, without one it returns a promise. */
export type FcHandler = (event: FcEvent, context: FcContext, callback?: FcCallback) => Promise<unknown> | undefined;
export type FcInitializer = (context: FcContext, callback?: FcCallback) => Promise<unknown> | undefined;

interface HttpEvent {
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: { readonly http: { readonly method: string } };
}

/** What is left of a function's time when a run ends by itself, in seconds: the summary must still be told. */
const MARGIN = 15;
const LONGEST_RUN = 86_400;

/** The handler that is told of the failures of the others. */
export const FAILED = 'failed';
const TAKEN: readonly string[] = [FAILED, 'initializer'];

/** The handler's name of an inspection: `my-ecs` is `my_ecs`. */
export function handlerName(id: string): string {
  const name = id.replace(/-/g, '_');
  if (TAKEN.includes(name)) {
    throw new ConfigError(`id: "${id}" is the name of a function that every deployment has: choose another`, {
      field: 'id',
    });
  }
  return name;
}

/**
 * The exports of a function's code.
 *
 * @example module.exports = handlersOf({ ecs: () => import('./templates/ecs') }); // index.ecs, index.failed, index.initializer
 */
export function handlersOf(templates: Templates): Readonly<Record<string, FcHandler | FcInitializer>> {
  const initializer: FcInitializer = (_, callback) =>
    answer(callback, async () => {
      settingsOf();
      await Promise.all(Object.values(templates).map((load) => load()));
    });
  const handlers = Object.keys(templates).map((id): [string, FcHandler] => [
    handlerName(id),
    (event, context, callback) => answer(callback, () => handle(id, templates, event, context)),
  ]);
  const failed: FcHandler = (event, _, callback) =>
    answer(callback, async () => ({ told: await tellFailure(parse(event), process.env, hostLanguage(process.env)) }));
  return { ...Object.fromEntries(handlers), [FAILED]: failed, initializer };
}

function answer(callback: FcCallback | undefined, work: () => Promise<unknown>): Promise<unknown> | undefined {
  const done = work().catch((error: unknown) => {
    throw new Error(redact(messageOf(error)));
  });
  if (!callback) return done;
  done.then(
    (result) => callback(null, result),
    (error: Error) => callback(error),
  );
  return undefined;
}

async function handle(id: string, templates: Templates, event: FcEvent, context: FcContext): Promise<unknown> {
  const given = parse(event);
  if (isHttp(given)) return respond(id, templates, given, context);
  if (isObject(given) && 'triggerName' in given) return run(id, templates, given.payload, context, false);
  // Not over HTTP: such a trigger may be open to all, and what is normal is no alarm any more.
  if (isObject(given) && 'feedback' in given) return said(given.feedback);
  return run(id, templates, given, context, true);
}

/** `GET` tells what the function is, `POST` runs it with the body as configs. */
async function respond(id: string, templates: Templates, event: HttpEvent, context: FcContext): Promise<object> {
  const { method } = event.requestContext.http;
  try {
    if (method === 'GET') return reply(200, functionOf((await load(id, templates)).inspection));
    if (method !== 'POST') return reply(405, { error: { code: 'config', message: `${method}: use GET or POST` } });
    const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8').toString('utf8');
    return reply(200, await run(id, templates, body, context, true));
  } catch (error) {
    const code = isInspectionError(error) ? error.code : 'internal';
    const status = code === 'config' || code === 'credentials' ? 400 : code === 'locked' ? 409 : 500;
    return reply(status, { error: { code, message: redact(messageOf(error)) } });
  }
}

function reply(statusCode: number, body: object): object {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };
  return { statusCode, headers, isBase64Encoded: false, body: JSON.stringify(body) };
}

async function run(
  id: string,
  templates: Templates,
  configs: unknown,
  context: FcContext,
  byHand: boolean,
): Promise<RunSummary> {
  const { inspection } = await load(id, templates);
  const { redisUrl } = settingsOf();
  const { accessKeyId, accessKeySecret, securityToken } = context.credentials ?? {};
  if (accessKeyId && accessKeySecret) {
    registerSecret(accessKeySecret);
    registerSecret(securityToken);
    // Those of the environment are as old as the instance; these belong to the call.
    process.env.ALIBABA_CLOUD_ACCESS_KEY_ID = accessKeyId;
    process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET = accessKeySecret;
    if (securityToken) process.env.ALIBABA_CLOUD_SECURITY_TOKEN = securityToken;
    else delete process.env.ALIBABA_CLOUD_SECURITY_TOKEN;
  }
  const limit = context.function?.timeout ?? LONGEST_RUN;
  const left = limit > 2 * MARGIN ? limit - MARGIN : limit;
  const timeoutSeconds = Math.min(inspection.timeoutSeconds, left);
  const own = await inspectionOf({ inspection: id, timeoutSeconds }, templates, () => true);
  const state = keyedState(redisStore(redisUrl));
  try {
    return await own.run(configs, {
      state,
      reporters: [lineReporter((line) => process.stdout.write(`${redact(line)}\n`))],
      stateDir: join(tmpdir(), 'aliyun-inspection'),
      byHand,
    });
  } finally {
    await state.close();
  }
}

/** Instead of a run: `{"feedback": {"action": "normal", "id": "event-0c5d…", "by": "li"}}`. */
async function said(asked: unknown): Promise<Feedback> {
  const state = keyedState(redisStore(settingsOf().redisUrl));
  try {
    return await feedbackIn(state, asked, new Date());
  } finally {
    await state.close();
  }
}

function load(id: string, templates: Templates) {
  const found = templates[id];
  if (!found) throw new ConfigError(`there is no inspection "${id}"`, { field: 'inspection' });
  return found();
}

/** @throws ConfigError naming the variable */
function settingsOf(): { readonly redisUrl: string } {
  const redisUrl = process.env.ALIYUN_INSPECTION_REDIS_URL?.trim();
  if (!redisUrl) {
    throw new ConfigError(
      'ALIYUN_INSPECTION_REDIS_URL is not set: an instance forgets everything, so what one run leaves for the next is kept in Redis (redis://user:password@host:6379/0)',
      { field: 'ALIYUN_INSPECTION_REDIS_URL' },
    );
  }
  return { redisUrl };
}

function parse(event: FcEvent): unknown {
  if (event === null || event === undefined) return undefined;
  if (typeof event === 'object' && !(event instanceof Uint8Array)) return event;
  const text = (typeof event === 'string' ? event : Buffer.from(event).toString('utf8')).trim();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Asset ids, one a line; anything else is refused by run().
    return text;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isHttp(value: unknown): value is HttpEvent {
  const context = isObject(value) ? value.requestContext : undefined;
  return isObject(context) && isObject(context.http) && typeof context.http.method === 'string';
}
