/** PolarDB inspection: copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv } from 'aliyun-inspection';
import * as polardb from 'aliyun-inspection/scripts/polardb';

// 1. Accounts and regions: 'all', or a list such as ['cn-hangzhou', 'cn-shanghai']
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers, thresholds, and filters (true means: inspect it)
const checkers = [
  polardb.polardbExpiring.with({ days: 30, criticalDays: 7 }),
  ...[polardb.polardbLocked, polardb.statusAbnormal],
  ...[polardb.cpuHigh, polardb.memoryHigh, polardb.connHigh, polardb.iopsHigh],
  polardb.storageHigh,
  ...[polardb.replicaLag, polardb.backupMissing],
] as const;

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'polardb',
  title: { zh: 'PolarDB 巡检', en: 'PolarDB inspection' },
  schedule: '24,54 * * * *',
  timeoutSeconds: 900,
  accounts,
  checkers,
  filters: [(cluster) => cluster.tags.inspection !== 'off'],
});
export const run = inspection.run; // what the function host calls
