/** Idle cloud resources: copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv, only } from 'aliyun-inspection';
import * as alb from 'aliyun-inspection/scripts/alb';
import * as cbn from 'aliyun-inspection/scripts/cbn';
import * as ecs from 'aliyun-inspection/scripts/ecs';
import * as nlb from 'aliyun-inspection/scripts/nlb';
import * as rds from 'aliyun-inspection/scripts/rds';
import * as slb from 'aliyun-inspection/scripts/slb';
import * as vpc from 'aliyun-inspection/scripts/vpc';

// 1. Accounts and regions: 'all', or a list such as ['cn-hangzhou', 'cn-shanghai']
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers and thresholds: every hour of two days below 1 % CPU, 10 % memory and 10 MB of private traffic
const checkers = [
  ecs.ecsIdle.with({ hours: 48, percent: 100, cpu: 1, memory: 10, traffic: 10 }),
  ...[ecs.stoppedBilled.with({ days: 7 }), ecs.diskUnattached, ecs.snapshotOrphan],
  rds.rdsIdle.with({ hours: 168 }),
  ...[vpc.eipUnbound.with({ days: 7 }), vpc.eipZeroTraffic, vpc.natIdle],
  ...[slb.slbIdle, cbn.packageIdle],
  ...[alb.albIdle, alb.serverGroupEmpty, nlb.nlbIdle, nlb.serverGroupEmpty],
];

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'idle',
  title: { zh: '闲置云资源巡检', en: 'Idle resources inspection' },
  schedule: '6 * * * *',
  timeoutSeconds: 900,
  accounts,
  checkers,
  filters: [only(ecs.instances, (instance) => instance.tags.inspection !== 'off')],
});
export const run = inspection.run; // what the function host calls
