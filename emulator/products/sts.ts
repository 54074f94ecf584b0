import type { Action, Call, Product } from '../define';
import { emulated } from '../emulated';
import { ApiError, invalidParameter, notFound } from '../errors';
import { arnOf, principalId } from '../identity';
import { intParam } from '../paging';
import { secondTime } from '../time';

function trusted(call: Call, trusts: readonly string[] | undefined): boolean {
  return trusts === undefined || trusts.includes(call.identity.account.accountId);
}

/** The actions of a session policy: the emulator knows those that allow, for all resources. */
function allowedBy(policy: string | undefined): readonly string[] | undefined {
  if (policy === undefined) return undefined;
  const wrong = invalidParameter(
    'Policy',
    'at most 2048 characters of JSON: Version "1" and statements that allow actions',
  );
  if (policy.length > 2048) throw wrong;
  let read: { Version?: unknown; Statement?: unknown };
  try {
    read = JSON.parse(policy) as typeof read;
  } catch {
    throw wrong;
  }
  const statements = Array.isArray(read.Statement) ? (read.Statement as Record<string, unknown>[]) : [];
  const actions = statements.flatMap(({ Effect, Action, Resource }) =>
    Effect === 'Allow' && Resource === '*' && Array.isArray(Action) ? (Action as unknown[]) : [],
  );
  const isAction = (one: unknown): one is string => typeof one === 'string' && /^[a-z-]+:\w*\*?$/.test(one);
  if (read.Version !== '1' || actions.length === 0 || !actions.every(isAction)) throw wrong;
  return actions;
}

const assumeRole: Action = {
  name: 'AssumeRole',
  params: ['RoleArn', 'RoleSessionName', 'DurationSeconds', 'ExternalId', 'Policy', 'SourceIdentity'],
  required: ['RoleArn', 'RoleSessionName'],
  handle(call) {
    const { RoleArn: arn = '', RoleSessionName: session = '' } = call.params;
    const [, accountId = '', roleName = ''] = /^acs:ram::([0-9]+):role\/([^/]+)$/.exec(arn) ?? [];
    if (roleName === '') throw invalidParameter('RoleArn', 'acs:ram::<account>:role/<name> expected');
    if (!/^[A-Za-z0-9.@_=-]{2,64}$/.test(session)) {
      throw invalidParameter('RoleSessionName', '2 to 64 letters, digits, or . @ - _ = expected');
    }
    const account = call.world.accounts.find((one) => one.accountId === accountId);
    const role = account?.roles?.find((one) => one.name === roleName);
    if (account === undefined || role === undefined) {
      throw notFound('EntityNotExist.Role', `The role not exists: ${arn}.`);
    }
    if (!trusted(call, role.trusts) || (role.externalId ?? call.params.ExternalId) !== call.params.ExternalId) {
      throw new ApiError(
        403,
        'NoPermission',
        'You are not authorized to do this action. You should be authorized by RAM.',
        {
          AccessDeniedDetail: {
            AuthAction: 'sts:AssumeRole',
            AuthPrincipalOwnerId: call.identity.account.accountId,
            PolicyType: 'AssumeRolePolicy',
            NoPermissionType: 'ImplicitDeny',
          },
        },
      );
    }
    const most = role.maxSessionDuration ?? 3600;
    const seconds = intParam(call.params, 'DurationSeconds') ?? Math.min(3600, most);
    if (seconds < 900 || seconds > most) throw invalidParameter('DurationSeconds', `900 to ${most} expected`);
    const allowed = allowedBy(call.params.Policy);
    const issued = call.keyring.issue(account, { name: roleName, session }, seconds, allowed);
    return {
      AssumedRoleUser: {
        Arn: `acs:ram::${accountId}:role/${roleName}/${session}`,
        AssumedRoleId: `${principalId(accountId, roleName)}:${session}`,
      },
      Credentials: {
        AccessKeyId: issued.accessKeyId,
        AccessKeySecret: issued.secret,
        SecurityToken: issued.securityToken,
        Expiration: secondTime(issued.expires),
      },
    };
  },
};

const getCallerIdentity: Action = {
  name: 'GetCallerIdentity',
  open: true,
  handle({ identity }) {
    const { account, role } = identity;
    const common = { AccountId: account.accountId, Arn: arnOf(identity) };
    if (role === undefined) {
      const userId = principalId(account.accountId, 'user');
      return { ...common, IdentityType: 'RAMUser', PrincipalId: userId, UserId: userId };
    }
    const roleId = principalId(account.accountId, role.name);
    return { ...common, IdentityType: 'AssumedRoleUser', PrincipalId: `${roleId}:${role.session}`, RoleId: roleId };
  },
};

const api: Product = {
  code: 'sts',
  version: '2015-04-01',
  global: true,
  actions: [assumeRole, getCallerIdentity],
};

export const sts = emulated({
  products: [api],
});
