import { statusAbnormal } from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { instance, inDays, now } from '../fixtures';

testChecker(statusAbnormal, {
  healthy: { asset: instance, now },
  pass: { running: {}, 'after a switch': { previous: { dBInstanceStatus: 'HASwitching' }, open: true } },
  fail: {
    'a switch that two runs see': {
      asset: { dBInstanceStatus: 'HASwitching' },
      previous: { dBInstanceStatus: 'HASwitching' },
      message: 'down',
      severity: 'critical',
      text: {
        zh: 'MongoDB 实例 dds-1 的状态为 HASwitching',
        en: 'The status of MongoDB instance dds-1 is HASwitching',
      },
    },
    'disaster recovery': {
      asset: { dBInstanceStatus: 'GuardSwitching' },
      message: 'down',
      severity: 'critical',
      text: {
        zh: 'MongoDB 实例 dds-1 的状态为 GuardSwitching',
        en: 'The status of MongoDB instance dds-1 is GuardSwitching',
      },
    },
    'in creation for a day and a second': {
      asset: { dBInstanceStatus: 'Creating', creationTime: inDays(-1, -1) },
      message: 'creating',
      severity: 'error',
      text: {
        zh: 'MongoDB 实例 dds-1 已创建 24 小时，状态仍为 Creating',
        en: 'MongoDB instance dds-1 has been in creation for 24 hours and is still Creating',
      },
    },
    'in creation for longer than a shorter time': {
      asset: { dBInstanceStatus: 'Creating', creationTime: inDays(-0.5) },
      params: { hours: 6 },
      message: 'creating',
      severity: 'error',
      data: { value: 12, threshold: 6, unit: 'h' },
    },
  },
  skip: {
    'a switch, seen for the first time': {
      asset: { dBInstanceStatus: 'HASwitching' },
      previous: { dBInstanceStatus: 'Running' },
    },
    'a switch of an asset that nobody has seen before': { asset: { dBInstanceStatus: 'HASwitching' } },
    'another switch than at the last run': {
      asset: { dBInstanceStatus: 'HASwitching' },
      previous: { dBInstanceStatus: 'LinkSwitching' },
    },
    'in creation for exactly a day': { asset: { dBInstanceStatus: 'Creating', creationTime: inDays(-1) } },
    'its class is changed': { asset: { dBInstanceStatus: 'DBInstanceClassChanging' } },
    'restarted by somebody': { asset: { dBInstanceStatus: 'Rebooting' }, previous: { dBInstanceStatus: 'Rebooting' } },
    'restored by somebody': { asset: { dBInstanceStatus: 'Restoring' } },
    'being released': { asset: { dBInstanceStatus: 'Deleting' } },
  },
  // Without a time of creation nothing tells how long it takes.
  absentIsFact: ['creationTime'],
});
