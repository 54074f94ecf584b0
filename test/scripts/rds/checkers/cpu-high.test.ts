import { cpuHigh } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { usageCases } from '../usage';

testChecker(
  cpuHigh,
  usageCases({
    what: 'cpu',
    warning: 60,
    critical: 80,
    text: {
      zh: 'RDS 实例 rm-1 的 CPU 使用率（15 分钟平均）为 60.01 %，高于 60 %',
      en: 'CPU of RDS instance rm-1 is 60.01 % (15-minute average), above 60 %',
    },
    hasSqlServer: true,
  }),
);
