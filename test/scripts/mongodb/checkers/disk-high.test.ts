import { diskHigh } from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { usageCases } from '../usage';

testChecker(
  diskHigh,
  usageCases('disk', '的磁盘使用率最高为', 'The disk of MongoDB instance dds-1 is up to 80.01 % full'),
);
