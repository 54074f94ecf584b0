import { requestsChange } from '../../../../scripts/alb';
import { testChecker } from '../../../harness/check-tester';
import { changeCases, KINDS } from '../../changes';
import { lb, now } from '../fixtures';

const { usual, pass, fail, unknown } = changeCases('alb-qps', 'LoadBalancerQPS', 10, now);

testChecker(requestsChange, {
  healthy: { asset: lb, metrics: usual, now },
  pass: {
    ...pass,
    'a development server that gets a request now and then': {
      metrics: { 'alb-qps': KINDS.zero.map((one) => one / 100) },
    },
  },
  fail: {
    ...fail,
    'a drop to zero': {
      ...fail['a drop to zero'],
      text: {
        zh: 'ALB alb-1 每秒的请求数降至零，现为 0 count/s（自 2026-02-28T21:00Z）；平日此时约 398.5 count/s，在 379.3 至 419.2 之间。上次类似：-；该资产约每 520 周出现一次',
        en: 'Requests per second to ALB alb-1 dropped to zero, 0 count/s now (since 2026-02-28T21:00Z); at such times it is about 398.5 count/s, between 379.3 and 419.2. Alike before: -; to be expected once in about 520 weeks on this asset',
      },
    },
  },
  skip: { inactive: { asset: { loadBalancerStatus: 'Inactive' } } },
  unknown,
});
