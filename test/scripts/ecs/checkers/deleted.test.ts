import { ecsDeleted } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { inDays, instance, now } from '../fixtures';

testChecker(ecsDeleted, {
  healthy: { asset: instance, now },
  pass: {
    'reported a day ago': { asset: { goneSince: inDays(-1) }, open: true },
    'reported before, kept for no time': { asset: { goneSince: now }, open: true, params: { keepDays: 0 } },
  },
  fail: {
    'gone since this run': {
      asset: { goneSince: now },
      message: 'gone',
      severity: 'error',
      text: { zh: '实例 i-1 已不存在', en: 'Instance i-1 no longer exists' },
    },
    'one second less than a day': {
      asset: { goneSince: inDays(-1, 1) },
      open: true,
      message: 'gone',
      severity: 'error',
      data: { id: 'i-1' },
    },
    'kept for longer': {
      asset: { goneSince: inDays(-2) },
      open: true,
      params: { keepDays: 3 },
      message: 'gone',
      severity: 'error',
      data: { id: 'i-1' },
    },
    'gone for long, but never reported': {
      asset: { goneSince: inDays(-5) },
      message: 'gone',
      severity: 'error',
      data: { id: 'i-1' },
    },
    'one second before its release time': {
      asset: { goneSince: now, autoReleaseTime: inDays(0, 1) },
      message: 'gone',
      severity: 'error',
      data: { id: 'i-1' },
    },
    'gone before its release time, which has passed since': {
      asset: { goneSince: inDays(-0.5), autoReleaseTime: inDays(-0.25) },
      open: true,
      message: 'gone',
      severity: 'error',
      data: { id: 'i-1' },
    },
    'a subscription that has not ended': {
      asset: { goneSince: now, instanceChargeType: 'PrePaid', expiredTime: inDays(3) },
      message: 'gone',
      severity: 'error',
      data: { id: 'i-1' },
    },
    'pay-as-you-go, whatever a time says': {
      asset: { goneSince: now, instanceChargeType: 'PostPaid', expiredTime: inDays(-3) },
      message: 'gone',
      severity: 'error',
      data: { id: 'i-1' },
    },
    'a spot instance, when all count': {
      asset: { goneSince: now, spotStrategy: 'SpotAsPriceGo' },
      params: { ignoreExpected: false },
      message: 'gone',
      severity: 'error',
      data: { id: 'i-1' },
    },
    'of a scaling group, when all count': {
      asset: { goneSince: now, tags: { 'acs:autoscaling:scalingGroupId': 'asg-1' } },
      params: { ignoreExpected: false },
      message: 'gone',
      severity: 'error',
      data: { id: 'i-1' },
    },
    'tags that only tell who made it': {
      asset: {
        goneSince: now,
        tags: { 'acs:tag:createdby': 'sub:1:a', 'acs:ros:stackId': 's-1', 'acs:rm:rgId': 'rg-1', 'my-acs:': '' },
      },
      message: 'gone',
      severity: 'error',
      data: { id: 'i-1' },
    },
    'nothing remembered but its id': {
      asset: { goneSince: now, spotStrategy: undefined, instanceChargeType: undefined, expiredTime: undefined },
      message: 'gone',
      severity: 'error',
      data: { id: 'i-1' },
    },
  },
  skip: {
    'a spot instance': { asset: { goneSince: now, spotStrategy: 'SpotWithPriceLimit' } },
    'of a scaling group': { asset: { goneSince: now, tags: { 'acs:autoscaling:scalingGroupId': 'asg-1' } } },
    'a node of a cluster': { asset: { goneSince: now, tags: { 'ack.aliyun.com': 'c1' } } },
    'of a node pool': { asset: { goneSince: now, tags: { 'ack.alibabacloud.com/nodepool-id': 'np1' } } },
    'of another service that marks what it makes': { asset: { goneSince: now, tags: { 'acs:ehpc:clusterId': 'c' } } },
    'a subscription that ended two weeks ago': {
      asset: { goneSince: now, instanceChargeType: 'PrePaid', expiredTime: inDays(-15) },
    },
    'its release time has come': { asset: { goneSince: now, autoReleaseTime: now } },
  },
  unknown: {
    'a spot strategy that nobody knows': { asset: { goneSince: now, spotStrategy: 'SpotAuction' as never } },
  },
  // What an older version did not remember cannot excuse a deletion.
  absentIsFact: ['spotStrategy', 'autoReleaseTime', 'tags', 'instanceChargeType', 'expiredTime'],
});
