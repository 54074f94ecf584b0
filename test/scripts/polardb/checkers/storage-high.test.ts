import { storageHigh } from '../../../../scripts/polardb';
import { testChecker } from '../../../harness/check-tester';
import { levelCases } from '../../../harness/tables';
import { cluster, now } from '../fixtures';

const GIB = 1024 ** 3;
const cases = levelCases(
  {
    warning: 80,
    critical: 90,
    step: 0.5,
    message: 'full',
    text: {
      zh: 'PolarDB 集群 pc-1 已用 80.5 % 的存储空间，高于 80 %',
      en: 'PolarDB cluster pc-1 uses 80.5 % of its storage, above 80 %',
    },
  },
  (percent) => ({ asset: { storageUsed: percent && percent * GIB } }),
);

testChecker(storageHigh, {
  healthy: { asset: cluster, now },
  ...cases,
  skip: { 'billed by use': { asset: { storagePayType: 'Postpaid', storageSpace: 0 } } },
  unknown: {
    ...cases.unknown,
    'not told how it is charged': { asset: { storagePayType: undefined } },
    'no size': { asset: { storageSpace: undefined } },
    'a size that cannot be': { asset: { storageSpace: 50 } },
  },
});
