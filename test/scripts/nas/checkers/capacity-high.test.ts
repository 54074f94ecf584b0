import { capacityHigh } from '../../../../scripts/nas';
import { testChecker } from '../../../harness/check-tester';
import { levelCases } from '../../../harness/tables';
import { now } from '../../ecs/fixtures';
import { GIB, fileSystem } from '../fixtures';

const capacity = levelCases(
  {
    warning: 80,
    critical: 90,
    step: 0.5,
    message: 'full',
    text: {
      zh: '文件系统 extreme-1（share）已用 80.5 % 的容量（共 200 GiB），高于 80 %',
      en: 'File system extreme-1 (share) uses 80.5 % of its 200 GiB, above 80 %',
    },
  },
  (percent) => ({ asset: { meteredSize: percent && percent * 2 * GIB } }),
);
testChecker(capacityHigh, {
  healthy: { asset: fileSystem, now },
  pass: { ...capacity.pass, empty: { asset: { meteredSize: 0 } } },
  fail: capacity.fail,
  skip: { 'general-purpose, whatever it reports': { asset: { fileSystemType: 'standard', capacity: undefined } } },
  unknown: {
    ...capacity.unknown,
    'no type': { asset: { fileSystemType: undefined } },
    'no capacity': { asset: { capacity: undefined } },
    'a capacity of nothing': { asset: { capacity: 0 } },
  },
});
