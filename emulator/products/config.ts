/** Cloud Config: what its rules find fault with, in an account and in the members of its account group. */
import { listing, type Action, type Body, type Call, type Product } from '../define';
import { emulated } from '../emulated';
import { ApiError } from '../errors';
import { nthOf } from '../common/networks';
import { numberPaging, tokenPaging, type Dialect } from '../paging';
import { HOUR } from '../time';
import type { Scope } from '../world';

/** Whose result is not of the account is of this member. */
const MEMBER = '1000000000000099';
const GROUP = 'configGroup';

interface Rule {
  readonly id: string;
  readonly name: string;
  /** 1 is high. */
  readonly risk: 1 | 2 | 3;
  /** A managed one; without, it is one of the user's own. */
  readonly managed?: string;
  readonly group?: true;
}

/** One kind of results to each rule: an id is the asset's and the rule's. */
const RULES: Readonly<Record<string, Rule>> = {
  configResult: { id: 'cr-emulated0001', name: '磁盘加密', risk: 2, managed: 'ecs-disk-encrypted' },
  configHigh: { id: 'cr-emulated0002', name: '数据库备份保留天数', risk: 1, managed: 'rds-backup-retention-required' },
  configMedium: { id: 'cr-emulated0003', name: 'must-have-owner', risk: 2 },
  configLow: { id: 'cr-emulated0004', name: '安全组描述', risk: 3, managed: 'ecs-security-group-description-check' },
  configMember: { id: 'cr-emulated0101', name: '成员日志投递', risk: 1, managed: 'member-log-required', group: true },
};
const OWN = Object.keys(RULES).filter((kind) => !RULES[kind]?.group);
const GROUPS = Object.keys(RULES).filter((kind) => RULES[kind]?.group);

/** What is listed without having been planted: what a checker finds, too, and what is the account's own. */
const ALWAYS = ['configResult', 'configMember'];

function result(home: Scope, kind: string, rule: Rule, index: number): Body {
  const own = home.population(kind).idOf(index).replace(`/${rule.id}`, '');
  // What a checker finds, too, is about a disk that is there.
  const id = kind === 'configResult' ? (nthOf(home, 'disk', index) ?? own) : own;
  const { accountId } = home.account;
  const faulty = home.condition(kind, index) !== undefined;
  const at = home.world.time - HOUR;
  return {
    ComplianceType: 'NON_COMPLIANT',
    RiskLevel: rule.risk,
    Annotation: '{"configuration":"false","desiredValue":"true","operator":"StringEquals","property":"$.Setting"}',
    RemediationEnabled: false,
    InvokingEventMessageType: 'ScheduledNotification',
    ConfigRuleInvokedTimestamp: at,
    ResultRecordedTimestamp: at,
    EvaluationId: `evaluation-${index}`,
    EvaluationResultIdentifier: {
      OrderingTimestamp: at,
      EvaluationResultQualifier: {
        ConfigRuleId: rule.id,
        ConfigRuleName: rule.name,
        ConfigRuleArn: `acs:config::${accountId}:rule/${rule.id}`,
        RegionId: home.region,
        ResourceId: id,
        ResourceName: id,
        ResourceOwnerId: Number(rule.group && faulty ? MEMBER : accountId),
        ResourceType: id === own ? 'ACS::NAS::FileSystem' : 'ACS::ECS::Disk',
        IgnoreDate: '',
      },
    },
  };
}

/** Under their envelope, as the API has it. */
function evaluations(call: Call, kinds: readonly string[]): Body {
  const { ComplianceType: type = 'NON_COMPLIANT' } = call.params;
  const home = call.world.home(call.scope.account.accountId);
  const flat = (type === 'NON_COMPLIANT' ? kinds : []).flatMap((kind) => {
    const listed = home.filtered(kind, 'listed', (index) => {
      return ALWAYS.includes(kind) || home.condition(kind, index) !== undefined;
    });
    return Array.from({ length: listed.length }, (_, i) => ({ kind, index: listed.at(i) }));
  });
  const { rows: EvaluationResultList, fields } = call.page(
    listing(flat.length, (i): Body => {
      const { kind = '', index = 0 } = flat[i] ?? {};
      return result(home, kind, RULES[kind] as Rule, index);
    }),
  );
  return { EvaluationResults: { EvaluationResultList, ...fields } };
}

function ruleRows(call: Call, kinds: readonly string[]): Body {
  const { accountId } = call.scope.account;
  const { rows: ConfigRuleList, fields } = call.page(
    listing(kinds.length, (i): Body => {
      const { id, name, risk, managed } = RULES[kinds[i] ?? ''] as Rule;
      return {
        ConfigRuleId: id,
        ConfigRuleName: name,
        ConfigRuleArn: `acs:config::${accountId}:rule/${id}`,
        ConfigRuleState: 'ACTIVE',
        AccountId: Number(accountId),
        RiskLevel: risk,
        SourceOwner: managed === undefined ? 'CUSTOM_FC' : 'ALIYUN',
        SourceIdentifier: managed ?? `acs:fc:cn-hangzhou:${accountId}:services/rules.LATEST/functions/owner`,
        ResourceTypesScope: 'ACS::NAS::FileSystem',
        Description: '',
        Compliance: { ComplianceType: 'NON_COMPLIANT', Count: 1 },
        Tags: [],
      };
    }),
  );
  return { ConfigRules: { ConfigRuleList, ...fields } };
}

