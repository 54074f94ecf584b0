import { cpuHigh } from '../../../../scripts/polardb';
import { testChecker } from '../../../harness/check-tester';
import { textOf, usageCases } from '../usage';

testChecker(
  cpuHigh,
  usageCases('cpu', textOf('CPU 使用率', 'CPU of node pi-1 of PolarDB cluster pc-1 is 80.01 % used'), true),
);
