/** Billing: copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv } from 'aliyun-inspection';
import * as bss from 'aliyun-inspection/scripts/bss';

// 1. Accounts; bills belong to no region
const accounts = [{ name: 'default', credentials: fromEnv(), regions: ['cn-hangzhou'] }];

// 2. Budget of a month in the account's currency (0: none), checkers and thresholds
const budget = 0;
const checkers = [
  bss.spendSpike.with({ growth: 100, minimum: 100 }),
  bss.overBudget.with({ budget, warningPercent: 80 }),
  bss.budgetForecast.with({ budget, confidence: 90 }),
  bss.balanceLow.with({ days: 7, criticalDays: 3 }),
  bss.bssExpiring.with({ days: 30, criticalDays: 7 }),
  ...[bss.packageExpiring, bss.planExpiring],
];

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'billing',
  title: { zh: '费用巡检', en: 'Billing inspection' },
  schedule: '9 2 * * *',
  timeoutSeconds: 900,
  accounts,
  checkers,
});
export const run = inspection.run; // what the function host calls
