import { statusAbnormal } from '../../../../scripts/nas';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ecs/fixtures';
import { fileSystem } from '../fixtures';

testChecker(statusAbnormal, {
  healthy: { asset: fileSystem, now },
  pass: { running: {}, growing: { asset: { status: 'Extending' } } },
  fail: {
    stopped: {
      asset: { status: 'Stopped' },
      message: 'stopped',
      severity: 'critical',
      text: {
        zh: '文件系统 extreme-1（share）的状态为 Stopped',
        en: 'File system extreme-1 (share) is Stopped',
      },
    },
    'being stopped': {
      asset: { status: 'Stopping' },
      message: 'stopped',
      severity: 'warning',
      data: { status: 'Stopping' },
    },
  },
  skip: {
    'being made': { asset: { status: 'Pending' } },
    'being deleted': { asset: { status: 'Deleting' } },
    'general-purpose, without a status': { asset: { status: undefined, fileSystemType: 'standard' } },
  },
  unknown: { 'no status': { asset: { status: undefined } } },
});
