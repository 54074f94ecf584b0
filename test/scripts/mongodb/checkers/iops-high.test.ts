import { iopsHigh } from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { usageCases } from '../usage';

testChecker(iopsHigh, usageCases('iops', '的 IOPS 使用率为', 'MongoDB instance dds-1 uses 80.01 % of its IOPS', false));
