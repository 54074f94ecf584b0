import { whitelistOpen } from '../../../../scripts/redis';
import { testChecker } from '../../../harness/check-tester';
import { whitelistCases } from '../../../harness/tables';
import { endpoints, groups, instance, now } from '../fixtures';

const { healthy, fail, ...cases } = whitelistCases(
  { zh: 'Redis 实例 r-1', en: 'Redis instance r-1' },
  groups,
  'securityIpGroup',
  { endpoints: [endpoints('Private', 'Public')] },
);
const open = (...reached: ReturnType<typeof endpoints>[]) => ({
  related: { whitelist: [groups('0.0.0.0/0')], endpoints: reached },
  message: 'open' as const,
  severity: 'error' as const,
  data: { ranges: ['0.0.0.0/0 (group0)'] },
});

testChecker(whitelistOpen, {
  healthy: { asset: instance, ...healthy, now },
  fail: {
    ...fail,
    'everybody, without a public endpoint': open(endpoints('Private')),
    'everybody, and no endpoints in the answer': open(),
    'everybody, and an answer that does not tell the endpoints': {
      ...open({ ...endpoints(), instanceNetInfo: undefined }),
      severity: 'critical' as const,
    },
  },
  ...cases,
});
