/** What an instance or a disk is set to: no thresholds, one field each. */
import { classicNetwork, deletionProtectionOff, diskUnencrypted, publicIp, ecsImdsv1 } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { disk, instance, now } from '../fixtures';

const postpaid = { ...instance, instanceChargeType: 'PostPaid' } as const;

testChecker(deletionProtectionOff, {
  healthy: { asset: postpaid, now },
  pass: { on: {} },
  fail: {
    off: {
      asset: { deletionProtection: false },
      message: 'off',
      severity: 'info',
      text: { zh: '实例 i-1（web）没有开启释放保护', en: 'Instance i-1 (web) has no deletion protection' },
    },
  },
  absentIsFact: ['tags'],
  skip: {
    'an instance of a scaling group': {
      asset: { deletionProtection: false, tags: { 'acs:autoscaling:scalingGroupId': 'asg-1' } },
    },
    'a subscription': { asset: { instanceChargeType: 'PrePaid', deletionProtection: false } },
    'a spot instance': { asset: { spotStrategy: 'SpotAsPriceGo', deletionProtection: false } },
  },
  unknown: {
    'not told': { asset: { deletionProtection: undefined } },
    'no charge type': { asset: { instanceChargeType: undefined } },
    'no spot strategy': { asset: { spotStrategy: undefined, deletionProtection: false } },
  },
});

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

testChecker(publicIp, {
  healthy: { asset: { ...instance, publicIpAddress: [] }, now },
  pass: { none: {}, 'an elastic address': { asset: { eipAddress: '203.0.113.9' } } },
  fail: {
    'one of its own': {
      asset: { publicIpAddress: ['203.0.113.7'] },
      message: 'exposed',
      severity: 'warning',
      text: {
        zh: '实例 i-1（web）有固定公网 IP：203.0.113.7',
        en: 'Instance i-1 (web) has public IP addresses: 203.0.113.7',
      },
    },
  },
  unknown: { 'not told': { asset: { publicIpAddress: undefined } } },
});

testChecker(classicNetwork, {
  healthy: { asset: instance, now },
  pass: { 'in a VPC': {} },
  fail: {
    classic: {
      asset: { instanceNetworkType: 'classic' },
      message: 'classic',
      severity: 'warning',
      text: { zh: '实例 i-1（web）的网络类型为经典网络', en: 'The network type of instance i-1 (web) is classic' },
    },
  },
  unknown: { 'not told': { asset: { instanceNetworkType: undefined } } },
});

testChecker(diskUnencrypted, {
  healthy: { asset: disk, now },
  pass: { encrypted: {} },
  fail: {
    plain: {
      asset: { encrypted: false },
      message: 'plain',
      severity: 'info',
      text: { zh: '云盘 d-1（data）未加密', en: 'Disk d-1 (data) is not encrypted' },
    },
  },
  unknown: { 'no flag': { asset: { encrypted: undefined } } },
});
