import { encryptionOff } from '../../../../scripts/sls';
import { testChecker } from '../../../harness/check-tester';
import { logstore, now, settings } from '../fixtures';

testChecker(encryptionOff, {
  healthy: { asset: logstore('requests'), ...settings({ encrypt_conf: { enable: true } }), now },
  pass: { 'switched on': {} },
  fail: {
    'never set': {
      ...settings({ ttl: 30 }),
      message: 'off',
      severity: 'info',
      text: {
        zh: '日志库 orders/requests 未加密存储',
        en: 'Logstore orders/requests is not encrypted at rest',
      },
    },
    'switched off': {
      ...settings({ encrypt_conf: { enable: false } }),
      message: 'off',
      severity: 'info',
      data: { id: 'orders/requests' },
    },
  },
  // Encryption that was never set is not in the answer.
  absentIsFact: ['related.settings.enable'],
  unknown: { 'no answer': { related: { settings: [] } } },
});
