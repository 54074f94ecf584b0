/** Kafka inspection: copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv } from 'aliyun-inspection';
import * as kafka from 'aliyun-inspection/scripts/kafka';

// 1. Accounts and regions: 'all', or a list such as ['cn-hangzhou', 'cn-shanghai']
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers, thresholds, and filters (true means: inspect it)
const checkers = [
  kafka.kafkaExpiring.with({ days: 30, criticalDays: 7 }),
  ...[kafka.statusAbnormal, kafka.kafkaRisk],
  ...[kafka.diskHigh.with({ warning: 70, critical: 80 }), kafka.trafficHigh, kafka.lagHigh],
] as const;

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'kafka',
  title: { zh: '消息队列 Kafka 巡检', en: 'Kafka inspection' },
  schedule: '15,45 * * * *',
  timeoutSeconds: 900,
  accounts,
  checkers,
  filters: [(instance) => instance.tags.inspection !== 'off'],
});
export const run = inspection.run; // what the function host calls
