import { vbrLatencyHigh } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { levelCases } from '../../../harness/tables';
import { now, vbr } from '../fixtures';

const cases = levelCases(
  {
    warning: 50_000,
    critical: 100_000,
    step: 1,
    unit: 'μs',
    message: 'high',
    text: {
      zh: '边界路由器 vbr-1 的健康检查延迟为 50001 微秒，高于 50000 微秒',
      en: 'The health check of border router vbr-1 takes 50001 μs, above 50000 μs',
    },
  },
  (value) => ({ metrics: { value } }),
);

testChecker(vbrLatencyHigh, {
  healthy: { asset: vbr, metrics: { value: 0.1 }, now },
  ...cases,
  skip: { 'not active': { asset: { status: 'terminated' }, metrics: { value: 999_999 } } },
});
