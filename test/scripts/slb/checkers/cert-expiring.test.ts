import { certExpiring } from '../../../../scripts/slb';
import { testChecker } from '../../../harness/check-tester';
import { expiryCases } from '../../../harness/tables';
import { certificate, now } from '../fixtures';

const cases = expiryCases(
  { zh: '服务器证书 www（cert-1）', en: 'Server certificate www (cert-1)' },
  (expireTimeStamp) => ({ asset: { expireTimeStamp } }),
);

testChecker(certExpiring, {
  healthy: { asset: certificate, now },
  ...cases,
});
