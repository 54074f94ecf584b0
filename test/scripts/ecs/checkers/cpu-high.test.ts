import { cpuHigh } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { usageCases, healthy, stopped } from '../usage';

testChecker(cpuHigh, {
  healthy,
  ...usageCases({
    zh: '实例 i-1 的 CPU 使用率（15 分钟平均）为 80.01 %，高于 80 %',
    en: 'CPU of instance i-1 is 80.01 % (15-minute average), above 80 %',
  }),
  skip: { 'not running, whatever the last value': stopped },
});
