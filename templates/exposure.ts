/** Exposure inspection: copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv, only } from 'aliyun-inspection';
import * as ack from 'aliyun-inspection/scripts/ack';
import * as ecs from 'aliyun-inspection/scripts/ecs';
import * as mongodb from 'aliyun-inspection/scripts/mongodb';
import * as mse from 'aliyun-inspection/scripts/mse';
import * as oss from 'aliyun-inspection/scripts/oss';
import * as rds from 'aliyun-inspection/scripts/rds';
import * as redis from 'aliyun-inspection/scripts/redis';

// 1. Accounts and regions: 'all', or a list such as ['cn-hangzhou', 'cn-shanghai']
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers, thresholds, and filters (true means: inspect it)
const checkers = [
  ...[ecs.sgOpenAdmin, ecs.sgOpenDb, ecs.sgOpenRisky, ecs.sgOpenAll, ecs.prefixListOpen, ecs.publicIp],
  ...[rds.whitelistOpen, rds.publicEndpoint, redis.whitelistOpen, redis.publicEndpoint, redis.passwordFree],
  ...[mongodb.whitelistOpen, mse.whitelistOpen, oss.ossPublic, ack.publicApi],
] as const;

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'exposure',
  title: { zh: '公网暴露巡检', en: 'Exposure inspection' },
  schedule: '21 * * * *',
  timeoutSeconds: 900,
  accounts,
  checkers,
  filters: [only(ecs.securityGroups, (group) => group.tags.inspection !== 'off')],
});
export const run = inspection.run; // what the function host calls
