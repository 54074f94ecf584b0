import { fromEnv, fromKeys } from '../lib/credentials';
import type { AnyChecker } from '../lib/define';
import { ConfigError } from '../lib/errors';
import {
  defineInspection,
  withParams,
  type AccountSpec,
  type DataSettings,
  type GuanceSettings,
  type Inspection,
} from '../lib/inspection';
import { planOf } from '../lib/inspection';
import { hintOf, type AnyAsset, type Language } from '../lib/model';
import { RECEIVER_VARIABLES } from '../lib/report/receivers';

/** An account as a Python script writes it; without keys those of the environment are used. */
export interface RequestedAccount {
  readonly name?: string;
  readonly accessKeyId?: string;
  readonly accessKeySecret?: string;
  readonly securityToken?: string;
  readonly accountId?: string;
  readonly regions?: 'all' | 'in-use' | readonly string[];
}

/** What the platform's script asks for: a shipped inspection, and what it has changed of it. */
export interface Request {
  /** A shipped template. */
  readonly inspection: string;
  /** Under which its state and events are kept; the template's own when absent. */
  readonly id?: string;
  readonly title?: string;
  /** As the platform calls the function. */
  readonly funcId?: string;
  readonly configs?: unknown;
  /** The parameters of the function one by one, instead. */
  readonly kwargs?: Readonly<Record<string, unknown>>;
  readonly accounts?: readonly RequestedAccount[];
  /** Of accounts that name none. */
  readonly regions?: 'all' | 'in-use' | readonly string[];
  /** By checker id; `false` leaves it out. */
  readonly params?: Readonly<Record<string, Readonly<Record<string, unknown>> | boolean>>;
  readonly guance?: GuanceSettings;
  /** What is written besides events, where the template does not say. */
  readonly report?: DataSettings;
  /** Whether the script has filters of its own. */
  readonly filters?: boolean;
  readonly timeoutSeconds?: number;
  readonly language?: Language;
  /** Started where functions are written, and ended there after a minute. */
  readonly inEditor?: boolean;
  readonly byHand?: boolean;
  readonly dryRun?: boolean;
}

/** The inspections of a bundle, by id; each is loaded when it is asked for. */
export type Templates = Readonly<Record<string, () => Promise<{ inspection: Inspection }>>>;

/**
 * The inspection that a request means: a shipped template with the request's accounts, thresholds and filters.
 *
 * @param accepts asks the script's filters
 * @param added checkers of the script's own, beside those of the template
 * @throws ConfigError naming the field
 * @example
 * const inspection = await inspectionOf({ inspection: 'ecs', regions: ['cn-hangzhou'] }, TEMPLATES, host.accepts);
 */
export async function inspectionOf(
  request: Request,
  templates: Templates,
  accepts: (asset: AnyAsset) => boolean,
  added: readonly AnyChecker[] = [],
): Promise<Inspection> {
  const load = Object.hasOwn(templates, request.inspection) ? templates[request.inspection] : undefined;
  if (!load) {
    throw new ConfigError(
      `inspection: there is no "${request.inspection}"${hintOf(request.inspection, Object.keys(templates).sort())}`,
      { field: 'inspection' },
    );
  }
  const { inspection: template } = await load();
  const checkers = checkersOf(request, template.checkers, added);
  const own = request.filters ? planOf(checkers).map(({ collector }) => ({ collector: collector.id, accepts })) : [];
  return defineInspection({
    id: request.id ?? template.id,
    title: request.title ? { zh: request.title, en: request.title } : template.title,
    description: template.description,
    schedule: template.schedule,
    timeoutSeconds: request.timeoutSeconds ?? template.timeoutSeconds,
    accounts: accountsOf(request, template),
    metricCalls: template.metricCalls,
    guance: { ...template.guance, ...request.guance, ...(request.funcId ? { funcId: request.funcId } : {}) },
    report: template.report ?? request.report,
    alerts: template.alerts,
    checkers,
    filters: [...template.filters, ...own],
  });
}

