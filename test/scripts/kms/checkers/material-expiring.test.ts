import { materialExpiring } from '../../../../scripts/kms';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ecs/fixtures';
import { asset, at, details } from '../fixtures';

const imported = (MaterialExpireTime: string) => details({ Origin: 'EXTERNAL', MaterialExpireTime });

testChecker(materialExpiring, {
  healthy: { asset, related: imported(at(60)), now },
  pass: {
    'in two months': {},
    'just over 30 days': { related: imported(at(30, 1)) },
    'sooner is early enough': { params: { days: 3, criticalDays: 2 }, related: imported(at(3, 1)) },
  },
  fail: {
    'in 30 days': {
      related: imported(at(30)),
      message: 'soon',
      severity: 'warning',
      text: {
        zh: '密钥 key-1 的密钥材料还有 30 天过期',
        en: 'The imported material of key key-1 expires in 30 days',
      },
    },
    'just over a week': {
      related: imported(at(7, 1)),
      message: 'soon',
      severity: 'warning',
      data: { value: 7, threshold: 30 },
    },
    'in a week': { related: imported(at(7)), message: 'soon', severity: 'critical', data: { value: 7, threshold: 7 } },
    'a month is critical': {
      params: { criticalDays: 30 },
      related: imported(at(29)),
      message: 'soon',
      severity: 'critical',
      data: { threshold: 30 },
    },
    'two months are soon': { params: { days: 90 }, message: 'soon', severity: 'warning', data: { threshold: 90 } },
    'just now': {
      related: imported(at(0)),
      message: 'expired',
      severity: 'critical',
      text: { zh: '密钥 key-1 的密钥材料已过期', en: 'The imported material of key key-1 has expired' },
    },
    'gone, and its time with it': {
      related: details({ Origin: 'EXTERNAL', KeyState: 'PendingImport', MaterialExpireTime: '' }),
      message: 'missing',
      severity: 'error',
      text: { zh: '密钥 key-1 没有密钥材料，无法使用', en: 'Key key-1 has no material: it cannot be used' },
    },
    'gone, whatever its time': {
      related: details({ Origin: 'EXTERNAL', KeyState: 'PendingImport', MaterialExpireTime: at(-1) }),
      message: 'missing',
      severity: 'error',
      data: { id: 'key-1' },
    },
  },
  skip: {
    'not imported': { related: details() },
    never: { related: imported('') },
    'of a key that is to be deleted': {
      related: details({ Origin: 'EXTERNAL', KeyState: 'PendingDeletion', MaterialExpireTime: at(3) }),
    },
  },
  unknown: { 'no answer': { related: { details: [] } }, 'no origin': { related: details({ Origin: '' }) } },
  // Without a time it never expires.
  absentIsFact: ['related.details.materialExpireTime'],
});

test('the levels must fit together', () => {
  expect(() => materialExpiring.with({ days: 5 })).toThrow(/criticalDays \(7\) is above days \(5\)/);
});
