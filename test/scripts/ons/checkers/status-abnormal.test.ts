import { statusAbnormal } from '../../../../scripts/ons';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ecs/fixtures';
import { instance } from '../fixtures';

testChecker(statusAbnormal, {
  healthy: { asset: instance, now },
  pass: { running: {}, 'being upgraded, and running': { asset: { instanceStatus: 7 } } },
  fail: {
    overdue: {
      asset: { instanceStatus: 2 },
      message: 'overdue',
      severity: 'critical',
      text: {
        zh: 'RocketMQ 4.x 实例 MQ_INST_1（trade）已欠费停服',
        en: 'RocketMQ 4.x instance MQ_INST_1 (trade) does not serve: its payment is overdue',
      },
    },
  },
  skip: { 'being deployed': { asset: { instanceStatus: 0 } } },
});