const results: Pick<Action, 'paging' | 'items' | 'itemId'> & { readonly paging: Dialect } = {
  paging: tokenPaging({ default: 10, max: 100, echo: true }),
  items: 'EvaluationResults.EvaluationResultList',
  itemId: 'EvaluationResultIdentifier.EvaluationResultQualifier.ResourceId',
};
const rules: Pick<Action, 'paging' | 'items' | 'itemId'> = {
  paging: numberPaging({ default: 10, max: 100, over: 'refuse' }),
  items: 'ConfigRules.ConfigRuleList',
  itemId: 'ConfigRuleId',
};

/** The kinds of results of a group: the first one has all rules. @throws ApiError for a group that is none of the account's */
function groupOf({ params, scope, world }: Call): readonly string[] {
  const index = world.home(scope.account.accountId).find(GROUP, params.AggregatorId ?? '');
  if (index === undefined)
    throw new ApiError(400, 'Invalid.AggregatorId.Value', 'The specified AggregatorId is invalid.');
  return index === 0 ? GROUPS : [];
}

const api: Product = {
  code: 'config',
  version: '2020-09-07',
  global: true,
  actions: [
    {
      ...results,
      name: 'ListConfigRuleEvaluationResults',
      params: ['ComplianceType'],
      handle: (call) => evaluations(call, OWN),
    },
    { ...rules, name: 'ListConfigRules', handle: (call) => ruleRows(call, OWN) },
    {
      name: 'ListAggregators',
      paging: tokenPaging({ default: 10, max: 100 }),
      items: 'AggregatorsResult.Aggregators',
      itemId: 'AggregatorId',
      handle(call) {
        const home = call.world.home(call.scope.account.accountId);
        const groups = home.live(GROUP);
        const { rows: Aggregators, fields } = call.page(
          listing(groups.length, (i) => ({
            AggregatorId: home.population(GROUP).idOf(groups.at(i)),
            AggregatorName: `group-${i + 1}`,
            AggregatorType: i === 0 ? 'RD' : 'CUSTOM',
            AggregatorStatus: 1,
            AggregatorAccountCount: 2,
            AccountId: Number(call.scope.account.accountId),
            Description: '',
          })),
        );
        return { AggregatorsResult: { Aggregators, ...fields } };
      },
    },
    {
      ...results,
      name: 'ListAggregateConfigRuleEvaluationResults',
      params: ['AggregatorId', 'ComplianceType'],
      required: ['AggregatorId'],
      handle: (call) => evaluations(call, groupOf(call)),
    },
    {
      ...rules,
      name: 'ListAggregateConfigRules',
      params: ['AggregatorId'],
      required: ['AggregatorId'],
      handle: (call) => ruleRows(call, groupOf(call)),
    },
  ],
};

/** What all kinds have in common. */
const RESULT = { prefix: 'nas', perAccount: true, mark: false } as const;
const suffix = (kind: string): string => `/${RULES[kind]?.id ?? ''}`;

export const config = emulated({
  products: [api],
  kinds: {
    configResult: { ...RESULT, suffix: suffix('configResult'), size: 'configResults', usual: 6 },
    configHigh: { ...RESULT, suffix: suffix('configHigh'), size: 'configHighs', usual: 1 },
    configMedium: { ...RESULT, suffix: suffix('configMedium'), size: 'configMediums', usual: 1 },
    configLow: { ...RESULT, suffix: suffix('configLow'), size: 'configLows', usual: 1 },
    configGroup: { prefix: 'ca-', size: 'configGroups', usual: 1, perAccount: true, mark: false },
    configMember: { ...RESULT, suffix: suffix('configMember'), size: 'configMembers', usual: 3 },
  },
  conditions: {
    'config-high': { kind: 'configHigh', detail: 'a managed rule of high risk is violated' },
    'config-medium': { kind: 'configMedium', detail: 'a rule of its own, of medium risk, is violated' },
    'config-low': { kind: 'configLow', detail: 'a managed rule of low risk is violated' },
    'config-member': { kind: 'configMember', detail: 'a member violates a rule of the account group' },
  },
  raises: {
    'config-high': ['config-non-compliant error'],
    'config-medium': ['config-non-compliant warning'],
    'config-low': { nothing: 'results of low risk are told where the parameter "least" is info' },
    'config-member': ['config-member-non-compliant error'],
  },
});
