import { readFileSync } from 'node:fs';
import { registerSecret } from '../../credentials/redact';
import { isInspectionError, messageOf } from '../../errors';
import { fields, list, made, oneOf, optional, read, secret, someOf, table, text, type Declared } from '../../input';
import { hintOf, type InspectionEvent, type Language } from '../../model';
import { deliverInOrder } from '../deliver';
import { fault } from '../fault';
import { hostOf, send, type HttpRequest } from '../http';
import type { Memory, Reporter } from '../reporter';
import type { Stop } from '../stop';
import { bad, checkAddress, checkHeader, type Receiver } from './receiver';
import { fieldsIn, fillJson, fillUrl, TEMPLATE_FIELDS, templateFields, type Json } from './template';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH'] as const;
const headers = table(secret(), 'an object of headers');
const request = {
  method: optional(oneOf(METHODS)),
  url: secret('an address'),
  body: optional(made<Json>((value) => typeof value === 'object' && value !== null, 'is neither an object nor a list')),
};
/** Where in the answer the key is, such as `key`, `number` or `issues.0.key`. */
const withKey = fields({ ...request, key: text('the place of a key in the answer, such as issues.0.key') });
const step = fields(request);

const schema = fields({
  /** Of every request; a file may say `${NAME}` for a variable of the environment. */
  headers: optional(headers),
  /** Opens an issue. */
  create: withKey,
  /** Looks for the open issue of a fault whose key nobody remembers, so that none is opened twice. */
  find: optional(withKey),
  /** What an open issue is told when the fault goes on and has changed; nothing by default. */
  update: optional(list(step, 'requests')),
  /** What it is told when the fault is over: a comment, a transition. */
  recovery: someOf(step, 'requests'),
});
export type TrackerConfig = Declared<typeof schema>;
type Step = Declared<typeof step>;

/** Beside those of the event, once there is an issue. */
const KEY = 'key';
const KEY_IN_URL = /^[\w.:-]+$/;

/**
 * `tracker`: an issue for each fault, by requests that a template declares: opened by its anomaly, and told of its
 * recovery. The key is remembered until then; where it is not, `find` looks for the issue.
 *
 * @example
 * trackerReporter({
 *   headers: { Authorization: 'Bearer …' },
 *   create: { url: 'https://git.example/api/v4/projects/1/issues', body: { title: '{{title}}' }, key: 'iid' },
 *   recovery: [{ method: 'PUT', url: 'https://git.example/api/v4/projects/1/issues/{{key}}', body: { state_event: 'close' } }],
 *   language: 'en',
 * });
 */
export function trackerReporter(
  options: TrackerConfig & { readonly language: Language; readonly stop?: Stop },
): Reporter {
  const { create, find, update = [], recovery, language, stop } = options;
  const ask = async (one: Step, values: Readonly<Record<string, string>>): Promise<string> => {
    const { method = 'POST', body } = one;
    const sent: HttpRequest = {
      method,
      url: fillUrl(one.url, values),
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...options.headers },
      ...(body === undefined ? {} : { body: JSON.stringify(fillJson(body, values)) }),
      stop,
      what: `tracker at ${hostOf(one.url)}`,
    };
    return (await send(sent)).body;
  };
  const tell = async (event: InspectionEvent, memory: Memory | undefined): Promise<void> => {
    const values = templateFields(event, language);
    const search = async () => find && keyIn(await ask({ method: 'GET', ...find }, values), find.key);
    const known = (await memory?.get(event.faultId)) ?? (await search());
    if (event.kind === 'recovery') {
      if (known === undefined) throw fault('refused', `tracker: no issue is known of ${event.faultId}`);
      for (const one of recovery) await ask(one, { ...values, [KEY]: known });
      await memory?.set(event.faultId, undefined);
    } else if (known === undefined) {
      const answer = await ask(create, values);
      const key = keyIn(answer, create.key);
      // The issue is there: a repetition would be another one.
      if (key === undefined) throw fault('refused', `tracker at ${hostOf(create.url)}: no ${create.key} in the answer`);
      await memory?.set(event.faultId, key);
    } else {
      await memory?.set(event.faultId, known);
      if (event.kind === 'update') for (const one of update) await ask(one, { ...values, [KEY]: known });
    }
  };
  return {
    name: 'tracker',
    deliver: (events, memory) =>
      deliverInOrder(
        events.map((event) => [event]),
        async ([event]) => {
          if (event) await tell(event, memory);
        },
      ),
  };
}

