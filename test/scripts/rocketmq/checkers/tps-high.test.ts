import { tpsHigh } from '../../../../scripts/rocketmq';
import { testChecker } from '../../../harness/check-tester';
import { levelCases } from '../../../harness/tables';
import { now } from '../../ecs/fixtures';
import { instance, stopped } from '../fixtures';

const tps = levelCases(
  {
    warning: 80,
    critical: 100,
    step: 0.5,
    message: 'high',
    text: {
      zh: 'RocketMQ 实例 rmq-1（trade）的 TPS 使用率为 80.5 %，高于 80 %',
      en: 'RocketMQ instance rmq-1 (trade) uses 80.5 % of its TPS, above 80 %',
    },
  },
  (value) => ({ metrics: { value } }),
);
testChecker(tpsHigh, {
  healthy: { asset: instance, metrics: { value: 10 }, now },
  pass: { ...tps.pass, 'while it is changed': { asset: { status: 'CHANGING' } } },
  fail: tps.fail,
  skip: { stopped },
  unknown: tps.unknown,
});
