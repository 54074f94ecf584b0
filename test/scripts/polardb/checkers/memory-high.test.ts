import { memoryHigh } from '../../../../scripts/polardb';
import { testChecker } from '../../../harness/check-tester';
import { textOf, usageCases } from '../usage';

testChecker(
  memoryHigh,
  usageCases('memory', textOf('内存使用率', 'Memory of node pi-1 of PolarDB cluster pc-1 is 80.01 % used'), false),
);
