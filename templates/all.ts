/** Inspection of all assets: copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv } from 'aliyun-inspection';
import { CHECKERS } from 'aliyun-inspection/scripts';

// 1. Accounts and regions: 'all', or a list such as ['cn-hangzhou', 'cn-shanghai']
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers and thresholds; for filters see docs/configuration.md
const without = new Set([
  ...['ecs-classic-network', 'ecs-imdsv1', 'ecs-public-ip', 'ecs-deletion-protection-off'],
  // A call or more to each database, and all assets once more: see the template compliance.
  ...['rds-audit-off', 'rds-kernel-old', 'rds-ssl-off', 'rds-tde-off', 'resourcecenter-tag-missing'],
]);
const checkers = CHECKERS.filter(({ id, category }) => category !== 'import' && !without.has(id))
  // What looks at days of the past takes many calls: see the templates idle and trend.
  .filter(({ metrics }) => !Object.values(metrics).some(({ history }) => history))
  .map((checker) => (checker.id === 'ecs-expiring' ? checker.with({ days: 30, criticalDays: 7 }) : checker));

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'all',
  title: { zh: '全部资产巡检', en: 'Inspection of all assets' },
  schedule: '12 * * * *',
  timeoutSeconds: 3000,
  accounts,
  checkers,
});
export const run = inspection.run; // what the function host calls
