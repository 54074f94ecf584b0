import { keyDetails, materialExpiring, kmsPending, rotationOff, keys } from '../../../scripts/kms';
import { testChecker } from '../../harness/check-tester';
import { inDays, now, where } from '../ecs/fixtures';

const asset = keys.toAsset({ KeyId: 'key-1', KeyArn: 'acs:kms:cn-hangzhou:1000000000000001:key/key-1' }, where);

function details(other: object = {}) {
  const KeyMetadata = {
    KeyId: 'key-1',
    KeyState: 'Enabled',
    KeySpec: 'Aliyun_AES_256',
    Origin: 'Aliyun_KMS',
    Creator: '1000000000000001',
    AutomaticRotation: 'Enabled',
    ...other,
  };
  return { details: [keyDetails.toAsset({ KeyMetadata }, where)] };
}
const at = (days: number, seconds = 0) => inDays(days, seconds).toISOString();

testChecker(kmsPending, {
  healthy: { asset, related: details(), now },
  pass: { enabled: {} },
  fail: {
    'about to be deleted': {
      related: details({ KeyState: 'PendingDeletion', DeleteDate: '2026-03-08T12:00:00Z' }),
      message: 'deletion',
      severity: 'error',
      data: { value: 7, unit: 'd', at: new Date('2026-03-08T12:00:00Z') },
    },
    'one second more than three days left': {
      related: details({ KeyState: 'PendingDeletion', DeleteDate: at(3, 1) }),
      message: 'deletion',
      severity: 'error',
      data: { value: 3 },
    },
    'exactly three days left': {
      related: details({ KeyState: 'PendingDeletion', DeleteDate: at(3) }),
      message: 'deletion',
      severity: 'critical',
      data: { value: 3 },
    },
    'critical from a week on': {
      related: details({ KeyState: 'PendingDeletion', DeleteDate: at(7) }),
      params: { criticalDays: 7 },
      message: 'deletion',
      severity: 'critical',
      data: { value: 7 },
    },
    'about to be deleted some time': {
      related: details({ KeyState: 'PendingDeletion' }),
      message: 'deletionSomeTime',
      severity: 'error',
      text: { zh: '密钥 key-1 待删除，时间未知', en: 'Key key-1 will be deleted, it is not told when' },
    },
    disabled: {
      related: details({ KeyState: 'Disabled' }),
      message: 'disabled',
      severity: 'warning',
      text: { zh: '密钥 key-1 已禁用', en: 'Key key-1 is disabled' },
    },
  },
  skip: { 'without material yet': { related: details({ KeyState: 'PendingImport' }) } },
  unknown: { 'no answer': { related: { details: [] } } },
});

testChecker(rotationOff, {
  healthy: { asset, related: details(), now },
  pass: { rotated: {}, 'SM4, rotated': { related: details({ KeySpec: 'Aliyun_SM4' }) } },
  fail: {
    off: {
      related: details({ AutomaticRotation: 'Disabled' }),
      message: 'off',
      severity: 'warning',
      text: { zh: '密钥 key-1 的自动轮转为 Disabled', en: 'Automatic rotation of key key-1 is Disabled' },
    },
    suspended: {
      related: details({ AutomaticRotation: 'Suspended' }),
      message: 'off',
      severity: 'warning',
      data: { rotation: 'Suspended' },
    },
    'off, in a hardware module that no instance owns': {
      related: details({ AutomaticRotation: 'Disabled', ProtectionLevel: 'HSM' }),
      message: 'off',
      severity: 'warning',
      data: { rotation: 'Disabled' },
    },
    'off, in an instance of the software kind': {
      related: details({ AutomaticRotation: 'Disabled', ProtectionLevel: 'SOFTWARE', DKMSInstanceId: 'kst-1' }),
      message: 'off',
      severity: 'warning',
      data: { rotation: 'Disabled' },
    },
    'suspended, in an instance of the hardware kind': {
      related: details({ AutomaticRotation: 'Suspended', ProtectionLevel: 'HSM', DKMSInstanceId: 'kst-1' }),
      message: 'off',
      severity: 'warning',
      data: { rotation: 'Suspended' },
    },
  },
  skip: {
    'not enabled': { related: details({ KeyState: 'Disabled', AutomaticRotation: 'Suspended' }) },
    asymmetric: { related: details({ KeySpec: 'RSA_2048', AutomaticRotation: 'Disabled' }) },
    'asymmetric, on a curve': { related: details({ KeySpec: 'EC_SM2', AutomaticRotation: 'Disabled' }) },
    imported: { related: details({ Origin: 'EXTERNAL', AutomaticRotation: 'Disabled' }) },
    'in an instance of the hardware kind': {
      related: details({ AutomaticRotation: 'Disabled', ProtectionLevel: 'HSM', DKMSInstanceId: 'kst-1' }),
    },
    "a service's own": { related: details({ Creator: 'Ecs', AutomaticRotation: 'Disabled' }) },
  },
  unknown: {
    'no answer': { related: { details: [] } },
    'no kind': { related: details({ KeySpec: '' }) },
    'a kind that nobody knows': { related: details({ KeySpec: 'ML_KEM_768', AutomaticRotation: 'Disabled' }) },
    'no origin': { related: details({ Origin: '' }) },
    'no creator': { related: details({ Creator: '' }) },
    'no rotation': { related: details({ AutomaticRotation: '' }) },
    'an instance of either kind': { related: details({ AutomaticRotation: 'Disabled', DKMSInstanceId: 'kst-1' }) },
  },
  // Keys outside of instances have none.
  absentIsFact: ['related.details.DKMSInstanceId'],
});

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
  skip: { 'not imported': { related: details() }, never: { related: imported('') } },
  unknown: { 'no answer': { related: { details: [] } }, 'no origin': { related: details({ Origin: '' }) } },
  // Without a time it never expires.
  absentIsFact: ['related.details.materialExpireTime'],
});

test('the levels must fit together', () => {
  expect(() => materialExpiring.with({ days: 5 })).toThrow(/criticalDays \(7\) is above days \(5\)/);
});
