import { registerSecret } from '../credentials/redact';
import { ConfigError } from '../errors';
import { fields, list, number, oneOf, optional, secret, whole, type Declared } from '../input';
import { hintOf } from '../model';
import { addressProblem, registerAddress } from '../report/http';
import {
  checkReceivers,
  RECEIVER_NAMES,
  receiverFields,
  receiverNeeds,
  receiversFromEnv,
  type ReceiverName,
} from '../report/receivers';
import { WEBHOOK_BATCH_LIMIT } from '../report/webhook';
import { parseUrl, resolveNode } from './nodes';

/** The reporters that can be asked for by name; `file` and `console` are local and belong to the host. */
export const REPORTER_NAMES = [
  'guance',
  'guance-external',
  'guance-keyevent',
  'dataway',
  'webhook',
  'dingtalk',
  'feishu',
  'wecom',
  'slack',
  ...RECEIVER_NAMES,
  'file',
  'console',
] as const;
export type ReporterName = (typeof REPORTER_NAMES)[number];

const EVENT_FIELDS = ['documented', 'extended'] as const;
/** What `outer_function/execute` is sent: only the documented keys, or also the event's id, fault and attributes. */
export type EventFields = (typeof EVENT_FIELDS)[number];

const robotSchema = fields({
  /** The robot's whole address: it is a secret. */
  url: secret('an address'),
  /** For robots that check signatures. */
  secret: optional(secret()),
});
export type RobotConfig = Declared<typeof robotSchema>;

/** A text that may also come empty, as a variable that is not set. */
const unlessEmpty = optional(secret('a text', true));

/** What a template may say of Guance, beside what an inspection adds. */
export const guanceFields = {
  /** A key of `NODES`; `default` when absent. `private` asks for both addresses. */
  node: unlessEmpty,
  /** For TrueWatch and private deployments; wins over the node's. */
  openapiUrl: unlessEmpty,
  /** OpenWay, or a DataWay of one's own; may carry `?token=tkn_…`. */
  openwayUrl: unlessEmpty,
  /** `wsak_…`; this is what authenticates. */
  apiKeyId: unlessEmpty,
  apiKey: unlessEmpty,
  /** `tkn_…`, for writing data; looked up in the workspace when absent. */
  token: unlessEmpty,
  /** What asking the workspace may take before an inspection begins without it, 0.5 to 60 seconds; 3 by default. */
  startSeconds: optional(number(0.5, 60, 'seconds')),
  /** By default `guance` when there is a key. */
  reporters: optional(list(oneOf(REPORTER_NAMES), 'reporters')),
  eventFields: optional(oneOf(EVENT_FIELDS)),
  /** Of an external-event monitor. */
  external: optional(fields({ secret: secret(), subUri: secret() })),
  /** A DataWay (`https://host?token=tkn_…`) or DataKit (`http://host:9529`). */
  dataway: unlessEmpty,
  webhook: unlessEmpty,
  /** Events in one request to it, as `{ "events": [ … ] }`; 1 by default: the event alone. */
  webhookBatch: optional(whole(1, WEBHOOK_BATCH_LIMIT)),
  dingtalk: optional(robotSchema),
  feishu: optional(robotSchema),
  wecom: optional(robotSchema),
  /** An incoming webhook; it has no secret beside its address. */
  slack: optional(robotSchema),
  ...receiverFields,
};
/** How to reach a workspace and whom to tell: from a template, from the environment, or both. */
export type GuanceConfig = Declared<ReturnType<typeof fields<typeof guanceFields>>>;

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads the variables `GUANCE_API_KEY_ID`, `GUANCE_API_KEY`, `GUANCE_NODE`, `GUANCE_OPENAPI_URL`, `GUANCE_OPENWAY_URL`,
 * `GUANCE_OPENWAY_TOKEN`, `GUANCE_START_SECONDS`, `GUANCE_REPORTER` (names separated by commas), `GUANCE_EVENT_FIELDS`,
 * `GUANCE_EXTERNAL_SECRET`, `GUANCE_EXTERNAL_SUB_URI`, `GUANCE_DATAWAY_URL`, `GUANCE_WEBHOOK_URL`, `GUANCE_WEBHOOK_BATCH`,
 * `DINGTALK_ROBOT_URL`, `DINGTALK_ROBOT_SECRET`, `FEISHU_ROBOT_URL`, `FEISHU_ROBOT_SECRET`, `WECOM_ROBOT_URL`,
 * `SLACK_WEBHOOK_URL` and those of the receivers (`RECEIVER_VARIABLES`). What `template` says wins. Secrets are registered for redaction.
 *
 * @throws ConfigError naming the variable
 * @example
 * const config = guanceFromEnv(process.env, { node: 'cn4' });
 */
