import { encryptionOff } from '../../../../scripts/oss';
import { testChecker } from '../../../harness/check-tester';
import { bucket, now, settings } from '../fixtures';

const encrypted = (SSEAlgorithm: string | undefined) => ({
  related: { info: [settings({ ServerSideEncryptionRule: { SSEAlgorithm } })] },
});

testChecker(encryptionOff, {
  healthy: { asset: bucket, ...encrypted('AES256'), now },
  pass: { 'by a key of OSS': {}, 'by a key of KMS': encrypted('KMS') },
  fail: {
    none: {
      ...encrypted('None'),
      message: 'off',
      severity: 'info',
      text: { zh: '存储空间 b-1 未设置服务端加密', en: 'Bucket b-1 does not encrypt by default' },
    },
  },
  unknown: { 'no answer': { related: { info: [] } }, 'not told': encrypted(undefined) },
});
