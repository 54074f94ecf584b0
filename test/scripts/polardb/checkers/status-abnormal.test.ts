import { statusAbnormal } from '../../../../scripts/polardb';
import { testChecker } from '../../../harness/check-tester';
import { cluster, inDays, now } from '../fixtures';

testChecker(statusAbnormal, {
  healthy: { asset: cluster, now },
  pass: { running: {}, 'after a switch': { previous: { dBClusterStatus: 'Switching' }, open: true } },
  fail: {
    'a switch that two runs see': {
      asset: { dBClusterStatus: 'Switching' },
      previous: { dBClusterStatus: 'Switching' },
      message: 'down',
      severity: 'critical',
      text: {
        zh: 'PolarDB 集群 pc-1 的状态为 Switching',
        en: 'The status of PolarDB cluster pc-1 is Switching',
      },
    },
    'in creation for a day and a second': {
      asset: { dBClusterStatus: 'Creating', createTime: inDays(-1, -1) },
      message: 'creating',
      severity: 'error',
      text: {
        zh: 'PolarDB 集群 pc-1 已创建 24 小时，状态仍为 Creating',
        en: 'PolarDB cluster pc-1 has been in creation for 24 hours and is still Creating',
      },
    },
    'in creation for longer than a shorter time': {
      asset: { dBClusterStatus: 'Creating', createTime: inDays(-0.5) },
      params: { hours: 6 },
      message: 'creating',
      severity: 'error',
      data: { value: 12, threshold: 6, unit: 'h' },
    },
  },
  skip: {
    'a switch, seen for the first time': {
      asset: { dBClusterStatus: 'Switching' },
      previous: { dBClusterStatus: 'Running' },
    },
    'a switch of an asset that nobody has seen before': { asset: { dBClusterStatus: 'Switching' } },
    'another switch than at the last run': {
      asset: { dBClusterStatus: 'Switching' },
      previous: { dBClusterStatus: 'ROLE_SWITCHING' },
    },
    'in creation for exactly a day': { asset: { dBClusterStatus: 'Creating', createTime: inDays(-1) } },
    'its class is changed': { asset: { dBClusterStatus: 'ClassChanging' } },
    'restarted by somebody': { asset: { dBClusterStatus: 'Rebooting' }, previous: { dBClusterStatus: 'Rebooting' } },
    maintained: { asset: { dBClusterStatus: 'INS_MAINTAINING' } },
    stopped: { asset: { dBClusterStatus: 'Stopped' } },
    'being released': { asset: { dBClusterStatus: 'Deleting' } },
  },
  // Without a time of creation nothing tells how long it takes.
  absentIsFact: ['createTime'],
});
