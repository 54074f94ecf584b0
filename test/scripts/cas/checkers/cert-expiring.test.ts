import { certExpiring, certificates, validCertificates } from '../../../../scripts/cas';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { inDays, now } from '../../bss/fixtures';

const certificate = certificates.toAsset(
  {
    CertificateId: 10000001,
    Name: 'www',
    CommonName: 'www.example.com',
    Sans: 'www.example.com,example.com',
    Issuer: 'CA',
    Upload: false,
    StartDate: '2026-02-01',
    EndDate: '2027-03-01',
    Expired: false,
  },
  { account: { id: '1000000000000001', name: 'production' }, region: 'global' },
);

it('ends with the last moment of its day in Beijing', () => {
  expect(certificate.endDate).toEqual(new Date('2027-03-01T15:59:59.999Z'));
});

const cases = expiryCases(
  { zh: 'www.example.com 的证书 www（10000001）', en: 'Certificate www (10000001) of www.example.com' },
  (endDate) => ({ asset: { endDate, expired: undefined } }),
);

/** Another one, valid for so many days more. */
function other(names: string, days: number, id = 10000002) {
  const certEndTime = inDays(days).getTime();
  return validCertificates.toAsset({ CertificateId: id, Sans: names, CertEndTime: certEndTime }, certificate);
}

testChecker(certExpiring, {
  healthy: { asset: certificate, related: { valid: [other('www.example.com,example.com', 365, 10000001)] }, now },
  pass: cases.pass,
  fail: {
    ...cases.fail,
    'its last day, not expired yet': {
      asset: { endDate: inDays(-0.5) },
      message: 'soon',
      severity: 'critical',
      data: { value: 0, threshold: 7 },
    },
    'expired, says the answer': {
      asset: { endDate: inDays(0.5), expired: true },
      message: 'expired',
      severity: 'critical',
      data: { threshold: 0 },
    },
    'expired exactly 30 days ago': {
      asset: { endDate: inDays(-30), expired: true },
      message: 'expired',
      severity: 'critical',
      data: { value: -30 },
    },
    'expired long ago, and still wanted': {
      asset: { endDate: inDays(-31), expired: true },
      params: { expiredDays: 60 },
      message: 'expired',
      severity: 'critical',
      data: { value: -31 },
    },
    'an exact end, whatever the day and the flag say': {
      asset: { certEndTime: inDays(-0.5), endDate: inDays(0.3), expired: false },
      message: 'expired',
      severity: 'critical',
      data: { threshold: 0, expiresAt: inDays(-0.5) },
    },
    'the other one is not for all of its names': {
      asset: { endDate: inDays(5) },
      related: { valid: [other('www.example.com', 300), other('*.other.com,*.com', 300)] },
      message: 'soon',
      severity: 'critical',
      data: { value: 5 },
    },
    'the other one ends soon, too': {
      asset: { endDate: inDays(5) },
      related: { valid: [other('www.example.com,example.com', 20)] },
      message: 'soon',
      severity: 'critical',
      data: { value: 5 },
    },
    'it is over, and so is the other one': {
      asset: { endDate: inDays(-5), expired: true },
      related: { valid: [other('www.example.com,example.com', -1)] },
      message: 'expired',
      severity: 'critical',
      data: { value: -5 },
    },
    'an exact end without a day': {
      asset: { certEndTime: inDays(5), endDate: undefined },
      message: 'soon',
      severity: 'critical',
      data: { value: 5 },
    },
    'no common name': {
      asset: { endDate: inDays(5), commonName: undefined },
      message: 'soon',
      severity: 'critical',
      data: { domain: 'www.example.com,example.com' },
    },
    'no names at all': {
      asset: { endDate: inDays(5), commonName: undefined, sans: undefined },
      message: 'soon',
      severity: 'critical',
      data: { domain: '-' },
    },
  },
  skip: {
    'expired more than 30 days ago': { asset: { endDate: inDays(-30, -1), expired: true } },
    'another one for its names has been issued': {
      asset: { endDate: inDays(5) },
      related: { valid: [other('*.example.com,example.com', 300)] },
    },
    'over, and replaced': {
      asset: { endDate: inDays(-3), expired: true },
      related: { valid: [other('www.example.com,example.com', 300)] },
    },
  },
  unknown: cases.unknown,
  absentIsFact: [
    ...(['expired', 'commonName', 'sans', 'related.valid', 'related.valid.sans'] as const),
    'related.valid.certEndTime',
  ],
});
