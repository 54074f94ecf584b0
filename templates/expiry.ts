/** Expiry inspection: copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv } from 'aliyun-inspection';
import * as bss from 'aliyun-inspection/scripts/bss';
import * as cas from 'aliyun-inspection/scripts/cas';
import * as cdn from 'aliyun-inspection/scripts/cdn';
import * as domain from 'aliyun-inspection/scripts/domain';
import * as kms from 'aliyun-inspection/scripts/kms';
import * as slb from 'aliyun-inspection/scripts/slb';

// 1. Accounts and regions: 'all', or a list such as ['cn-hangzhou', 'cn-shanghai']
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers, thresholds, and filters (true means: inspect it)
const checkers = [
  // Every subscription of all products and regions, in a call per 300 of them
  bss.bssExpiring.with({ days: 30, criticalDays: 7 }),
  // What has no subscription, but an end
  ...[cas.certExpiring, cdn.certExpiring, slb.certExpiring, domain.domainExpiring, kms.materialExpiring],
] as const;

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'expiry',
  title: { zh: '到期巡检', en: 'Expiry inspection' },
  schedule: '14 9 * * *',
  timeoutSeconds: 900,
  accounts,
  checkers,
  filters: [(subscription) => subscription.productCode !== 'sms'],
});
export const run = inspection.run; // what the function host calls
