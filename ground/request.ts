import { fromEnv, fromKeys } from '../lib/credentials';
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
  readonly accounts?: readonly RequestedAccount[];
  /** Of accounts that name none. */
  readonly regions?: 'all' | 'in-use' | readonly string[];
  /** By checker id. */
  readonly params?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
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
 * @throws ConfigError naming the field
 * @example
 * const inspection = await inspectionOf({ inspection: 'ecs', regions: ['cn-hangzhou'] }, TEMPLATES, host.accepts);
 */
export async function inspectionOf(
  request: Request,
  templates: Templates,
  accepts: (asset: AnyAsset) => boolean,
): Promise<Inspection> {
  const load = Object.hasOwn(templates, request.inspection) ? templates[request.inspection] : undefined;
  if (!load) {
    throw new ConfigError(
      `inspection: there is no "${request.inspection}"${hintOf(request.inspection, Object.keys(templates).sort())}`,
      { field: 'inspection' },
    );
  }
  const { inspection: template } = await load();
  const own = request.filters
    ? planOf(template.checkers).map(({ collector }) => ({ collector: collector.id, accepts }))
    : [];
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
    checkers: withParams(template.checkers, request.params),
    filters: [...template.filters, ...own],
  });
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
    throw new ConfigError(`accounts[${i}].${snake(strange)}: is no field of an account${hint}`, {
      field: `accounts[${i}]`,
    });
  }
  const { accessKeyId, accessKeySecret, securityToken, accountId } = account;
  if ((accessKeyId === undefined) !== (accessKeySecret === undefined)) {
    const missing = accessKeyId === undefined ? 'access_key_id' : 'access_key_secret';
    throw new ConfigError(`accounts[${i}].${missing}: is missing beside the other one`, { field: `accounts[${i}]` });
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
];
