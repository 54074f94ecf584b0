/** Results of Cloud Config, Advisor and Security Center: copy this file, edit the three marked places, run it. */
import { defineInspection, fromEnv } from 'aliyun-inspection';
import * as advisor from 'aliyun-inspection/scripts/advisor';
import * as config from 'aliyun-inspection/scripts/config';
import * as sas from 'aliyun-inspection/scripts/sas';

// 1. Accounts and regions; of a Resource Directory the management account is enough for Cloud Config
const accounts = [{ name: 'default', credentials: fromEnv(), regions: 'all' as const }];

// 2. Checkers and levels; keep those whose services are opened. See docs/imports.md
const checkers = [
  config.nonCompliant.with({ least: 'warning' }),
  // config.memberNonCompliant, // of all members of its account groups
  advisor.advisorAdvice,
  sas.serverAtRisk,
];

// 3. Title, schedule (five-field cron) and timeout
export const inspection = defineInspection({
  id: 'imports',
  title: { zh: '导入其他检查结果', en: 'Results of other inspectors' },
  schedule: '41 8 * * *',
  timeoutSeconds: 900,
  accounts,
  checkers,
});
export const run = inspection.run; // what the function host calls
