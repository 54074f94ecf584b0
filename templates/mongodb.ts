/** MongoDB inspection: copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv } from 'aliyun-inspection';
import * as mongodb from 'aliyun-inspection/scripts/mongodb';

// 1. Accounts and regions: 'all', or a list such as ['cn-hangzhou', 'cn-shanghai']
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers, thresholds, and filters (true means: inspect it)
const checkers = [
  mongodb.mongodbExpiring.with({ days: 30, criticalDays: 7 }),
  ...[mongodb.mongodbLocked, mongodb.statusAbnormal],
  ...[mongodb.cpuHigh, mongodb.memoryHigh, mongodb.diskHigh, mongodb.iopsHigh, mongodb.connHigh],
  ...[mongodb.replicaLag, mongodb.whitelistOpen, mongodb.auditOff, mongodb.backupMissing],
] as const;

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'mongodb',
  title: { zh: 'MongoDB 巡检', en: 'MongoDB inspection' },
  schedule: '17,47 * * * *',
  timeoutSeconds: 900,
  accounts,
  checkers,
  filters: [(instance) => instance.tags.inspection !== 'off'],
});
export const run = inspection.run; // what the function host calls