/** The checkers that are wanted, with the script's values. */
function checkersOf(
  { params = {} }: Request,
  shipped: readonly AnyChecker[],
  added: readonly AnyChecker[],
): readonly AnyChecker[] {
  const taken = added.find(({ id }) => shipped.some((one) => one.id === id));
  if (taken) {
    const field = `own_checkers.${taken.id}`;
    throw new ConfigError(`${field}: a checker of the inspection has that id already; choose another`, { field });
  }
  // What is switched on or off has no values of its own, but has to be a checker of the inspection.
  const values = Object.fromEntries(
    Object.entries(params).map(([id, given]) => [id, typeof given === 'boolean' ? {} : given]),
  );
  try {
    const all = withParams([...shipped, ...added], { params: values });
    const wanted = all.filter(({ id }) => params[id] !== false);
    if (wanted.length > 0) return wanted;
    throw new ConfigError('checkers: all of them are switched off', { field: 'checkers' });
  } catch (error) {
    // To whom writes a script they are its checkers; `configs` is what the caller of its function gives.
    if (!(error instanceof ConfigError) || !error.field?.startsWith('configs.params.')) throw error;
    const named = (text: string) => text.replace(/^configs\.params\./, 'checkers.');
    throw new ConfigError(named(error.message), { field: named(error.field) });
  }
}

function accountsOf({ accounts, regions }: Request, template: Inspection): Inspection['accounts'] {
  if (accounts && accounts.length > 0) return accounts.map((account, i) => accountOf(account, i, regions));
  if (!regions) return template.accounts;
  return template.accounts.map((account) => ({ ...account, regions }));
}

const ACCOUNT_FIELDS: readonly (keyof RequestedAccount)[] = [
  ...(['name', 'accessKeyId', 'accessKeySecret', 'securityToken', 'accountId', 'regions'] as const),
];

function accountOf(account: RequestedAccount, i: number, regions: Request['regions']): AccountSpec {
  // A field that is misspelt would have another account inspected: that of the environment.
  const strange = Object.keys(account).find((field) => !ACCOUNT_FIELDS.some((known) => known === field));
  if (strange !== undefined) {
    const snake = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const hint = hintOf(snake(strange), ACCOUNT_FIELDS.map(snake));
    const field = `accounts[${i}].${snake(strange)}`;
    throw new ConfigError(`${field}: is no field of an account${hint}`, { field });
  }
  const { accessKeyId, accessKeySecret, securityToken, accountId } = account;
  if ((accessKeyId === undefined) !== (accessKeySecret === undefined)) {
    const missing = accessKeyId === undefined ? 'access_key_id' : 'access_key_secret';
    const field = `accounts[${i}].${missing}`;
    throw new ConfigError(`${field}: is missing beside the other one`, { field });
  }
  return {
    name: account.name ?? (i === 0 ? 'default' : `account-${i + 1}`),
    credentials:
      accessKeyId === undefined || accessKeySecret === undefined
        ? fromEnv()
        : fromKeys({ accessKeyId, accessKeySecret, securityToken }),
    regions: account.regions ?? regions ?? 'all',
    ...(accountId ? { accountId } : {}),
  };
}

/** The variables that the library reads; the platform's take the place of the container's. */
export const VARIABLES: readonly string[] = [
  ...['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'ALIBABA_CLOUD_SECURITY_TOKEN'],
  ...['ALIBABA_CLOUD_ECS_METADATA', 'ALIBABA_CLOUD_CREDENTIALS_URI'],
  ...[
    'ALIYUN_ALLOW_HTTP',
    'ALIYUN_ENDPOINT',
    'ALIYUN_EXTRA_REGIONS',
    'ALIYUN_NETWORK',
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
  ],
  ...['GUANCE_API_KEY_ID', 'GUANCE_API_KEY', 'GUANCE_NODE', 'GUANCE_OPENAPI_URL', 'GUANCE_OPENWAY_URL'],
  ...['GUANCE_OPENWAY_TOKEN', 'GUANCE_REPORTER', 'GUANCE_EVENT_FIELDS', 'GUANCE_EXTERNAL_SECRET'],
  ...['GUANCE_EXTERNAL_SUB_URI', 'GUANCE_DATAWAY_URL', 'GUANCE_WEBHOOK_URL', 'GUANCE_WEBHOOK_BATCH'],
  ...['GUANCE_HOST_SECRET', 'GUANCE_START_SECONDS'],
  ...['DINGTALK_ROBOT_URL', 'DINGTALK_ROBOT_SECRET', 'FEISHU_ROBOT_URL', 'FEISHU_ROBOT_SECRET', 'WECOM_ROBOT_URL'],
  ...['SLACK_WEBHOOK_URL', ...RECEIVER_VARIABLES],
];
