import { webTracking } from '../../../../scripts/sls';
import { testChecker } from '../../../harness/check-tester';
import { logstore, now, settings } from '../fixtures';

testChecker(webTracking, {
  healthy: { asset: logstore('requests'), ...settings({ enable_tracking: false }), now },
  pass: { 'switched off': {} },
  fail: {
    'anybody can write': {
      ...settings({ enable_tracking: true }),
      message: 'open',
      severity: 'info',
      text: {
        zh: '日志库 orders/requests 已开启 WebTracking，任何人都能写入',
        en: 'Anybody can write to logstore orders/requests: web tracking is on',
      },
    },
  },
  unknown: { 'not told': settings({}), 'no answer': { related: { settings: [] } } },
});
