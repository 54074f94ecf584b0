import { rotationOff } from '../../../../scripts/kms';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ecs/fixtures';
import { asset, details } from '../fixtures';

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