/** What is at a place of an answer; `undefined` when there is nothing that could be a key. */
function keyIn(answer: string, place: string): string | undefined {
  let found: unknown;
  try {
    found = JSON.parse(answer);
  } catch {
    return undefined;
  }
  for (const part of place.split('.')) found = (found as Record<string, unknown> | null | undefined)?.[part];
  const key = typeof found === 'number' ? String(found) : found;
  return typeof key === 'string' && KEY_IN_URL.test(key) ? key : undefined;
}

const VARIABLE = 'TRACKER_TEMPLATE';
const SECRET_HEADER = /auth|token|key|cookie|secret/i;

/** @param given JSON, or the path of a file with it */
function readTemplate(given: string, variable: (name: string) => string | undefined): TrackerConfig {
  let template: unknown;
  try {
    template = JSON.parse(given.startsWith('{') ? given : readFileSync(given, 'utf8'));
  } catch (error) {
    throw bad(VARIABLE, `is neither JSON nor a file with JSON: ${messageOf(error)}`);
  }
  let config: TrackerConfig;
  try {
    config = read(schema, template, `${VARIABLE}: `, VARIABLE);
  } catch (error) {
    throw isInspectionError(error, 'config') ? bad(VARIABLE, error.message.replace(`${VARIABLE}: `, '')) : error;
  }
  const filled = Object.entries(config.headers ?? {}).map(([name, value]): [string, string] => [
    name,
    value.replace(/\$\{(\w+)\}/g, (_, wanted: string) => {
      const found = variable(wanted);
      if (found === undefined) throw bad(wanted, `is missing: the header ${name} of ${VARIABLE} needs it`);
      registerSecret(found);
      return found;
    }),
  ]);
  return { ...config, headers: Object.fromEntries(filled) };
}

export const tracker: Receiver<TrackerConfig> = {
  schema,
  variables: [VARIABLE],
  fromEnv(variable) {
    const given = variable(VARIABLE);
    return given === undefined ? undefined : readTemplate(given, variable);
  },
  check({ headers: given = {}, create, find, update = [], recovery }) {
    for (const [name, value] of Object.entries(given)) {
      if (SECRET_HEADER.test(name)) checkHeader(value, VARIABLE);
      if (fieldsIn(value).length > 0) throw bad(VARIABLE, `headers.${name}: holds no fields of events`);
    }
    checkStep('create', create, TEMPLATE_FIELDS);
    if (find) checkStep('find', find, TEMPLATE_FIELDS);
    update.forEach((one, i) => checkStep(`update[${i}]`, one, [...TEMPLATE_FIELDS, KEY]));
    recovery.forEach((one, i) => checkStep(`recovery[${i}]`, one, [...TEMPLATE_FIELDS, KEY]));
  },
  make: (config, { language, stop }) => trackerReporter({ ...config, language, stop }),
};

/** @throws ConfigError when it asks for a field that there is not, or goes where nobody may be told */
function checkStep(at: string, { url, body }: Step, known: readonly string[]): void {
  const strange = [...fieldsIn(url), ...fieldsIn(body ?? null)].find((name) => !known.includes(name));
  if (strange !== undefined)
    throw bad(VARIABLE, `${at}: {{${strange}}} is no field of an event${hintOf(strange, known)}`);
  if (/^\w+:\/\/[^/?#]*\{\{/.test(url)) throw bad(VARIABLE, `${at}.url: a field of the event stands in the host`);
  checkAddress(url.replace(/\{\{\s*\w+\s*\}\}/g, 'x'), VARIABLE);
}
