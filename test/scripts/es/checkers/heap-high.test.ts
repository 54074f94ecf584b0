import { heapHigh } from '../../../../scripts/es';
import { testChecker } from '../../../harness/check-tester';
import { nodeCases } from '../fixtures';

testChecker(heapHigh, nodeCases({ warning: 75, critical: 85, zh: '堆内存使用率', en: 'Heap' }));
