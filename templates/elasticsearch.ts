/** Elasticsearch inspection: copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv } from 'aliyun-inspection';
import * as es from 'aliyun-inspection/scripts/es';

// 1. Accounts and regions: 'all', or a list such as ['cn-hangzhou', 'cn-shanghai']
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers, thresholds, and filters (true means: inspect it)
const checkers = [
  es.esExpiring.with({ days: 30, criticalDays: 7 }),
  ...[es.esStatus, es.esInactive],
  ...[es.diskHigh.with({ warning: 75, critical: 85 }), es.heapHigh, es.cpuHigh],
] as const;

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'elasticsearch',
  title: { zh: 'Elasticsearch 巡检', en: 'Elasticsearch inspection' },
  schedule: '13,43 * * * *',
  timeoutSeconds: 900,
  accounts,
  checkers,
  filters: [(instance) => instance.tags.inspection !== 'off'],
});
export const run = inspection.run; // what the function host calls