export function guanceFromEnv(env: Env, template: GuanceConfig = {}): GuanceConfig {
  const read = (name: string) => env[name]?.trim() || undefined;
  const robot = (brand: string): RobotConfig | undefined => {
    const url = read(`${brand}_URL`);
    const secret = read(`${brand}_SECRET`);
    if (secret !== undefined && url === undefined) throw bad(`${brand}_URL`, `is missing beside ${brand}_SECRET`);
    return url === undefined ? undefined : { url, ...(secret === undefined ? {} : { secret }) };
  };
  const names = read('GUANCE_REPORTER')
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const external = { secret: read('GUANCE_EXTERNAL_SECRET'), subUri: read('GUANCE_EXTERNAL_SUB_URI') };
  if ((external.secret === undefined) !== (external.subUri === undefined)) {
    throw bad(
      external.secret === undefined ? 'GUANCE_EXTERNAL_SECRET' : 'GUANCE_EXTERNAL_SUB_URI',
      'is missing beside the other one',
    );
  }
  const found = {
    apiKeyId: read('GUANCE_API_KEY_ID'),
    apiKey: read('GUANCE_API_KEY'),
    node: read('GUANCE_NODE'),
    openapiUrl: read('GUANCE_OPENAPI_URL'),
    openwayUrl: read('GUANCE_OPENWAY_URL'),
    token: read('GUANCE_OPENWAY_TOKEN'),
    reporters: names as readonly ReporterName[] | undefined,
    eventFields: read('GUANCE_EVENT_FIELDS') as EventFields | undefined,
    external: external.secret && external.subUri ? { secret: external.secret, subUri: external.subUri } : undefined,
    dataway: read('GUANCE_DATAWAY_URL'),
    webhook: read('GUANCE_WEBHOOK_URL'),
    webhookBatch: numberOf(read('GUANCE_WEBHOOK_BATCH')),
    startSeconds: numberOf(read('GUANCE_START_SECONDS')),
    dingtalk: robot('DINGTALK_ROBOT'),
    feishu: robot('FEISHU_ROBOT'),
    wecom: robot('WECOM_ROBOT'),
    slack: robot('SLACK_WEBHOOK'),
    ...receiversFromEnv(read),
  };
  const set = (values: object) => Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  const config = Object.fromEntries([...set(found), ...set(template)]) as GuanceConfig;
  checkConfig(config);
  return config;
}

/** The reporters that a configuration asks for. */
export function reporterNames(config: GuanceConfig): readonly ReporterName[] {
  return config.reporters ?? (config.apiKeyId ? ['guance'] : []);
}

