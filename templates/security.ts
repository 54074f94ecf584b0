/** Account and security inspection: copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv } from 'aliyun-inspection';
import * as ack from 'aliyun-inspection/scripts/ack';
import * as actiontrail from 'aliyun-inspection/scripts/actiontrail';
import * as ecs from 'aliyun-inspection/scripts/ecs';
import * as kms from 'aliyun-inspection/scripts/kms';
import * as mongodb from 'aliyun-inspection/scripts/mongodb';
import * as ram from 'aliyun-inspection/scripts/ram';
import * as sas from 'aliyun-inspection/scripts/sas';

// 1. Accounts and regions: 'all', or a list such as ['cn-hangzhou', 'cn-shanghai']
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers, thresholds, and filters (true means: inspect it)
const checkers = [
  ...[ram.rootAk, ram.rootMfaOff, ram.adminPolicy, ram.groupAdminPolicy],
  ...[ram.akAge.with({ days: 90 }), ram.akUnused, ram.userInactive, ram.userNoMfa, ram.passwordPolicyWeak],
  ...[kms.kmsPending, kms.rotationOff, kms.materialExpiring],
  ...[sas.sasAgent, sas.sasAlarm, actiontrail.actiontrailOff],
  ...[ack.auditOff, mongodb.auditOff, ecs.ecsImdsv1, ecs.diskUnencrypted],
] as const;

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'security',
  title: { zh: '账号与安全巡检', en: 'Account and security inspection' },
  schedule: '18 8 * * *',
  timeoutSeconds: 900,
  accounts,
  checkers,
});
export const run = inspection.run; // what the function host calls
