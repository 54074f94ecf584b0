import { memoryHigh } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { usageCases, healthy, stopped } from '../usage';

testChecker(memoryHigh, {
  healthy,
  ...usageCases({
    zh: '实例 i-1 的内存使用率为 80.01 %，高于 80 %',
    en: 'Memory of instance i-1 is 80.01 % used, above 80 %',
  }),
  skip: { 'not running, whatever the last value': stopped },
});
