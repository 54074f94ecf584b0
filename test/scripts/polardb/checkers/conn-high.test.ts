import { connHigh } from '../../../../scripts/polardb';
import { testChecker } from '../../../harness/check-tester';
import { textOf, usageCases } from '../usage';

testChecker(
  connHigh,
  usageCases(
    'connections',
    textOf('连接数使用率', 'Node pi-1 of PolarDB cluster pc-1 uses 80.01 % of its connections'),
    false,
  ),
);
