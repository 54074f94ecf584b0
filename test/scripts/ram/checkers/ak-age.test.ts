import { akAge } from '../../../../scripts/ram';
import { testChecker } from '../../../harness/check-tester';
import { key, now, user } from '../fixtures';
import { id } from '../logins';

testChecker(akAge, {
  healthy: { asset: user, related: { keys: [key('LTAI-one-0001', -10)] }, now },
  pass: {
    'a young key': {},
    'exactly 90 days': { related: { keys: [key('LTAI-one-0001', -90)] } },
    'an old one that is off': { related: { keys: [key('LTAI-one-0001', -1), key('LTAI-two-0002', -400, 'Inactive')] } },
    'older is allowed': { params: { days: 180 }, related: { keys: [key('LTAI-one-0001', -180)] } },
  },
  fail: {
    'just over 90 days': {
      related: { keys: [key('LTAI-one-0001', -90, 'Active', -1)] },
      message: 'old',
      severity: 'error',
      text: {
        zh: `RAM 用户 ${id} 有 AccessKey 超过 90 天未轮换：LTAI…0001 (90 d)`,
        en: `RAM user ${id} has access keys older than 90 days: LTAI…0001 (90 d)`,
      },
    },
    'two of three, the oldest first': {
      related: { keys: [key('LTAI-one-0001', -100), key('LTAI-two-0002', -5), key('LTAI-two-0003', -300)] },
      message: 'old',
      severity: 'error',
      data: { value: 300, keys: ['LTAI…0003 (300 d)', 'LTAI…0001 (100 d)'] },
    },
    'younger is wanted': {
      params: { days: 7 },
      message: 'old',
      severity: 'error',
      data: { value: 10, threshold: 7 },
    },
  },
  skip: {
    'no key': { related: { keys: [] } },
    'none that is on': { related: { keys: [key('LTAI-one-0001', -400, 'Inactive')] } },
  },
});
