import { endpointUnused } from '../../../../scripts/pvtz';
import { testChecker } from '../../../harness/check-tester';
import { endpoint, inDays, now, rule } from '../fixtures';

const rules = (...all: ReturnType<typeof rule>[]) => ({ related: { rules: all } });

testChecker(endpointUnused, {
  healthy: { asset: endpoint, ...rules(rule('r-1', ['vpc-1'])), now },
  pass: { 'has a rule': {}, 'one of two is bound': rules(rule('r-1', []), rule('r-2', ['vpc-1'])) },
  fail: {
    'no rule is bound': {
      ...rules(rule('r-1', []), rule('r-2', [])),
      asset: { createTimestamp: inDays(-7, -1) },
      message: 'unused',
      severity: 'info',
      text: {
        zh: '解析器出站终端节点 hr-1（office）的 2 条转发规则都没有关联 VPC，创建于 7 天前',
        en: 'None of the 2 rules of outbound endpoint hr-1 (office) is bound to a VPC; it was made 7 days ago',
      },
    },
    'no rule for a day, where that counts': {
      ...rules(),
      asset: { createTimestamp: inDays(-1) },
      params: { days: 0 },
      message: 'unused',
      severity: 'info',
      data: { value: 1, threshold: 0, count: 0 },
    },
  },
  skip: {
    'made a week ago': { ...rules(), asset: { createTimestamp: inDays(-7) } },
    'in creation': { ...rules(), asset: { status: 'INIT' } },
  },
  unknown: {
    'a rule does not tell': rules(rule('r-1', undefined)),
    'no time of its making': { ...rules(), asset: { createTimestamp: undefined } },
  },
  absentIsFact: ['status'],
});
