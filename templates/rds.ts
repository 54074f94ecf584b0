/** RDS inspection: copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv } from 'aliyun-inspection';
import * as rds from 'aliyun-inspection/scripts/rds';

// 1. Accounts and regions: 'all', or a list such as ['cn-hangzhou', 'cn-shanghai']
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers, thresholds, and filters (true means: inspect it)
const checkers = [
  rds.rdsExpiring.with({ days: 30, criticalDays: 7 }),
  ...[rds.rdsLocked, rds.statusAbnormal, rds.backupMissing.with({ hours: 48 }), rds.replicaLag],
  ...[rds.cpuHigh.with({ warning: 60, critical: 80 }), rds.memoryHigh, rds.connHigh, rds.iopsHigh],
  ...[rds.diskHigh.with({ warning: 70, critical: 85 }), rds.diskFilling],
  ...[rds.whitelistOpen, rds.publicEndpoint],
] as const;

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'rds',
  title: { zh: 'RDS 巡检', en: 'RDS inspection' },
  schedule: '26,56 * * * *',
  timeoutSeconds: 900,
  accounts,
  checkers,
  filters: [(instance) => instance.name !== 'sandbox'],
});
export const run = inspection.run; // what the function host calls
