import { esStatus } from '../../../../scripts/es';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ecs/fixtures';
import { inactive, instance, invalid } from '../fixtures';

testChecker(esStatus, {
  healthy: { asset: instance, metrics: { clusterStatus: 0 }, now },
  pass: { green: {}, 'while a change takes effect': { asset: { status: 'activating' } } },
  fail: {
    yellow: {
      metrics: { clusterStatus: 1 },
      message: 'yellow',
      severity: 'warning',
      text: {
        zh: 'Elasticsearch 实例 es-1（search）的集群状态为黄色',
        en: 'The cluster of Elasticsearch instance es-1 (search) is yellow',
      },
    },
    red: {
      metrics: { clusterStatus: 2 },
      message: 'red',
      severity: 'critical',
      text: {
        zh: 'Elasticsearch 实例 es-1（search）的集群状态为红色',
        en: 'The cluster of Elasticsearch instance es-1 (search) is red',
      },
    },
  },
  skip: { inactive, invalid },
  unknown: {
    'no data': { metrics: { clusterStatus: undefined } },
    'a value that is none of the three': { metrics: { clusterStatus: 3 } },
  },
});
