import { cpuHigh } from '../../../../scripts/es';
import { testChecker } from '../../../harness/check-tester';
import { nodeCases } from '../fixtures';

testChecker(cpuHigh, nodeCases({ warning: 80, critical: 95, zh: ' CPU 使用率', en: 'CPU' }));
