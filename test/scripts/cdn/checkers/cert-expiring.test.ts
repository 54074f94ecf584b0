import { certExpiring } from '../../../../scripts/cdn';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { certificate, domain, inDays, now } from '../fixtures';

/** Far from its end the answer says that it is fine. */
const having = (expires: Date | undefined, status = expires && expires > inDays(10) ? 'ok' : undefined) => ({
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
  pass: cases.pass,
  fail: {
    ...cases.fail,
    'of another name: every visitor is warned': {
      ...having(inDays(300), 'mismatch'),
      message: 'mismatch',
      severity: 'critical',
      text: {
        zh: '加速域名 static.example.com 的证书 static 与域名不匹配',
        en: 'Certificate static is not one of accelerated domain name static.example.com',
      },
    },
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
    'expired, says the answer, without a time': {
      ...having(undefined, 'expired'),
      message: 'over',
      severity: 'critical',
      text: {
        zh: '加速域名 static.example.com 的证书 static 已到期',
        en: 'Certificate static of accelerated domain name static.example.com has expired',
      },
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
  unknown: {
    ...cases.unknown,
    'no certificate': { related: { certificates: [] } },
    'no status': { related: { certificates: [certificate(inDays(400))] } },
    'a status that nobody knows': having(inDays(400), 'revoked'),
    'nothing tells whether HTTPS is on': { asset: { sslProtocol: undefined } },
  },
});
