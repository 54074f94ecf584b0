/** Spot instances: copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv, only } from 'aliyun-inspection';
import * as cms from 'aliyun-inspection/scripts/cms';
import * as ecs from 'aliyun-inspection/scripts/ecs';

// 1. Accounts and regions: 'all', or a list such as ['cn-hangzhou', 'cn-shanghai']
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers and thresholds: the discount is the share of the pay-as-you-go price that is still accepted
const checkers = [
  ecs.spotReclaim,
  cms.spotInterruption,
  ecs.spotPriceNearLimit.with({ warning: 90, critical: 100 }),
  ecs.spotPriceRise.with({ growth: 50, discount: 90 }),
];

// 3. Title, schedule (five-field cron) and timeout: a notice comes five minutes before the release
export const inspection = defineInspection({
  id: 'spot',
  title: { zh: '抢占式实例存活巡检', en: 'Spot instance inspection' },
  schedule: '*/2 * * * *',
  timeoutSeconds: 100,
  accounts,
  checkers,
  filters: [only(ecs.instances, (instance) => instance.tags.inspection !== 'off')],
});
export const run = inspection.run; // what the function host calls
