/** Policies, and the users, groups and roles that have them. */
import { listing, type Action, type Body, type Call } from '../../define';
import { invalidParameter, notFound } from '../../errors';
import { markerPaging } from '../../paging';
import { hash } from '../../random';
import { DAY, secondTime } from '../../time';
import type { Scope } from '../../world';
import { aboutUser, common, home, nameOf } from './users';

interface Policy {
  readonly name: string;
  readonly type: 'System' | 'Custom';
  readonly allow: readonly string[];
  readonly description: string;
}

const ADMIN = 'AdministratorAccess';
const READ_MACHINES = 'AliyunECSReadOnlyAccess';
const READ_ALL = 'ReadOnlyAccess';

/** The documents of the system policies are those of the cloud, shortened to what they allow. */
const POLICIES: readonly Policy[] = [
  { name: ADMIN, type: 'System', allow: ['*'], description: 'Provides full access to Alibaba Cloud services.' },
  {
    name: READ_ALL,
    type: 'System',
    allow: ['*:Describe*', '*:List*', '*:Get*', '*:Query*'],
    description: 'Provides read-only access to Alibaba Cloud services.',
  },
  {
    name: READ_MACHINES,
    type: 'System',
    allow: ['ecs:Describe*', 'ecs:List*', 'vpc:DescribeVpcs', 'vpc:DescribeVSwitches'],
    description: 'Provides read-only access to Elastic Compute Service.',
  },
  { name: 'restart-machines', type: 'Custom', allow: ['ecs:RebootInstance'], description: 'Restart, and nothing else' },
];

const madeAt = (scope: Scope): string => secondTime(scope.world.now - 400 * DAY);
const attachedAt = (scope: Scope): string => secondTime(scope.world.now - 90 * DAY);

function userPolicies(scope: Scope, index: number): readonly string[] {
  return [READ_MACHINES, ...(scope.condition('user', index) === 'ram-user-admin' ? [ADMIN] : [])];
}

function groupPolicies(scope: Scope, index: number): readonly string[] {
  return [READ_MACHINES, ...(scope.condition('userGroup', index) === 'ram-group-admin' ? [ADMIN] : [])];
}

/** A role of the scenario, as RAM shows it. */
interface Role {
  readonly name: string;
  readonly row: Body;
  readonly trusts: readonly string[];
}

function rolesOf(scope: Scope): readonly Role[] {
  const { accountId, roles = [] } = scope.account;
  return roles.map(({ name, trusts = [], maxSessionDuration = 3600 }) => ({
    name,
    trusts,
    row: {
      RoleId: `3${String(hash(scope.key, name.length)).padStart(17, '0')}`,
      RoleName: name,
      Arn: `acs:ram::${accountId}:role/${name}`,
      Description: '',
      MaxSessionDuration: maxSessionDuration,
      CreateDate: madeAt(scope),
      UpdateDate: madeAt(scope),
    },
  }));
}

const all = (scope: Scope, kind: string): number[] => {
  const live = scope.live(kind);
  return Array.from({ length: live.length }, (_, n) => live.at(n));
};

function attached(scope: Scope, names: readonly string[]): Body {
  const rows = POLICIES.filter(({ name }) => names.includes(name)).map(({ name, type, description }) => ({
    PolicyName: name,
    PolicyType: type,
    Description: description,
    DefaultVersion: 'v1',
    AttachDate: attachedAt(scope),
  }));
  return { Policies: { Policy: rows } };
}

/** Who has a policy. */
function holdersOf(scope: Scope, policy: string) {
  return {
    users: all(scope, 'user').filter((index) => userPolicies(scope, index).includes(policy)),
    groups: all(scope, 'userGroup').filter((index) => groupPolicies(scope, index).includes(policy)),
    roles: policy === READ_ALL ? rolesOf(scope) : [],
  };
}

function policyRow(scope: Scope, { name, type, description }: Policy): Body {
  const { users, groups, roles } = holdersOf(scope, name);
  return {
    PolicyName: name,
    PolicyType: type,
    Description: description,
    DefaultVersion: 'v1',
    AttachmentCount: users.length + groups.length + roles.length,
    CreateDate: madeAt(scope),
    UpdateDate: madeAt(scope),
  };
}

function documentOf({ allow }: Policy): string {
  return JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action: allow, Resource: '*' }] });
}

/** @throws ApiError 404 */
function wantedPolicy({ params }: Call): Policy {
  const { PolicyName: name, PolicyType: type } = params;
  const found = POLICIES.find((one) => one.name === name && one.type === type);
  if (found === undefined) throw notFound('EntityNotExist.Policy', 'The policy does not exist.');
  return found;
}

