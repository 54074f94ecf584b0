/** OSS inspection: copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv } from 'aliyun-inspection';
import * as oss from 'aliyun-inspection/scripts/oss';

// 1. Accounts and regions: 'all', or a list such as ['cn-hangzhou', 'cn-shanghai']
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers, thresholds, and filters (true means: inspect it)
const checkers = [oss.ossPublic, oss.ossAvailability] as const;

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'oss',
  title: { zh: 'OSS 巡检', en: 'OSS inspection' },
  schedule: '22,52 * * * *',
  timeoutSeconds: 900,
  accounts,
  checkers,
  filters: [(bucket) => bucket.name !== 'www-public'],
});
export const run = inspection.run; // what the function host calls
