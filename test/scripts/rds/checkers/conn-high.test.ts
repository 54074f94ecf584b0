import { connHigh } from '../../../../scripts/rds';
import { testChecker } from '../../../harness/check-tester';
import { usageCases } from '../usage';

testChecker(
  connHigh,
  usageCases({
    what: 'connections',
    warning: 70,
    critical: 85,
    text: {
      zh: 'RDS 实例 rm-1 的连接数使用率为 70.01 %，高于 70 %',
      en: 'RDS instance rm-1 uses 70.01 % of its connections, above 70 %',
    },
    hasSqlServer: false,
  }),
);
