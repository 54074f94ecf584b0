import { iopsHigh } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { usageCases } from '../usage';

testChecker(
  iopsHigh,
  usageCases({
    what: 'iops',
    warning: 70,
    critical: 85,
    step: 0.5,
    text: {
      zh: 'RDS 实例 rm-1 的 IOPS 使用率为 70.5 %，高于 70 %',
      en: 'RDS instance rm-1 uses 70.5 % of its IOPS, above 70 %',
    },
    hasSqlServer: false,
  }),
);
