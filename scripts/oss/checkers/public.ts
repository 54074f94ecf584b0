import { defineChecker } from '../../../lib/define';
import { bucketCall } from '../calls';
import { accountBlock } from '../collectors/account-block';
import { bucketInfo } from '../collectors/bucket-info';
import { buckets } from '../collectors/buckets';
import { policyStatus } from '../collectors/policy-status';

const setAcl = (bucket: { readonly id: string; readonly location: string }, acl: string) =>
  bucketCall(bucket, 'PutBucketAcl', { 'x-oss-acl': acl }, `set-acl oss://${bucket.id} ${acl} -b`);

export const ossPublic = defineChecker({
  id: 'oss-public',
  asset: buckets,
  title: { zh: 'OSS 存储空间对公众开放', en: 'OSS bucket is public' },
  why: {
    zh: '公共读的存储空间可被任何人下载，公共读写的还可被任何人覆盖或写入。',
    en: 'Anybody can download from a public bucket, and write to one with public-read-write.',
  },
  remedy: {
    zh: '把读写权限改为私有，删除授权策略中的匿名授权，或打开阻止公共访问。',
    en: 'Make the ACL private, remove anonymous grants from the bucket policy, or block public access.',
  },
  fix(bucket, { grant }, { related }) {
    // A policy that grants access to anybody would leave it public: its author has to say what is meant.
    if (typeof grant !== 'string' || related.policy[0]?.isPublic !== false) return undefined;
    return {
      calls: [setAcl(bucket, 'private')],
      undo: [setAcl(bucket, grant)],
      terraform: `alicloud_oss_bucket_acl (${bucket.id}): acl = "private"`,
      effect: {
        zh: '不带签名的访问（网页、客户端、未开启私有回源的 CDN）会收到 403：请先确认没有人依赖公开链接。',
        en: 'Requests without a signature (web pages, clients, a CDN without private back-to-origin) get 403: make sure that nobody relies on public links.',
      },
    };
  },
  severity: 'error',
  severities: ['critical'],
  category: 'security',
  docs: 'https://help.aliyun.com/zh/oss/user-guide/block-public-access',
  params: {},
  related: { info: bucketInfo, policy: policyStatus, account: accountBlock },
  optional: ['account'],
  messages: {
    acl: {
      zh: '存储空间 {{id}} 的读写权限为 {{grant}}',
      en: 'The ACL of bucket {{id}} is {{grant}}',
    },
    policy: {
      zh: '存储空间 {{id}} 的授权策略允许匿名访问',
      en: 'The policy of bucket {{id}} grants access to anybody',
    },
  },
  check(bucket, { related, pass, fail, unknown }) {
    const [info] = related.info;
    const isPublic = related.policy[0]?.isPublic;
    const { grant, blockPublicAccess: blocked } = info ?? {};
    if (blocked === true || related.account[0]?.blockPublicAccess === true) return pass();
    const open = grant !== undefined && grant !== 'private';
    if (open || isPublic === true) {
      if (blocked === undefined)
        return unknown({
          zh: '应答中没有是否阻止公共访问',
          en: 'the answer does not tell whether public access is blocked',
        });
      // Whoever may write can do more harm than whoever may read; what a policy grants is not in the answer.
      const severity = grant === 'public-read-write' ? 'critical' : undefined;
      return open ? fail('acl', { id: bucket.id, grant }, severity) : fail('policy', { id: bucket.id });
    }
    if (grant === undefined) return unknown({ zh: '应答中没有读写权限', en: 'no ACL in the answer' });
    if (isPublic === undefined)
      return unknown({ zh: '应答中没有授权策略的状态', en: 'the status of its policy is not in the answer' });
    return pass();
  },
});
