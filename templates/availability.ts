/** Availability inspection: copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv } from 'aliyun-inspection';
import { CHECKERS } from 'aliyun-inspection/scripts';

// 1. Accounts and regions: 'all', or a list such as ['cn-hangzhou', 'cn-shanghai']
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers and thresholds: everything that is about being available, but these; for filters see docs/configuration.md
const without = new Set([
  ...[
    'rds-basic-edition',
    'slb-single-zone',
    'clickhouse-single-replica',
    'pvtz-endpoint-single-zone',
    'ecs-assistant-offline',
  ],
  ...[
    'oss-versioning-off',
    'rds-backup-retention-short',
    'rds-deletion-protection-off',
    'hbase-deletion-protection-off',
  ],
]);
const checkers = CHECKERS.filter(({ id, category }) => category === 'availability' && !without.has(id));

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'availability',
  title: { zh: '可用性巡检', en: 'Availability inspection' },
  schedule: '4,34 * * * *',
  timeoutSeconds: 1800,
  accounts,
  checkers,
});
export const run = inspection.run; // what the function host calls
