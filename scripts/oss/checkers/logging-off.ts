import { defineSwitchChecker } from '../../../lib/define';
import { bucketInfo } from '../collectors/bucket-info';
import { buckets } from '../collectors/buckets';

/** The log that a bucket writes into another one; real-time queries by Simple Log Service are not in the answer. */
export const loggingOff = defineSwitchChecker({
  id: 'oss-logging-off',
  asset: buckets,
  title: { zh: 'OSS 存储空间未开启日志转存', en: 'OSS bucket writes no access log' },
  why: {
    zh: '没有访问日志时，谁下载或删除了对象无从追查。',
    en: 'Without an access log nobody can tell who downloaded or deleted an object.',
  },
  remedy: {
    zh: '开启日志转存，或使用实时日志查询；已用后者的存储空间可在检查中过滤掉。',
    en: 'Turn logging on, or use real-time log queries; filter out buckets that have the latter.',
  },
  noFix: {
    zh: '日志存到哪个存储空间、以什么前缀，由使用者决定。',
    en: 'Which bucket takes the logs, and below which prefix, its owners decide.',
  },
  severity: 'info',
  docs: 'https://help.aliyun.com/zh/oss/user-guide/logging',
  what: { zh: '日志转存', en: 'its access log' },
  related: { info: bucketInfo },
  on: (_, { info: [own] }) => own && own.logBucket !== undefined,
  message: { zh: '存储空间 {{id}} 未开启日志转存', en: 'Bucket {{id}} writes no access log' },
});
