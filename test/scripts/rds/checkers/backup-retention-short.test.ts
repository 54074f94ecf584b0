import { backupRetentionShort } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { instance, now, retention } from '../fixtures';

const kept = (days: number | undefined, log: string | undefined = '1') => ({
  related: { policy: [retention(days, log)] },
});

testChecker(backupRetentionShort, {
  healthy: { asset: instance, ...kept(7), now },
  pass: { 'a week': {}, 'a day, where that is enough': { params: { days: 1 }, ...kept(1) } },
  fail: {
    'six days': {
      ...kept(6),
      message: 'short',
      severity: 'warning',
      text: {
        zh: 'RDS 实例 rm-1（orders）的备份只保留 6 天',
        en: 'Backups of RDS instance rm-1 (orders) are kept for 6 days only',
      },
    },
    'a week, where half a year is wanted': {
      params: { days: 180 },
      ...kept(7),
      message: 'short',
      severity: 'warning',
      data: { value: 7, threshold: 180 },
    },
    'no log backups': {
      ...kept(7, '0'),
      message: 'log',
      severity: 'warning',
      text: { zh: 'RDS 实例 rm-1（orders）的日志备份已关闭', en: 'Log backups of RDS instance rm-1 (orders) are off' },
    },
  },
  skip: { 'a read-only instance': { asset: { dBInstanceType: 'Readonly' }, related: { policy: [] } } },
  unknown: {
    'no policy': { related: { policy: [] } },
    'no days': kept(undefined),
    'no word of log backups': { related: { policy: [retention(7, undefined)] } },
  },
  absentIsFact: ['dBInstanceType'],
});
