/** A result as both collectors have it. */
interface Result {
  readonly resourceId: string;
  readonly complianceType: string | undefined;
  readonly riskLevel: 1 | 2 | 3 | undefined;
  readonly resourceType: string | undefined;
  readonly regionId: string | undefined;
  readonly configRuleId: string;
  readonly configRuleName: string | undefined;
}

interface Rule {
  readonly sourceOwner: string | undefined;
  readonly sourceIdentifier: string | undefined;
}

const LEVELS = { 1: 'error', 2: 'warning', 3: 'info' } as const;

/** What the import of an account's own results and that of its members have in common. */
export const TOLD = {
  docs: 'https://help.aliyun.com/zh/cloud-config/developer-reference/api-config-2020-09-07-listconfigruleevaluationresults',
  /** The identifier of a managed rule; a rule of the user's own has the id that Cloud Config gave it. */
  rule: ({ configRuleId }: Result, [rule]: readonly Rule[]): string | undefined => {
    if (rule?.sourceOwner === undefined) return undefined;
    return rule.sourceOwner === 'ALIYUN' ? rule.sourceIdentifier : configRuleId;
  },
  holds: ({ complianceType: type }: Result): boolean | undefined =>
    type === undefined || type === 'INSUFFICIENT_DATA' ? undefined : type === 'NON_COMPLIANT',
  level: ({ riskLevel }: Result) => riskLevel && LEVELS[riskLevel],
  data: ({ resourceId, resourceType, regionId, configRuleName, configRuleId }: Result) => ({
    id: resourceId,
    type: resourceType ?? '?',
    region: regionId ?? '*',
    title: configRuleName ?? configRuleId,
  }),
};
