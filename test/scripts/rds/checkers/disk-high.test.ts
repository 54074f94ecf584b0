import { diskHigh } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { usageCases } from '../usage';

testChecker(
  diskHigh,
  usageCases({
    what: 'disk',
    warning: 70,
    critical: 85,
    text: {
      zh: 'RDS 实例 rm-1 的磁盘已使用 70.01 %，高于 70 %',
      en: 'The disk of RDS instance rm-1 is 70.01 % full, above 70 %',
    },
    hasSqlServer: true,
  }),
);
