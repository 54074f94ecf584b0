import { ecsImdsv1 } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { instance, now } from '../fixtures';

testChecker(ecsImdsv1, {
  healthy: { asset: instance, now },
  pass: { 'tokens required': {} },
  fail: {
    'tokens optional': {
      asset: { httpTokens: 'optional' },
      message: 'optional',
      severity: 'warning',
      text: {
        zh: '实例 i-1（web）的元数据访问模式为 optional',
        en: 'Metadata of instance i-1 (web) can be read without a token: HttpTokens is optional',
      },
    },
  },
  skip: { 'no metadata service': { asset: { httpEndpoint: 'disabled', httpTokens: 'optional' } } },
  unknown: {
    'no metadata options': { asset: { httpEndpoint: undefined, httpTokens: undefined } },
    'nothing tells whether the service is on': { asset: { httpEndpoint: undefined, httpTokens: 'optional' } },
  },
});
