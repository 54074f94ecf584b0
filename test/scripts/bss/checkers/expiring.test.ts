import { bssExpiring } from '../../../../scripts/bss';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { inDays, now, subscription } from '../fixtures';

const cases = expiryCases(
  { zh: 'sas 实例 sas-1（cn-hangzhou）', en: 'sas instance sas-1 (cn-hangzhou)' },
  (endTime) => ({ asset: { endTime } }),
);
const renewStatus = 'AutoRenewal' as const;

testChecker(bssExpiring, {
  healthy: { asset: subscription, now },
  pass: {
    ...cases.pass,
    'renews itself, far from its end': { asset: { renewStatus } },
    'marked as not renewed, far from its end': { asset: { renewStatus: 'NotRenewal' } },
  },
  fail: {
    ...cases.fail,
    'a notice about one that renews itself': {
      asset: { renewStatus, endTime: inDays(30) },
      params: { autoRenewal: true },
      message: 'renewing',
      severity: 'info',
      text: {
        zh: 'sas 实例 sas-1（cn-hangzhou）将在 30 天后（2026-03-31T00:00Z）自动续费',
        en: 'sas instance sas-1 (cn-hangzhou) renews itself in 30 days (2026-03-31T00:00Z)',
      },
    },
    'not told whether it renews itself, and over': {
      asset: { renewStatus: undefined, endTime: inDays(-1) },
      message: 'expired',
      severity: 'critical',
      data: { value: -1 },
    },
    'renews itself, and over for longer than a renewal takes': {
      asset: { renewStatus, endTime: inDays(0, -7201) },
      message: 'expired',
      severity: 'critical',
      data: { value: -1 },
    },
    'renews itself, and has failed to for days': {
      asset: { renewStatus, endTime: inDays(5) },
      message: 'failing',
      severity: 'critical',
      text: {
        zh: 'sas 实例 sas-1（cn-hangzhou）已开启自动续费但没有续成，将在 5 天后到期（2026-03-06T00:00Z）',
        en: 'Auto-renewal of sas instance sas-1 (cn-hangzhou) is on but fails: it expires in 5 days (2026-03-06T00:00Z)',
      },
    },
    'renews itself, and is watched from the first deduction on': {
      asset: { renewStatus, endTime: inDays(9) },
      params: { failingDays: 9 },
      message: 'failing',
      severity: 'warning',
      data: { value: 9 },
    },
    'its renewal has failed': {
      asset: { renewStatus, endTime: inDays(-1) },
      message: 'expired',
      severity: 'critical',
      data: { value: -1 },
    },
    'no region': {
      asset: { instanceRegion: undefined, endTime: inDays(5) },
      message: 'soon',
      severity: 'critical',
      data: { region: '-' },
    },
  },
  skip: {
    'renews itself soon': { asset: { renewStatus, endTime: inDays(5, 1) } },
    'renews itself, and over for two hours': { asset: { renewStatus, endTime: inDays(0, -7200) } },
    'marked as not renewed': { asset: { renewStatus: 'NotRenewal', endTime: inDays(5) } },
    'marked as not renewed, and ended': { asset: { renewStatus: 'NotRenewal', endTime: inDays(-1) } },
  },
  unknown: {
    ...cases.unknown,
    'not told whether it renews itself': { asset: { renewStatus: undefined, endTime: inDays(5) } },
  },
  // An end that has passed is a fact, whatever renews itself.
  absentIsFact: ['renewStatus'],
});
