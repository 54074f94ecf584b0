import { memberNonCompliant } from '../../../../scripts/config';
import { testChecker } from '../../../harness/check-tester';
import { memberResult as result, memberRule as rule } from '../fixtures';

const fails = { complianceType: 'NON_COMPLIANT' as const };

testChecker(memberNonCompliant, {
  healthy: { asset: { ...result, complianceType: 'COMPLIANT' }, related: { rules: [rule] } },
  pass: { complies: {} },
  fail: {
    'of a member': {
      asset: fails,
      message: 'found',
      severity: 'warning',
      text: {
        en: 'Cloud Config: ACS::NAS::FileSystem nas-1 (share, cn-hangzhou) of member 1000000000000002 does not comply with the rule "NAS 备份" (nas-filesystem-enable-backup-plan)',
      },
    },
    'of high risk': { asset: { ...fails, riskLevel: 1 }, message: 'found', severity: 'error', data: { id: 'nas-1' } },
    'of low risk': {
      asset: { ...fails, riskLevel: 3 },
      params: { least: 'info' },
      message: 'found',
      severity: 'info',
      data: { owner: '1000000000000002' },
    },
    'what a checker finds in a member that is inspected, too': {
      asset: fails,
      related: { rules: [{ ...rule, sourceIdentifier: 'ram-user-mfa-check' }] },
      params: { ours: true },
      message: 'found',
      severity: 'warning',
      data: { rule: 'ram-user-mfa-check' },
    },
  },
  skip: {
    'of the management account itself': { asset: { ...fails, resourceOwnerId: '1000000000000001' } },
    'a rule that a checker speaks of': {
      asset: fails,
      related: { rules: [{ ...rule, sourceIdentifier: 'ram-user-mfa-check' }] },
    },
    'a rule that somebody leaves out': {
      asset: fails,
      params: { without: ['nas-filesystem-enable-backup-plan'] },
    },
  },
  unknown: {
    'no result': { asset: { complianceType: undefined } },
    'no owner': { asset: { ...fails, resourceOwnerId: undefined } },
    'a rule of an unknown kind': { asset: fails, related: { rules: [{ ...rule, sourceOwner: undefined }] } },
  },
});
