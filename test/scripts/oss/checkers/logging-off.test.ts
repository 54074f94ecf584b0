import { loggingOff } from '../../../../scripts/oss';
import { testChecker } from '../../../harness/check-tester';
import { bucket, now, settings } from '../fixtures';

const logs = (LogBucket: string) => ({ related: { info: [settings({ BucketPolicy: { LogBucket } })] } });

testChecker(loggingOff, {
  healthy: { asset: bucket, ...logs('access-logs'), now },
  pass: { 'into another bucket': {} },
  fail: {
    nowhere: {
      ...logs(''),
      message: 'off',
      severity: 'info',
      text: { zh: '存储空间 b-1 未开启日志转存', en: 'Bucket b-1 writes no access log' },
    },
  },
  unknown: { 'no answer': { related: { info: [] } } },
  absentIsFact: ['related.info.logBucket'],
});
