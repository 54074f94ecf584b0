import { memoryHigh } from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { usageCases } from '../usage';

testChecker(
  memoryHigh,
  usageCases('memory', '的内存使用率最高为', 'Memory of MongoDB instance dds-1 is up to 80.01 % used'),
);
