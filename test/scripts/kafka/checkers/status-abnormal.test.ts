import { statusAbnormal } from '../../../../scripts/kafka';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ecs/fixtures';
import { gone, instance } from '../fixtures';

testChecker(statusAbnormal, {
  healthy: { asset: instance, now },
  pass: {
    running: {},
    'about to expire': { asset: { viewInstanceStatusCode: '4' } },
    'being upgraded': { asset: { viewInstanceStatusCode: '7' } },
    'being scaled': { asset: { viewInstanceStatusCode: '30' } },
  },
  fail: {
    stopped: {
      asset: { viewInstanceStatusCode: '3' },
      message: 'stopped',
      severity: 'critical',
      text: { zh: 'Kafka 实例 alikafka-1（events）已停止', en: 'Kafka instance alikafka-1 (events) is stopped' },
    },
    expired: {
      asset: { viewInstanceStatusCode: '5' },
      message: 'expired',
      severity: 'critical',
      text: {
        zh: 'Kafka 实例 alikafka-1（events）已过期停服',
        en: 'Kafka instance alikafka-1 (events) no longer serves: it has expired',
      },
    },
    'deployment failed': {
      asset: { viewInstanceStatusCode: '101' },
      message: 'deployment',
      severity: 'error',
      text: {
        zh: 'Kafka 实例 alikafka-1（events）部署失败',
        en: 'The deployment of Kafka instance alikafka-1 (events) failed',
      },
    },
    'upgrade failed': {
      asset: { viewInstanceStatusCode: '102' },
      message: 'upgrade',
      severity: 'error',
      text: {
        zh: 'Kafka 实例 alikafka-1（events）升级失败',
        en: 'The upgrade of Kafka instance alikafka-1 (events) failed',
      },
    },
    'migration failed': {
      asset: { viewInstanceStatusCode: '103' },
      message: 'migration',
      severity: 'error',
      text: {
        zh: 'Kafka 实例 alikafka-1（events）迁移失败',
        en: 'The migration of Kafka instance alikafka-1 (events) failed',
      },
    },
  },
  skip: { released: gone, starting: { asset: { viewInstanceStatusCode: '22' } } },
});
