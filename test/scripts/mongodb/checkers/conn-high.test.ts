import { connHigh } from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { usageCases } from '../usage';

testChecker(
  connHigh,
  usageCases('connections', '的连接数使用率为', 'MongoDB instance dds-1 uses 80.01 % of its connections'),
);
