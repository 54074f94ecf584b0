/** What a run finds in its environment, and of which accounts it gets the keys: what its script declares, and no more. */
import { omit } from 'lodash';
import { sessionPolicyOf } from '../lib/catalogue';
import {
  assumeRole,
  DEFAULT_ACCOUNT,
  fromKeys,
  HOST_IDENTITY,
  variablesOf,
  type Credentials,
  type RoleSession,
} from '../lib/credentials';
import { VARIABLES } from '../ground/request';
import { RECEIVER_VARIABLES } from '../lib/report/receivers';
import type { Text } from '../lib/model';
import type { RunOrder } from './runner';
import { narrowingOf } from './facts';
import type { FunctionHost, HostFunction, Narrowing } from './types';
import type { EnteredAccount } from './vault';

/** What a script asks for. */
export interface Needs {
  /** A shipped template, which inspects all accounts that were entered. */
  readonly shipped: boolean;
  /** Names of accounts, and `@host`: what the machine itself is to the cloud. */
  readonly accounts: readonly string[];
  /** RAM actions that its checkers need. */
  readonly actions: readonly string[];
  /** How long a run may take. */
  readonly timeoutSeconds: number;
}

export type Keys = Pick<RunOrder, 'env' | 'accounts' | 'entered'> & {
  /** What somebody should know of them: lines of the run's log. */
  readonly notes?: readonly Text[];
};

export interface KeyringOptions {
  /** Of the host. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** All that were entered, with their keys. */
  readonly opened: () => readonly EnteredAccount[];
  /** Asks for short-lived keys of the role of an account. */
  readonly assume?: (
    account: EnteredAccount,
    session: Pick<RoleSession, 'policy' | 'durationSeconds'>,
  ) => Promise<Credentials>;
  /** The way to the workspace of this host; without it events go to what the environment says. */
  readonly workspace: Readonly<Record<string, string>> | undefined;
  /** Names of variables that runs get besides. */
  readonly runVariables: readonly string[];
}

/** Whether a script asks for accounts that were entered. */
export function hasEntered(all: readonly { readonly name: string }[], shipped: boolean, accounts: readonly string[]) {
  return shipped ? all.length > 0 : all.some(({ name }) => accounts.includes(name));
}

/** Neither keys nor what leads to them. */
const PLAIN = ['ALIBABA_CLOUD_STS_REGION', 'ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED', 'all_proxy', 'ALL_PROXY'];
/** What the library reads to find out who this machine is to the cloud. */
const IDENTITY = [
  ...['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET', 'ALIBABA_CLOUD_SECURITY_TOKEN'],
  ...['ALIBABA_CLOUD_PROFILE', 'ALIBABA_CLOUD_CLI_PROFILE_DISABLED', 'ALIBABA_CLOUD_CREDENTIALS_FILE'],
  ...['ALIBABA_CLOUD_ROLE_ARN', 'ALIBABA_CLOUD_OIDC_PROVIDER_ARN', 'ALIBABA_CLOUD_OIDC_TOKEN_FILE'],
  ...['ALIBABA_CLOUD_ROLE_SESSION_NAME', 'ALIBABA_CLOUD_ECS_METADATA', 'ALIBABA_CLOUD_ECS_METADATA_DISABLED'],
  'ALIBABA_CLOUD_CREDENTIALS_URI',
];
/** Where events are told: `GUANCE_…`, and the addresses of robots and receivers, which are secrets. */
const REPORTING = (name: string): boolean =>
  /^(GUANCE|DINGTALK|FEISHU|WECOM|SLACK)_/.test(name) || RECEIVER_VARIABLES.includes(name);
/** They say how events look, and hold for the local workspace, too. */
const LOOKS = ['GUANCE_EVENT_FIELDS', 'GUANCE_START_SECONDS'];
/** Of the local workspace, the host says them itself. */
const OF_GUANCE = ['GUANCE_NODE', 'GUANCE_OPENWAY_TOKEN', 'GUANCE_API_KEY', 'GUANCE_API_KEY_ID'];

/**
 * Chooses what the runs of a script get. Of the host's own environment these are the variables that the library reads and that
 * are no keys, and those that `runVariables` names: neither the host's settings nor keys that nobody asked for.
 *
 * Of an account with a role a run gets keys of a session, which end a little after the run has to, and can do what its checkers
 * need.
 *
 * @throws CredentialsError that says what to grant, when a role is refused
 * @example (await keyring(options)({ …, accounts: ['my-team'] })).env.ALIBABA_CLOUD_ACCESS_KEY_ID_MY_TEAM
 */
