import { whitelistOpen } from '../../../../scripts/redis';
import { testChecker } from '../../../harness/check-tester';
import { groups, instance, now } from '../fixtures';

const whitelist = (...lists: string[]) => ({ related: { whitelist: [groups(...lists)] } });

testChecker(whitelistOpen, {
  healthy: { asset: instance, related: { whitelist: [groups('10.0.0.0/8', '203.0.113.7')] }, now },
  pass: {
    'private ranges and one address': {},
    'no group at all': whitelist(),
    'a group without addresses': whitelist(''),
    'a wide public range': whitelist('47.0.0.0/8'),
    'private ranges shorter than a longer prefix': {
      ...whitelist('10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10'),
      params: { prefix: 24 },
    },
    'one bit narrower than a longer prefix': { ...whitelist('47.0.0.0/9'), params: { prefix: 8 } },
  },
  fail: {
    everybody: {
      ...whitelist('10.0.0.0/8', '203.0.113.7, 0.0.0.0/0'),
      message: 'open',
      severity: 'critical',
      text: {
        zh: 'Redis 实例 r-1 的白名单对所有地址开放：0.0.0.0/0 (group1)',
        en: 'The whitelist of Redis instance r-1 is open to all: 0.0.0.0/0 (group1)',
      },
    },
    'everybody, as an address': {
      ...whitelist('0.0.0.0'),
      message: 'open',
      severity: 'critical',
      data: { ranges: ['0.0.0.0 (group0)'] },
    },
    'everybody of IPv6': {
      ...whitelist('::/0'),
      message: 'open',
      severity: 'critical',
      data: { ranges: ['::/0 (group0)'] },
    },
    'as wide as a longer prefix': {
      ...whitelist('47.0.0.0/8'),
      params: { prefix: 8 },
      message: 'open',
      severity: 'critical',
      data: { ranges: ['47.0.0.0/8 (group0)'] },
    },
  },
  unknown: {
    'no answer about it': { related: { whitelist: [] } },
    'no groups in the answer': { related: { whitelist: [{ ...groups(), securityIpGroup: undefined }] } },
  },
});
