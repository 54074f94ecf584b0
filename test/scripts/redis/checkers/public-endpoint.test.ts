import { publicEndpoint } from '../../../../scripts/redis';
import { testChecker } from '../../../harness/check-tester';
import { endpoints, instance, now } from '../fixtures';

testChecker(publicEndpoint, {
  healthy: { asset: instance, related: { net: [endpoints('Private')] }, now },
  pass: { 'only a private one': {}, 'the classic network': { related: { net: [endpoints('Inner')] } } },
  fail: {
    'a public one beside it': {
      related: { net: [endpoints('Private', 'Public')] },
      message: 'public',
      severity: 'error',
      text: {
        zh: 'Redis 实例 r-1 有公网地址：host1.example.com',
        en: 'Redis instance r-1 has a public endpoint: host1.example.com',
      },
    },
    'a public one beside one of an unknown kind': {
      related: { net: [endpoints(undefined, 'Public')] },
      message: 'public',
      severity: 'error',
      data: { endpoints: ['host1.example.com'] },
    },
  },
  unknown: {
    'no answer about it': { related: { net: [] } },
    'an endpoint of an unknown kind': { related: { net: [endpoints('Private', undefined)] } },
  },
});
