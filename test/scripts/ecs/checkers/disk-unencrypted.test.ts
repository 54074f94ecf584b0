import { diskUnencrypted } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { disk, now } from '../fixtures';

testChecker(diskUnencrypted, {
  healthy: { asset: disk, now },
  pass: { encrypted: {} },
  fail: {
    plain: {
      asset: { encrypted: false },
      message: 'plain',
      severity: 'info',
      text: { zh: '云盘 d-1（data）未加密', en: 'Disk d-1 (data) is not encrypted' },
    },
  },
  unknown: { 'no flag': { asset: { encrypted: undefined } } },
});
