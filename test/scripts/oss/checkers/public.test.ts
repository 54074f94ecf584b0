import { ossPublic } from '../../../../scripts/oss';
import { testChecker } from '../../../harness/check-tester';
import { blocked, bucket, info, now, policy, unblocked } from '../fixtures';

testChecker(ossPublic, {
  healthy: {
    asset: bucket,
    related: { info: [info('private')], policy: [policy('false')], account: [blocked('false')] },
    now,
  },
  pass: {
    'private, without a public policy': {},
    'whatever it says, while public access is blocked': {
      related: { info: [info('public-read-write', 'true')], policy: [policy('true')] },
    },
    'whatever it says, while public access is blocked for the account': {
      related: { info: [info('public-read')], policy: [policy('true')], account: [blocked('true')] },
    },
  },
  fail: {
    'public-read': {
      related: { info: [info('public-read')] },
      message: 'acl',
      severity: 'error',
      text: { zh: '存储空间 b-1 的读写权限为 public-read', en: 'The ACL of bucket b-1 is public-read' },
    },
    'public-read-write': {
      related: { info: [info('public-read-write')] },
      message: 'acl',
      severity: 'critical',
      data: { grant: 'public-read-write' },
    },
    'a public ACL, without a word about the policy': {
      related: { info: [info('public-read')], policy: [] },
      message: 'acl',
      severity: 'error',
      data: { grant: 'public-read' },
    },
    'a public policy': {
      related: { policy: [policy('true')] },
      message: 'policy',
      severity: 'error',
      text: {
        zh: '存储空间 b-1 的授权策略允许匿名访问',
        en: 'The policy of bucket b-1 grants access to anybody',
      },
    },
    'a public policy, without a word about the ACL': {
      related: { info: [info(undefined)], policy: [policy('true')] },
      message: 'policy',
      severity: 'error',
      data: { id: 'b-1' },
    },
  },
  // The setting of the account is read beside those of the bucket.
  absentIsFact: ['related.account', 'related.account.blockPublicAccess'],
  unknown: {
    'no answer about it': { related: { info: [], policy: [] } },
    'public, and no word whether that is blocked': {
      related: { info: [unblocked('public-read')] },
    },
    'a public policy, and no word whether that is blocked': {
      related: { info: [unblocked('private')], policy: [policy('true')] },
    },
    'no ACL': { related: { info: [info(undefined)] } },
    'no answer about its policy': { related: { policy: [] } },
    'a policy of unknown status': { related: { policy: [policy(undefined)] } },
  },
});
