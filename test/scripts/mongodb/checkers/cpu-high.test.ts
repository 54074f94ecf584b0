import { cpuHigh } from '../../../../scripts/mongodb';
import { testChecker } from '../../../harness/check-tester';
import { usageCases } from '../usage';

testChecker(cpuHigh, usageCases('cpu', '的 CPU 使用率为', 'CPU of MongoDB instance dds-1 is 80.01 %'));
