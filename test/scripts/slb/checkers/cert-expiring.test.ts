import { certExpiring, certificateListeners, domainExtensions } from '../../../../scripts/slb';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { certificate, inDays, now } from '../fixtures';

const cases = expiryCases(
  { zh: '服务器证书 www（cert-1）', en: 'Server certificate www (cert-1)' },
  (expireTimeStamp) => ({ asset: { expireTimeStamp } }),
);
const listener = certificateListeners.toAsset(
  {
    LoadBalancerId: 'lb-1',
    ListenerPort: 443,
    HTTPSListenerConfig: { ServerCertificateId: 'cert-1' },
  },
  certificate,
);
const extension = domainExtensions.toAsset(
  { DomainExtensionId: 'de-1', Domain: 'shop.example.com', ServerCertificateId: 'cert-1' },
  certificate,
);

testChecker(certExpiring, {
  healthy: { asset: certificate, related: { listeners: [listener] }, now },
  ...cases,
  fail: {
    ...cases.fail,
    'no listener serves it, and it is over for two years': {
      asset: { expireTimeStamp: inDays(-730) },
      related: { listeners: [] },
      message: 'unused',
      severity: 'info',
      text: {
        zh: '服务器证书 www（cert-1）没有监听使用，到期时间为 2024-03-01T00:00Z',
        en: 'No listener serves server certificate www (cert-1), which ends at 2024-03-01T00:00Z',
      },
    },
    'no listener serves it, and it ends soon': {
      asset: { expireTimeStamp: inDays(3) },
      related: { listeners: [] },
      message: 'unused',
      severity: 'info',
      data: { value: 3 },
    },
    'a domain extension serves it': {
      asset: { expireTimeStamp: inDays(3) },
      related: { listeners: [], extensions: [extension] },
      message: 'soon',
      severity: 'critical',
      data: { value: 3 },
    },
    'a domain extension serves it, and it is over': {
      asset: { expireTimeStamp: inDays(-1) },
      related: { listeners: [], extensions: [extension] },
      message: 'expired',
      severity: 'critical',
      data: { value: -1 },
    },
    'a listener serves it, whatever extensions may': {
      asset: { expireTimeStamp: inDays(3) },
      unread: ['extensions'],
      message: 'soon',
      severity: 'critical',
      data: { value: 3 },
    },
    'nobody serves it, and those are to be judged as well': {
      asset: { expireTimeStamp: inDays(3) },
      related: { listeners: [] },
      params: { extensions: true },
      message: 'soon',
      severity: 'critical',
      data: { value: 3 },
    },
  },
  unknown: {
    ...cases.unknown,
    'no listener serves it, and nobody knows of domain extensions': {
      asset: { expireTimeStamp: inDays(3) },
      related: { listeners: [] },
      unread: ['extensions'],
    },
  },
});
