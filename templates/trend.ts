/** Sudden change and forecast inspection: copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv } from 'aliyun-inspection';
import * as alb from 'aliyun-inspection/scripts/alb';
import * as ecs from 'aliyun-inspection/scripts/ecs';
import * as rds from 'aliyun-inspection/scripts/rds';
import * as slb from 'aliyun-inspection/scripts/slb';
import * as vpc from 'aliyun-inspection/scripts/vpc';

// 1. Accounts and regions: 'all', or a list such as ['cn-hangzhou', 'cn-shanghai']
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers, thresholds, and filters (true means: inspect it)
const checkers = [
  ...[ecs.cpuChange, rds.cpuChange, vpc.eipTrafficChange],
  ...[alb.requestsChange, slb.connectionsChange],
  ...[ecs.fsFilling, rds.diskFilling],
] as const;

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'trend',
  title: { zh: '突变与预测巡检', en: 'Sudden change and forecast inspection' },
  schedule: '27 */6 * * *',
  timeoutSeconds: 1800,
  accounts,
  checkers,
  filters: [(instance) => instance.tags.inspection !== 'off'],
});
export const run = inspection.run; // what the function host calls
