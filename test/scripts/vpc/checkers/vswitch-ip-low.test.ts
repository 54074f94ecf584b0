import { vswitchIpLow } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { now, vSwitch } from '../fixtures';

testChecker(vswitchIpLow, {
  healthy: { asset: vSwitch, now },
  pass: {
    plenty: {},
    'a /24 with 26 of 252 free': { asset: { availableIpAddressCount: 26 } },
    'a /29 with one of 4 free': { asset: { cidrBlock: '10.0.0.0/29', availableIpAddressCount: 1 } },
    'a /28 with 3 of 12 free': { asset: { cidrBlock: '10.0.0.0/28', availableIpAddressCount: 3 } },
    'a /28 with all of 12 free': { asset: { cidrBlock: '10.0.0.0/28', availableIpAddressCount: 12 } },
    'a lower share': { asset: { availableIpAddressCount: 20 }, params: { percent: 5 } },
    'no number, a /28 with 2 of 12 free': {
      asset: { cidrBlock: '10.0.0.0/28', availableIpAddressCount: 2 },
      params: { count: 0 },
    },
  },
  fail: {
    'a /24 with 25 of 252 free': {
      asset: { availableIpAddressCount: 25 },
      message: 'low',
      severity: 'warning',
      text: {
        zh: '交换机 vsw-1（10.0.0.0/24）只剩 25 个可用 IP，共 252 个',
        en: 'vSwitch vsw-1 (10.0.0.0/24) has 25 free addresses left of 252',
      },
      data: { value: 25, threshold: 25.2 },
    },
    'a /28 with 2 of 12 free': {
      asset: { cidrBlock: '10.0.0.0/28', availableIpAddressCount: 2 },
      message: 'low',
      severity: 'error',
      data: { value: 2, threshold: 3 },
    },
    'a /24 with 9 of 252 free': {
      asset: { availableIpAddressCount: 9 },
      message: 'low',
      severity: 'error',
      data: { value: 9, threshold: 10 },
    },
    'none free': {
      asset: { availableIpAddressCount: 0 },
      message: 'low',
      severity: 'error',
      data: { value: 0 },
    },
  },
  unknown: {
    'no number of free addresses': { asset: { availableIpAddressCount: undefined } },
    'no CIDR block': { asset: { cidrBlock: undefined } },
    'a strange CIDR block': { asset: { cidrBlock: 'all' } },
  },
});
