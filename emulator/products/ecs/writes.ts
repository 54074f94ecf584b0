/** Calls that change something: what a fix plan asks for, and what takes it back. */
import { repeated, type Action, type Body, type Call } from '../../define';
import { invalidParameter, notFound } from '../../errors';
import { instanceAt } from './instances';
import { idOfRule, RULES_WRITTEN, type WrittenRules } from './security-groups';

function instanceOf({ scope, params }: Call): number {
  const { InstanceId: id = '' } = params;
  const index = scope.find('instance', id);
  if (index === undefined) throw notFound('InvalidInstanceId.NotFound', `The instance ${id} does not exist.`);
  return index;
}

export const modifyInstanceAttribute: Action = {
  name: 'ModifyInstanceAttribute',
  params: ['InstanceId', 'DeletionProtection'],
  required: ['InstanceId'],
  handle(call) {
    const { DeletionProtection: flag } = call.params;
    if (flag !== 'true' && flag !== 'false') throw invalidParameter('DeletionProtection', 'true or false');
    call.scope.write('instance', instanceOf(call), 'deletionProtection', flag === 'true');
    return {};
  },
};

export const modifyInstanceMetadataOptions: Action = {
  name: 'ModifyInstanceMetadataOptions',
  params: ['InstanceId', 'HttpTokens'],
  required: ['RegionId', 'InstanceId'],
  handle(call) {
    const { HttpTokens: tokens } = call.params;
    if (tokens !== 'required' && tokens !== 'optional') throw invalidParameter('HttpTokens', 'required or optional');
    call.scope.write('instance', instanceOf(call), 'httpTokens', tokens);
    return {};
  },
};

export const modifyInstanceAutoReleaseTime: Action = {
  name: 'ModifyInstanceAutoReleaseTime',
  params: ['InstanceId', 'AutoReleaseTime'],
  required: ['RegionId', 'InstanceId'],
  handle(call) {
    const { AutoReleaseTime: time } = call.params;
    const index = instanceOf(call);
    if (instanceAt(call.scope, index).prepaid)
      throw invalidParameter('InstanceId', 'one that is paid for as it is used');
    const at = time === undefined ? undefined : Date.parse(time);
    if (at !== undefined && !(at > call.world.now)) throw invalidParameter('AutoReleaseTime', 'a time to come');
    call.scope.write('instance', index, 'autoRelease', at ?? 'never');
    return {};
  },
};

const RENEWALS = ['AutoRenewal', 'Normal', 'NotRenewal'];

export const modifyInstanceAutoRenewAttribute: Action = {
  name: 'ModifyInstanceAutoRenewAttribute',
  params: ['InstanceId', 'RenewalStatus', 'Duration', 'PeriodUnit'],
  required: ['RegionId', 'InstanceId'],
  handle(call) {
    const { RenewalStatus: status = '', Duration: duration, PeriodUnit: unit = 'Month' } = call.params;
    if (!RENEWALS.includes(status)) throw invalidParameter('RenewalStatus', `one of ${RENEWALS.join(', ')}`);
    if (status === 'AutoRenewal' && !/^(1|2|3|6|12)$/.test(duration ?? ''))
      throw invalidParameter('Duration', '1, 2, 3, 6 or 12');
    if (!['Week', 'Month', 'Year'].includes(unit)) throw invalidParameter('PeriodUnit', 'Week, Month or Year');
    const index = instanceOf(call);
    if (!instanceAt(call.scope, index).prepaid) throw invalidParameter('InstanceId', 'a subscription');
    call.scope.write('instance', index, 'renewal', status);
    return {};
  },
};

function groupOf({ scope, params }: Call): { index: number; rules: WrittenRules } {
  const index = scope.find('securityGroup', params.SecurityGroupId ?? '');
  if (index === undefined) {
    throw notFound('InvalidSecurityGroupId.NotFound', 'The specified SecurityGroupId does not exist.');
  }
  return {
    index,
    rules: scope.written<WrittenRules>('securityGroup', index, RULES_WRITTEN) ?? { revoked: [], added: [] },
  };
}

export const revokeSecurityGroup: Action = {
  name: 'RevokeSecurityGroup',
  params: ['SecurityGroupId', 'SecurityGroupRuleId'],
  required: ['RegionId', 'SecurityGroupId'],
  handle(call) {
    const { index, rules } = groupOf(call);
    const ids = repeated(call.params, 'SecurityGroupRuleId');
    if (ids.length === 0) throw invalidParameter('SecurityGroupRuleId', 'at least one');
    call.scope.write('securityGroup', index, RULES_WRITTEN, {
      revoked: [...rules.revoked, ...ids],
      added: rules.added.filter((rule) => !ids.includes(String(rule.SecurityGroupRuleId))),
    });
    return {};
  },
};

const PERMISSION = [
  ...[
    'Policy',
    'Priority',
    'IpProtocol',
    'PortRange',
    'SourceCidrIp',
    'Ipv6SourceCidrIp',
    'DestCidrIp',
    'Ipv6DestCidrIp',
  ],
];

export const authorizeSecurityGroup: Action = {
  name: 'AuthorizeSecurityGroup',
  params: ['SecurityGroupId', 'Permissions'],
  required: ['RegionId', 'SecurityGroupId'],
  handle(call) {
    const { index, rules } = groupOf(call);
    const added: Body[] = [];
    for (let n = 1; call.params[`Permissions.${n}.IpProtocol`] !== undefined; n++) {
      const rule = Object.fromEntries(PERMISSION.map((name) => [name, call.params[`Permissions.${n}.${name}`] ?? '']));
      if (!/^\d+\/\d+$/.test(rule.PortRange ?? '')) throw invalidParameter(`Permissions.${n}.PortRange`, 'from/to');
      added.push({ ...rule, SecurityGroupRuleId: idOfRule(call.scope, index, 90_000 + rules.added.length + n) });
    }
    if (added.length === 0) throw invalidParameter('Permissions', 'at least one');
    const changed: WrittenRules = { ...rules, added: [...rules.added, ...added] };
    call.scope.write('securityGroup', index, RULES_WRITTEN, changed);
    return {};
  },
};
