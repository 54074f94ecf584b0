import { connectionsChange } from '../../../../scripts/slb';
import { testChecker } from '../../../harness/check-tester';
import { changeCases, KINDS } from '../../changes';
import { lb, now } from '../fixtures';

const { usual, pass, fail, unknown } = changeCases('slb-new-connections', 'InstanceNewConnection', 10, now);

testChecker(connectionsChange, {
  healthy: { asset: lb, metrics: usual, now },
  pass: {
    ...pass,
    'a development server that somebody opens now and then': {
      metrics: { 'slb-new-connections': KINDS.zero.map((one) => one / 100) },
    },
  },
  fail: {
    ...fail,
    'a drop to zero': {
      ...fail['a drop to zero'],
      text: {
        zh: 'CLB lb-1 每秒新建的连接数降至零，现为 0 count/s（自 2026-02-28T21:00Z）；平日此时约 398.5 count/s，在 379.56 至 418.94 之间。上次类似：-；该资产约每 520 周出现一次',
        en: 'New connections per second of CLB lb-1 dropped to zero, 0 count/s now (since 2026-02-28T21:00Z); at such times it is about 398.5 count/s, between 379.56 and 418.94. Alike before: -; to be expected once in about 520 weeks on this asset',
      },
    },
  },
  skip: { inactive: { asset: { loadBalancerStatus: 'inactive' } } },
  unknown,
});