export function keyring(options: KeyringOptions): (needs: Needs) => Promise<Keys> {
  return async ({ shipped, accounts: wanted, actions, timeoutSeconds }) => {
    const all = options.opened();
    const isMeant = ({ name }: EnteredAccount) => shipped || wanted.includes(name);
    const session = { policy: sessionPolicyOf(actions), durationSeconds: sessionSeconds(timeoutSeconds) };
    const ask = options.assume ?? assume;
    const entered = await Promise.all(all.filter(isMeant).map((account) => keysOf(account, session, ask)));
    const env = commonOf(options);
    const wide = all.filter((account) => isMeant(account) && account.roleArn !== undefined).map(({ name }) => name);
    const notes = session.policy === undefined && wide.length > 0 ? [wideNote(narrowingOf(actions), wide)] : [];
    if (shipped && entered.length > 0) return { env, accounts: entered, entered, notes };
    const take = (names: readonly string[]) => {
      for (const name of names) if (options.env[name] !== undefined) env[name] = options.env[name];
    };
    for (const name of wanted) {
      const account = entered.find((one) => one.name === name);
      const names = variablesOf(name);
      if (name === HOST_IDENTITY) take(IDENTITY);
      else if (account) {
        env[names.id] = account.accessKeyId ?? '';
        env[names.secret] = account.accessKeySecret ?? '';
        env[names.token] = account.securityToken ?? '';
      } else if (name === DEFAULT_ACCOUNT) take(IDENTITY);
      else take(Object.values(names));
    }
    return { env, accounts: [], entered, notes };
  };
}

const WHY: Readonly<Record<Exclude<Narrowing, 'narrowed'>, Text>> = {
  unknown: { zh: '不知道脚本的检查项需要哪些操作', en: 'what its checkers need is not known' },
  'too-long': { zh: '需要的操作超出了会话策略的长度', en: 'what its checkers need is too long for a session policy' },
};

function wideNote(narrowing: Narrowing, names: readonly string[]): Text {
  const { zh, en } = WHY[narrowing === 'too-long' ? narrowing : 'unknown'];
  return {
    zh: `账号 ${names.join('、')}：本次运行的临时密钥拥有角色的全部权限：${zh}`,
    en: `account ${names.join(', ')}: the short-lived keys of this run may do all that the role may: ${en}`,
  };
}

/** The functions whose runs get keys of an account that may do all that its role may; none of an account without a role. */
export function wideFunctions(
  { name, roleArn }: Pick<EnteredAccount, 'name' | 'roleArn'>,
  host: Pick<FunctionHost, 'functions' | 'scripts'>,
): readonly HostFunction[] {
  if (roleArn === undefined) return [];
  const shipped = new Set(host.scripts().flatMap(({ id, origin }) => (origin === 'shipped' ? [id] : [])));
  const isAsked = ({ scriptId, accounts = [] }: HostFunction) => shipped.has(scriptId) || accounts.includes(name);
  return host.functions().filter((one) => (one.narrowing ?? 'unknown') !== 'narrowed' && isAsked(one));
}

/** The shortest that there is, and what a run needs at its end: events that wait are sent after its timeout. */
const [SHORTEST, AFTERWARDS] = [900, 300];

function sessionSeconds(timeoutSeconds: number): number {
  return Math.max(SHORTEST, Math.ceil(timeoutSeconds) + AFTERWARDS);
}

/** The keys that a run gets: those of a session, where the account has a role. */
async function keysOf(
  account: EnteredAccount,
  session: Pick<RoleSession, 'policy' | 'durationSeconds'>,
  ask: NonNullable<KeyringOptions['assume']>,
): Promise<EnteredAccount> {
  if (account.roleArn === undefined) return account;
  const { accessKeyId, accessKeySecret, securityToken } = await ask(account, session);
  const keys = { accessKeyId, accessKeySecret, ...(securityToken === undefined ? {} : { securityToken }) };
  return { ...omit(account, ['roleArn', 'securityToken']), ...keys };
}

function assume(
  { roleArn = '', accessKeyId = '', accessKeySecret = '', securityToken }: EnteredAccount,
  session: Pick<RoleSession, 'policy' | 'durationSeconds'>,
): Promise<Credentials> {
  const base = fromKeys({ accessKeyId, accessKeySecret, securityToken });
  return assumeRole({ base, roleArn, ...session }).getCredentials();
}

function commonOf({ env, workspace, runVariables }: KeyringOptions): Record<string, string> {
  const others = (env.GUANCE_REPORTER ?? '').split(',').map((name) => name.trim());
  const besides = others.some((name) => name !== '' && name !== 'guance');
  const isOut = (name: string) =>
    REPORTING(name) && workspace !== undefined && !LOOKS.includes(name) && (!besides || OF_GUANCE.includes(name));
  const plain = [...VARIABLES, ...VARIABLES.map((name) => name.toLowerCase()), ...PLAIN];
  const names = [...plain.filter((name) => !IDENTITY.includes(name) && !isOut(name)), ...runVariables];
  const found = names.flatMap((name): [string, string][] => (env[name] === undefined ? [] : [[name, env[name]]]));
  const common = Object.fromEntries(found);
  if (workspace === undefined) return common;
  const direct = ['127.0.0.1', ...(env.NO_PROXY ?? env.no_proxy ?? '').split(',').filter(Boolean)].join(',');
  return {
    ...common,
    ...workspace,
    GUANCE_REPORTER: [...new Set(['guance', ...others])].filter(Boolean).join(','),
    NO_PROXY: direct,
    no_proxy: direct,
  };
}
