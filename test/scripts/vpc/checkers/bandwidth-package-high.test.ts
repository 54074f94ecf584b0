import { bandwidthPackageHigh } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { levelCases } from '../../../harness/tables';
import { bandwidthPackage, now } from '../fixtures';

const cases = levelCases(
  {
    warning: 80,
    critical: 90,
    step: 0.5,
    message: 'high',
    text: {
      zh: '共享带宽 cbwp-1（shared）的出方向使用率为 80.5 %，高于 80 %',
      en: 'Shared bandwidth cbwp-1 (shared) is 80.5 % used outbound, above 80 %',
    },
  },
  (value) => ({ metrics: { value } }),
);

testChecker(bandwidthPackageHigh, {
  healthy: { asset: bandwidthPackage, metrics: { value: 10 }, now },
  ...cases,
  skip: { locked: { asset: { businessStatus: 'FinancialLocked' } } },
  unknown: { ...cases.unknown, 'no business status': { asset: { businessStatus: undefined } } },
});