const NAMED = ['PolicyName', 'PolicyType'];

const versionOf = (scope: Scope, policy: Policy): Body => ({
  VersionId: 'v1',
  IsDefaultVersion: true,
  CreateDate: madeAt(scope),
  PolicyDocument: documentOf(policy),
});

/** @throws ApiError 404 */
function wantedGroup(scope: Scope, { params }: Call): number {
  const index = scope.find('userGroup', params.GroupName ?? '');
  if (index === undefined) throw notFound('EntityNotExist.Group', 'The group does not exist.');
  return index;
}

/** @throws ApiError 404 */
function wantedRole(call: Call): Role {
  const found = rolesOf(home(call)).find(({ name }) => name === call.params.RoleName);
  if (found === undefined) throw notFound('EntityNotExist.Role', 'The role does not exist.');
  return found;
}

export const policies: readonly Action[] = [
  {
    name: 'ListPolicies',
    params: ['PolicyType'],
    paging: markerPaging({ default: 100, max: 1000 }),
    items: 'Policies.Policy',
    itemId: 'PolicyName',
    handle(call) {
      const { PolicyType: type } = call.params;
      if (type !== undefined && type !== 'System' && type !== 'Custom') {
        throw invalidParameter('PolicyType', 'System or Custom');
      }
      const chosen = POLICIES.filter((one) => (type ?? one.type) === one.type);
      const row = (n: number): Body => {
        const one = chosen[n];
        return one === undefined ? {} : policyRow(home(call), one);
      };
      const { rows, fields } = call.page(listing(chosen.length, row));
      return { Policies: { Policy: rows }, ...fields };
    },
  },
  {
    name: 'GetPolicy',
    params: NAMED,
    required: NAMED,
    handle(call) {
      const policy = wantedPolicy(call);
      const scope = home(call);
      return { Policy: policyRow(scope, policy), DefaultPolicyVersion: versionOf(scope, policy) };
    },
  },
  {
    name: 'GetPolicyVersion',
    params: [...NAMED, 'VersionId'],
    required: [...NAMED, 'VersionId'],
    handle(call) {
      const policy = wantedPolicy(call);
      if (call.params.VersionId !== 'v1') {
        throw notFound('EntityNotExist.Policy.Version', 'The policy version does not exist.');
      }
      return { PolicyVersion: versionOf(home(call), policy) };
    },
  },
  {
    name: 'ListEntitiesForPolicy',
    params: NAMED,
    required: NAMED,
    handle(call) {
      const scope = home(call);
      const { users, groups, roles } = holdersOf(scope, wantedPolicy(call).name);
      const AttachDate = attachedAt(scope);
      return {
        Users: {
          User: users.map((index) => {
            const { UserId, DisplayName } = common(scope, index);
            return { UserId, UserName: nameOf(scope, index), DisplayName, AttachDate };
          }),
        },
        Groups: {
          Group: groups.map((index) => ({
            GroupName: scope.population('userGroup').idOf(index),
            Comments: '',
            AttachDate,
          })),
        },
        Roles: {
          Role: roles.map(({ row: { RoleId, RoleName, Arn, Description } }) => ({
            RoleId,
            RoleName,
            Arn,
            Description,
            AttachDate,
          })),
        },
      };
    },
  },
  aboutUser('ListPoliciesForUser', 'UserName', (scope, index) => attached(scope, userPolicies(scope, index))),
  {
    name: 'ListPoliciesForGroup',
    params: ['GroupName'],
    required: ['GroupName'],
    handle(call) {
      const scope = home(call);
      return attached(scope, groupPolicies(scope, wantedGroup(scope, call)));
    },
  },
  {
    name: 'ListPoliciesForRole',
    params: ['RoleName'],
    required: ['RoleName'],
    handle(call) {
      wantedRole(call);
      return attached(home(call), [READ_ALL]);
    },
  },
  {
    name: 'ListRoles',
    paging: markerPaging({ default: 100, max: 1000 }),
    items: 'Roles.Role',
    itemId: 'RoleName',
    handle(call) {
      const roles = rolesOf(home(call));
      const { rows, fields } = call.page(listing(roles.length, (n) => roles[n]?.row ?? {}));
      return { Roles: { Role: rows }, ...fields };
    },
  },
  {
    name: 'GetRole',
    params: ['RoleName'],
    required: ['RoleName'],
    handle(call) {
      const { row, trusts } = wantedRole(call);
      const RAM = trusts.map((account) => `acs:ram::${account}:root`);
      const Statement = [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { RAM } }];
      return { Role: { ...row, AssumeRolePolicyDocument: JSON.stringify({ Version: '1', Statement }) } };
    },
  },
];
