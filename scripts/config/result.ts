import { must, oneOf, text } from '../../lib/define';

/** Where a result names the asset and the rule that it is about. */
const OF = 'EvaluationResultIdentifier.EvaluationResultQualifier';

/** A result, of one account or of a group of them: the rule and the asset tell it from others. */
export const RESULT = {
  assetId: `${OF}.ResourceId`,
  apartBy: `${OF}.ConfigRuleId`,
  assetName: `${OF}.ResourceName`,
  fields: {
    configRuleId: must(text(`${OF}.ConfigRuleId`)),
    configRuleName: text(`${OF}.ConfigRuleName`),
    resourceType: text(`${OF}.ResourceType`),
    regionId: text(`${OF}.RegionId`),
    resourceOwnerId: text(`${OF}.ResourceOwnerId`),
    complianceType: oneOf('ComplianceType', [
      ...(['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE', 'INSUFFICIENT_DATA', 'IGNORED'] as const),
    ]),
    riskLevel: oneOf('RiskLevel', [1, 2, 3]),
  },
  refers: ['resourceId'],
  show: ['resourceType', 'regionId', 'resourceOwnerId', 'configRuleId', 'configRuleName', 'riskLevel'],
} as const;

/** A rule: a managed one has its identifier, one of the user's own the ARN of what judges. */
export const RULE = {
  assetId: 'ConfigRuleId',
  assetName: 'ConfigRuleName',
  fields: { sourceOwner: text('SourceOwner'), sourceIdentifier: text('SourceIdentifier') },
} as const;
