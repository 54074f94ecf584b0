import { whitelistOpen } from '../../../../scripts/mse';
import { testChecker } from '../../../harness/check-tester';
import { cluster, details, now } from '../fixtures';

const having = (facts: object) => ({ related: { whitelist: [details(facts)] } });

testChecker(whitelistOpen, {
  healthy: { asset: cluster, now, ...having({ AclEntryList: '["203.0.113.7/32","10.0.0.0/8"]' }) },
  pass: {
    'two ranges': {},
    nobody: having({ AclEntryList: '["127.0.0.1/32"]' }),
    'no public endpoint': having({ InternetAddress: '', PubNetworkFlow: '0', AclEntryList: '[]' }),
    'one bit narrower than a longer prefix': {
      ...having({ AclEntryList: '["47.0.0.0/9"]' }),
      params: { prefix: 8 },
    },
  },
  fail: {
    'an empty list': {
      ...having({ AclEntryList: '[]' }),
      message: 'open',
      severity: 'critical',
      text: {
        zh: '注册配置中心 mse-cn-1 的公网白名单对所有地址开放：0.0.0.0/0',
        en: 'The public whitelist of registry mse-cn-1 is open to all: 0.0.0.0/0',
      },
    },
    'no list at all': {
      ...having({ AclEntryList: '' }),
      message: 'open',
      severity: 'critical',
      data: { id: 'mse-cn-1' },
    },
    'everybody among others': {
      ...having({ AclEntryList: '["203.0.113.7/32", "0.0.0.0/0"]' }),
      message: 'open',
      severity: 'critical',
      data: { ranges: ['0.0.0.0/0'] },
    },
    'as wide as a longer prefix': {
      ...having({ AclEntryList: '["47.0.0.0/8"]' }),
      params: { prefix: 8 },
      message: 'open',
      severity: 'critical',
      data: { ranges: ['47.0.0.0/8'] },
    },
  },
  unknown: {
    'no answer about it': { related: { whitelist: [] } },
    'nobody tells of a list': having({ AclEntryList: undefined }),
    'nobody tells of an endpoint': having({ InternetAddress: '', PubNetworkFlow: undefined }),
  },
});
