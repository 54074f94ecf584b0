import { certExpiring } from '../../../../scripts/cdn';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { certificate, domain, inDays, now } from '../fixtures';

const having = (expires: Date | undefined, status?: string) => ({
  related: { certificates: [certificate(expires, status)] },
});

const cases = expiryCases(
  {
    zh: '加速域名 static.example.com 的证书 static',
    en: 'Certificate static of accelerated domain name static.example.com',
  },
  having,
);

testChecker(certExpiring, {
  healthy: { asset: domain, now, ...having(inDays(400), 'ok') },
  pass: { ...cases.pass, 'of another name, which is not judged here': having(inDays(400), 'mismatch') },
  fail: {
    ...cases.fail,
    'its end has passed in this zone, not in its own': {
      ...having(inDays(-0.2), 'expire_soon'),
      message: 'soon',
      severity: 'critical',
      data: { value: 0 },
    },
    'not in service yet, or again': {
      asset: { domainStatus: 'configuring' },
      ...having(inDays(3), 'expire_soon'),
      message: 'soon',
      severity: 'critical',
      data: { value: 3 },
    },
    'expired, says the answer': {
      ...having(inDays(0.2), 'expired'),
      message: 'expired',
      severity: 'critical',
      data: { threshold: 0 },
    },
  },
  skip: {
    'without HTTPS': { asset: { sslProtocol: 'off' }, related: { certificates: [] } },
    'taken offline': { asset: { domainStatus: 'offline' }, ...having(inDays(-3), 'expired') },
    'being taken offline': { asset: { domainStatus: 'stopping' }, ...having(inDays(3), 'expire_soon') },
    'being deleted': { asset: { domainStatus: 'deleting' }, ...having(inDays(3), 'expire_soon') },
  },
  unknown: { ...cases.unknown, 'no certificate': { related: { certificates: [] } } },
});
