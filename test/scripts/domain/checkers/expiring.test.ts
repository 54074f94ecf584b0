import { domainExpiring, domains } from '../../../../scripts/domain';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { inDays, now } from '../../bss/fixtures';

const name = domains.toAsset(
  {
    InstanceId: 'S1',
    DomainName: 'example.com',
    DomainType: 'gTLD',
    DomainStatus: '3',
    ExpirationDate: '2027-03-01 08:00:00',
    ExpirationDateStatus: '1',
    RegistrationDate: '2020-03-01 08:00:00',
    ExpirationDateLong: 1_803_859_200_000,
    AutoRenewEnabled: false,
  },
  { account: { id: '1000000000000001', name: 'production' }, region: 'global' },
);
const autoRenewEnabled = true;

const cases = expiryCases({ zh: '域名 example.com', en: 'Domain name example.com' }, (expirationDateLong) => ({
  asset: { expirationDateLong },
}));

testChecker(domainExpiring, {
  healthy: { asset: name, now },
  pass: cases.pass,
  fail: {
    ...cases.fail,
    'has to be redeemed': {
      asset: { domainStatus: '2', expirationDateLong: inDays(-40), autoRenewEnabled },
      message: 'expired',
      severity: 'critical',
      data: { value: -40 },
    },
    'a notice about one that renews itself': {
      asset: { autoRenewEnabled, expirationDateLong: inDays(30) },
      params: { autoRenewal: true },
      message: 'renewing',
      severity: 'info',
      text: {
        zh: '域名 example.com 将在 30 天后（2026-03-31T00:00Z）自动续费',
        en: 'Domain name example.com renews itself in 30 days (2026-03-31T00:00Z)',
      },
    },
  },
  skip: {
    'renews itself soon': { asset: { autoRenewEnabled, expirationDateLong: inDays(5) } },
    'renews itself, and over for two hours': { asset: { autoRenewEnabled, expirationDateLong: inDays(0, -7200) } },
  },
  unknown: {
    ...cases.unknown,
    'not told whether it renews itself': { asset: { autoRenewEnabled: undefined, expirationDateLong: inDays(5) } },
  },
  // A state that is not told is not one that has to be redeemed; an end that has passed is a fact.
  absentIsFact: ['domainStatus', 'autoRenewEnabled'],
});