function checkConfig(config: GuanceConfig): void {
  const { external, dingtalk, feishu, wecom, slack } = config;
  for (const secret of [config.apiKeyId, config.apiKey, config.token, external?.secret]) registerSecret(secret);
  for (const robot of [dingtalk, feishu, wecom, slack]) {
    registerSecret(robot?.secret);
    registerAddress(robot?.url);
  }
  registerAddress(config.webhook);
  for (const [value, field] of [
    [config.apiKeyId, 'GUANCE_API_KEY_ID'],
    [config.apiKey, 'GUANCE_API_KEY'],
    [config.token, 'GUANCE_OPENWAY_TOKEN'],
  ] as const) {
    // A header takes nothing else, and a line break in a key is a slip of the hand.
    if (value !== undefined && !/^[\x21-\x7e]+$/.test(value))
      throw bad(field, 'holds white space or strange characters');
  }
  const node = resolveNode(config);
  registerSecret(node.token);
  if (config.dataway !== undefined) registerSecret(parseUrl(config.dataway, 'GUANCE_DATAWAY_URL', true).token);
  for (const [url, field] of [
    [config.webhook, 'GUANCE_WEBHOOK_URL'],
    [dingtalk?.url, 'DINGTALK_ROBOT_URL'],
    [feishu?.url, 'FEISHU_ROBOT_URL'],
    [wecom?.url, 'WECOM_ROBOT_URL'],
    [slack?.url, 'SLACK_WEBHOOK_URL'],
  ] as const) {
    const problem = url === undefined ? undefined : addressProblem(url);
    if (problem !== undefined) throw bad(field, problem);
  }
  checkReceivers(config);
  if (config.eventFields !== undefined && !EVENT_FIELDS.includes(config.eventFields)) {
    throw bad('GUANCE_EVENT_FIELDS', `"${String(config.eventFields).slice(0, 40)}" is neither documented nor extended`);
  }
  const { webhookBatch: batch, startSeconds: start } = config;
  if (batch !== undefined && !(Number.isInteger(batch) && batch >= 1 && batch <= WEBHOOK_BATCH_LIMIT)) {
    throw bad('GUANCE_WEBHOOK_BATCH', `is not a whole number from 1 to ${WEBHOOK_BATCH_LIMIT}`);
  }
  if (start !== undefined && !(start >= 0.5 && start <= 60)) {
    throw bad('GUANCE_START_SECONDS', 'is not a number of seconds from 0.5 to 60');
  }
  for (const name of reporterNames(config)) checkReporter(name, config);
}

/** What is no number is not left out: it is refused with the name of its variable. */
function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** What each reporter cannot do without. */
const NEEDS: Readonly<
  Record<Exclude<ReporterName, ReceiverName>, readonly [(config: GuanceConfig) => unknown, string] | undefined>
> = {
  guance: [(c) => c.apiKeyId, 'GUANCE_API_KEY_ID'],
  'guance-external': [(c) => c.external, 'GUANCE_EXTERNAL_SECRET and GUANCE_EXTERNAL_SUB_URI'],
  'guance-keyevent': [
    (c) => c.token ?? c.apiKeyId ?? resolveNode(c).token,
    'GUANCE_OPENWAY_TOKEN or GUANCE_API_KEY_ID',
  ],
  dataway: [(c) => c.dataway, 'GUANCE_DATAWAY_URL'],
  webhook: [(c) => c.webhook, 'GUANCE_WEBHOOK_URL'],
  dingtalk: [(c) => c.dingtalk, 'DINGTALK_ROBOT_URL'],
  feishu: [(c) => c.feishu, 'FEISHU_ROBOT_URL'],
  wecom: [(c) => c.wecom, 'WECOM_ROBOT_URL'],
  slack: [(c) => c.slack, 'SLACK_WEBHOOK_URL'],
  file: undefined,
  console: undefined,
};

function checkReporter(name: ReporterName, config: GuanceConfig): void {
  if (!REPORTER_NAMES.includes(name)) {
    throw bad(
      'GUANCE_REPORTER',
      `"${String(name).slice(0, 40)}" is no reporter${hintOf(String(name), REPORTER_NAMES)}`,
    );
  }
  const need = isReceiver(name) ? ([(c: GuanceConfig) => c[name], receiverNeeds(name)] as const) : NEEDS[name];
  if (need && !need[0](config)) throw bad('GUANCE_REPORTER', `${name} needs ${need[1]}`);
  if (name === 'guance-keyevent' && resolveNode(config).openway === undefined) {
    throw bad('GUANCE_OPENWAY_URL', 'is missing: with an Open API address of your own, say where data is written');
  }
}

function isReceiver(name: ReporterName): name is ReceiverName {
  return RECEIVER_NAMES.some((one) => one === name);
}

function bad(field: string, problem: string): ConfigError {
  return new ConfigError(`${field}: ${problem}`, { field });
}
