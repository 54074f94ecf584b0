/** Database inspection (RDS, PolarDB, Redis, MongoDB): copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv, only } from 'aliyun-inspection';
import * as mongodb from 'aliyun-inspection/scripts/mongodb';
import * as polardb from 'aliyun-inspection/scripts/polardb';
import * as rds from 'aliyun-inspection/scripts/rds';
import * as redis from 'aliyun-inspection/scripts/redis';

// 1. Accounts and regions: 'all', or a list such as ['cn-hangzhou', 'cn-shanghai']
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers, thresholds, and filters (true means: inspect it)
const checkers = [
  ...[rds.rdsExpiring, rds.rdsLocked, rds.statusAbnormal, rds.backupMissing.with({ hours: 48 })],
  ...[rds.cpuHigh.with({ warning: 60, critical: 80 }), rds.diskHigh, rds.connHigh, rds.replicaLag],
  ...[rds.whitelistOpen, rds.publicEndpoint],
  ...[polardb.polardbExpiring, polardb.polardbLocked, polardb.statusAbnormal, polardb.backupMissing],
  ...[polardb.cpuHigh, polardb.memoryHigh, polardb.connHigh, polardb.iopsHigh, polardb.replicaLag],
  ...[redis.redisExpiring, redis.statusAbnormal, redis.backupMissing, redis.memoryHigh, redis.cpuHigh],
  ...[redis.whitelistOpen, redis.publicEndpoint, redis.passwordFree],
  ...[mongodb.mongodbExpiring, mongodb.mongodbLocked, mongodb.statusAbnormal, mongodb.backupMissing],
  ...[mongodb.cpuHigh, mongodb.memoryHigh, mongodb.diskHigh, mongodb.iopsHigh, mongodb.connHigh],
  ...[mongodb.replicaLag, mongodb.whitelistOpen, mongodb.auditOff],
];

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'databases',
  title: { zh: '数据库巡检', en: 'Database inspection' },
  schedule: '7,37 * * * *',
  timeoutSeconds: 900,
  accounts,
  checkers,
  filters: [only(redis.instances, (instance) => instance.tags.inspection !== 'off')],
});
export const run = inspection.run; // what the function host calls
