import { rocketmqThrottled } from '../../../../scripts/rocketmq';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ecs/fixtures';
import { instance, stopped } from '../fixtures';

testChecker(rocketmqThrottled, {
  healthy: { asset: instance, metrics: { throttledSends: 0, throttledReceives: 0 }, now },
  pass: {
    none: {},
    'one in 15 minutes': { metrics: { throttledSends: 1 } },
    'exactly one a minute': { metrics: { throttledSends: 15 } },
    'fewer than wanted': { metrics: { throttledSends: 30 }, params: { threshold: 30 } },
  },
  fail: {
    both: {
      metrics: { throttledSends: 30, throttledReceives: 80 },
      message: 'above',
      severity: 'warning',
      text: {
        zh: 'RocketMQ 实例 rmq-1（trade）在 15 分钟内限流请求：ThrottledReceiveRequestsPerInstance: 80, ThrottledSendRequestsPerInstance: 30（高于 15）',
        en: 'RocketMQ instance rmq-1 (trade) throttled requests within 15 minutes: ThrottledReceiveRequestsPerInstance: 80, ThrottledSendRequestsPerInstance: 30 (above 15)',
      },
    },
    'one, the other not known': {
      metrics: { throttledSends: 16, throttledReceives: undefined },
      message: 'above',
      severity: 'warning',
      data: { value: 16 },
    },
  },
  skip: { stopped },
  unknown: { 'only one is known': { metrics: { throttledSends: undefined } } },
});
