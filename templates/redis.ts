/** Redis inspection: copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv } from 'aliyun-inspection';
import * as redis from 'aliyun-inspection/scripts/redis';

// 1. Accounts and regions: 'all', or a list such as ['cn-hangzhou', 'cn-shanghai']
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers, thresholds, and filters (true means: inspect it)
const checkers = [
  redis.redisExpiring.with({ days: 30, criticalDays: 7 }),
  redis.statusAbnormal,
  redis.memoryHigh.with({ warning: 80, critical: 90 }),
  ...[redis.cpuHigh, redis.connHigh, redis.proxyHigh],
  ...[redis.whitelistOpen, redis.publicEndpoint, redis.passwordFree, redis.backupMissing],
] as const;

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'redis',
  title: { zh: 'Redis 巡检', en: 'Redis inspection' },
  schedule: '28,58 * * * *',
  timeoutSeconds: 900,
  accounts,
  checkers,
  filters: [(instance) => instance.tags.inspection !== 'off'],
});
export const run = inspection.run; // what the function host calls
