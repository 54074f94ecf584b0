import { diskHigh } from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { usageCases } from '../usage';

testChecker(diskHigh, usageCases('disk', '的磁盘使用率为', 'The disk of MongoDB instance dds-1 is 80.01 % full'));
