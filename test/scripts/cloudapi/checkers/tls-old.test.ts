import { tlsOld } from '../../../../scripts/cloudapi';
import { testChecker } from '../../../harness/check-tester';
import { group } from '../fixtures';

testChecker(tlsOld, {
  healthy: { asset: group },
  pass: { 'from 1.2 on': {}, 'from 1.3 on': { asset: { httpsPolicy: 'HTTPS2_TLS1_3' } } },
  fail: {
    'from 1.0 on': {
      asset: { httpsPolicy: 'HTTPS2_TLS1_0' },
      message: 'off',
      severity: 'info',
      text: {
        zh: 'API 分组 g-1（orders）允许 TLS 1.2 以下的版本',
        en: 'Group of APIs g-1 (orders) takes versions below TLS 1.2',
      },
    },
    'from 1.1 on': { asset: { httpsPolicy: 'HTTPS1_1_TLS1_1' }, message: 'off', severity: 'info', data: { id: 'g-1' } },
  },
  unknown: {
    'no policy': { asset: { httpsPolicy: undefined } },
    'a policy of another form': { asset: { httpsPolicy: 'STRICT' } },
  },
});
