import { certExpiring } from '../../../../scripts/slb';
import { testChecker } from '../../../harness/check-tester';
import { certificate, now } from '../fixtures';
import { expiryCases } from '../../vpc/tables';

const cases = expiryCases((expireTimeStamp) => ({ asset: { expireTimeStamp } }), {
  soon: {
    zh: '服务器证书 www（cert-1）将在 30 天后到期（2026-03-31T00:00Z）',
    en: 'Server certificate www (cert-1) expires in 30 days (2026-03-31T00:00Z)',
  },
  expired: {
    zh: '服务器证书 www（cert-1）已于 2026-03-01T00:00Z 到期',
    en: 'Server certificate www (cert-1) expired at 2026-03-01T00:00Z',
  },
});

testChecker(certExpiring, {
  healthy: { asset: certificate, now },
  pass: cases.pass,
  fail: cases.fail,
  unknown: cases.unknown,
});
