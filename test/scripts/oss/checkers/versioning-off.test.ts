import { versioningOff } from '../../../../scripts/oss';
import { testChecker } from '../../../harness/check-tester';
import { bucket, now, settings } from '../fixtures';

const versions = (Versioning: string | undefined) => ({ related: { info: [settings({ Versioning })] } });

testChecker(versioningOff, {
  healthy: { asset: bucket, ...versions('Enabled'), now },
  pass: { on: {} },
  fail: {
    'never switched on': {
      ...versions(undefined),
      message: 'off',
      severity: 'info',
      text: { zh: '存储空间 b-1 未开启版本控制', en: 'Bucket b-1 keeps no versions' },
    },
    suspended: { ...versions('Suspended'), message: 'off', severity: 'info', data: { id: 'b-1' } },
  },
  unknown: { 'no answer': { related: { info: [] } } },
  absentIsFact: ['related.info.versioning'],
});
