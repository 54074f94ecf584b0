import { memberResults, memberRules, results, rules } from '../../../scripts/config';
import { where as regional } from '../ecs/fixtures';

const where = { ...regional, region: 'global' };

const RESULT = {
  ComplianceType: 'NON_COMPLIANT',
  RiskLevel: 2,
  EvaluationResultIdentifier: {
    EvaluationResultQualifier: {
      ConfigRuleId: 'cr-1',
      ConfigRuleName: 'NAS 备份',
      RegionId: 'cn-hangzhou',
      ResourceId: 'nas-1',
      ResourceName: 'share',
      ResourceOwnerId: 1000000000000002,
      ResourceType: 'ACS::NAS::FileSystem',
    },
  },
};
const RULE = {
  ConfigRuleId: 'cr-1',
  ConfigRuleName: 'NAS 备份',
  SourceOwner: 'ALIYUN',
  SourceIdentifier: 'nas-filesystem-enable-backup-plan',
};

/** Of a managed rule that no checker of the library speaks of. */
export const result = results.toAsset(RESULT, where);
export const rule = rules.toAsset(RULE, where);
export const memberResult = memberResults.toAsset(RESULT, where);
export const memberRule = memberRules.toAsset(RULE, where);
