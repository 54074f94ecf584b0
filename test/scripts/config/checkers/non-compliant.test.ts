import { nonCompliant } from '../../../../scripts/config';
import { testChecker } from '../../../harness/check-tester';
import { result, rule } from '../fixtures';

const complies = { complianceType: 'COMPLIANT' as const };
const ours = { rules: [{ ...rule, sourceIdentifier: 'ecs-disk-encrypted' }] };

testChecker(nonCompliant, {
  healthy: { asset: { ...result, ...complies }, related: { rules: [rule] } },
  pass: { complies: {} },
  fail: {
    'of medium risk': {
      asset: { complianceType: 'NON_COMPLIANT' },
      message: 'found',
      severity: 'warning',
      text: {
        zh: '配置审计：ACS::NAS::FileSystem nas-1（share，cn-hangzhou）不符合规则“NAS 备份”（nas-filesystem-enable-backup-plan）',
        en: 'Cloud Config: ACS::NAS::FileSystem nas-1 (share, cn-hangzhou) does not comply with the rule "NAS 备份" (nas-filesystem-enable-backup-plan)',
      },
    },
    'of high risk, which pages nobody': {
      asset: { complianceType: 'NON_COMPLIANT', riskLevel: 1 },
      message: 'found',
      severity: 'error',
      data: { id: 'nas-1' },
    },
    'of low risk, where that counts': {
      asset: { complianceType: 'NON_COMPLIANT', riskLevel: 3 },
      params: { least: 'info' },
      message: 'found',
      severity: 'info',
      data: { id: 'nas-1' },
    },
    'a rule of the user’s own, by its id': {
      asset: {
        complianceType: 'NON_COMPLIANT',
        resourceType: undefined,
        regionId: undefined,
        configRuleName: undefined,
      },
      related: { rules: [{ ...rule, sourceOwner: 'CUSTOM_FC', sourceIdentifier: 'acs:fc:x' }] },
      message: 'found',
      severity: 'warning',
      data: { rule: 'cr-1', title: 'cr-1', type: '?', region: '*' },
    },
    'a rule that a checker speaks of, where both are wanted': {
      asset: { complianceType: 'NON_COMPLIANT' },
      related: ours,
      params: { ours: true },
      message: 'found',
      severity: 'warning',
      data: { rule: 'ecs-disk-encrypted' },
    },
  },
  skip: {
    'of low risk': { asset: { complianceType: 'NON_COMPLIANT', riskLevel: 3 } },
    'a rule that a checker speaks of': { asset: { complianceType: 'NON_COMPLIANT' }, related: ours },
    'a rule that somebody leaves out': {
      asset: { complianceType: 'NON_COMPLIANT' },
      params: { without: ['nas-filesystem-enable-backup-plan'] },
    },
  },
  unknown: {
    'no data to judge by': { asset: { complianceType: 'INSUFFICIENT_DATA' } },
    'no result': { asset: { complianceType: undefined } },
    'no level': { asset: { complianceType: 'NON_COMPLIANT', riskLevel: undefined } },
    'a rule that is not on the list of rules': { asset: { complianceType: 'NON_COMPLIANT' }, related: { rules: [] } },
  },
});

test('a rule and the checker that says the same are one fault', () => {
  expect(nonCompliant.because.length).toBeGreaterThan(50);
  expect(nonCompliant.because).toContainEqual({
    checker: 'ecs-disk-unencrypted',
    where: { rule: 'ecs-disk-encrypted' },
  });
});
