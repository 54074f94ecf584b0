import { vbrLossHigh } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { levelCases } from '../../../harness/tables';
import { now, vbr } from '../fixtures';

const cases = levelCases(
  {
    warning: 1,
    critical: 5,
    step: 0.5,
    message: 'high',
    text: {
      zh: '边界路由器 vbr-1 的健康检查丢包率为 1.5 %，高于 1 %',
      en: 'The health check of border router vbr-1 loses 1.5 % of its packets, above 1 %',
    },
  },
  (value) => ({ metrics: { value } }),
);

testChecker(vbrLossHigh, {
  healthy: { asset: vbr, metrics: { value: 0.1 }, now },
  ...cases,
  skip: { 'not active': { asset: { status: 'terminated' }, metrics: { value: 999_999 } } },
});
