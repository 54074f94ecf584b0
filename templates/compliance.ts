/** Compliance inspection, for the views of standards (--format cis=cis.csv): copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv } from 'aliyun-inspection';
import { CHECKERS } from 'aliyun-inspection/scripts';

// 1. Accounts and regions: 'all', or a list such as ['cn-hangzhou', 'cn-shanghai']
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers and thresholds: everything about security, and what standards ask for beside it
const also = new Set([
  ...[
    'rds-backup-missing',
    'rds-backup-retention-short',
    'rds-basic-edition',
    'rds-kernel-old',
    'polardb-backup-missing',
  ],
  ...['redis-backup-missing', 'mongodb-backup-missing', 'ecs-snapshot-none-recent', 'ecs-disk-no-snapshot-policy'],
  ...['hbr-failed', 'hbr-no-success', 'clickhouse-single-replica', 'slb-single-zone', 'oss-versioning-off'],
  ...['cas-cert-expiring', 'cdn-cert-expiring', 'slb-cert-expiring', 'vpc-vswitch-ip-low', 'cms-ddos-blackhole'],
  ...['antiddos-clb-blackholed', 'antiddos-ecs-blackholed', 'antiddos-eip-blackholed'],
]);
const checkers = CHECKERS.filter(({ id, category }) => category === 'security' || also.has(id));

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'compliance',
  title: { zh: '合规巡检', en: 'Compliance inspection' },
  schedule: '23 5 * * *',
  timeoutSeconds: 1800,
  accounts,
  checkers,
});
export const run = inspection.run; // what the function host calls
