import { esInactive } from '../../../../scripts/es';
import { testChecker } from '../../../harness/check-tester';
import { now } from '../../ecs/fixtures';
import { inactive, instance, invalid } from '../fixtures';

testChecker(esInactive, {
  healthy: { asset: instance, now },
  pass: { active: {} },
  fail: {
    frozen: {
      ...inactive,
      message: 'frozen',
      severity: 'critical',
      text: {
        zh: 'Elasticsearch 实例 es-1（search）的状态为 inactive',
        en: 'The status of Elasticsearch instance es-1 (search) is inactive',
      },
    },
    'cannot be reached': { ...invalid, message: 'frozen', severity: 'critical', data: { status: 'invalid' } },
  },
  skip: { activating: { asset: { status: 'activating' } } },
});
