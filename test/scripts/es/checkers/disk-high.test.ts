import { diskHigh } from '../../../../scripts/es';
import { testChecker } from '../../../harness/check-tester';
import { nodeCases } from '../fixtures';

testChecker(diskHigh, nodeCases({ warning: 75, critical: 85, zh: '磁盘使用率', en: 'Disk' }));
