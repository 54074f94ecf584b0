/** RocketMQ inspection: copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv } from 'aliyun-inspection';
import * as rocketmq from 'aliyun-inspection/scripts/rocketmq';

// 1. Accounts and regions: 'all', or a list such as ['cn-hangzhou', 'cn-shanghai']
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers, thresholds, and filters (true means: inspect it)
const checkers = [
  rocketmq.rocketmqExpiring.with({ days: 30, criticalDays: 7 }),
  rocketmq.statusAbnormal,
  ...[rocketmq.tpsHigh, rocketmq.rocketmqThrottled],
  ...[rocketmq.lagHigh, rocketmq.delayHigh, rocketmq.deadLetter],
] as const;

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'rocketmq',
  title: { zh: '消息队列 RocketMQ 巡检', en: 'RocketMQ inspection' },
  schedule: '3,33 * * * *',
  timeoutSeconds: 900,
  accounts,
  checkers,
  filters: [(instance) => instance.tags.inspection !== 'off'],
});
export const run = inspection.run; // what the function host calls
