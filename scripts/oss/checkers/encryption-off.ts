import { defineSwitchChecker } from '../../../lib/define';
import { bucketCall } from '../calls';
import { bucketInfo } from '../collectors/bucket-info';
import { buckets } from '../collectors/buckets';

export const encryptionOff = defineSwitchChecker({
  id: 'oss-encryption-off',
  asset: buckets,
  title: { zh: 'OSS 存储空间未设置服务端加密', en: 'OSS bucket does not encrypt by default' },
  why: {
    zh: '没有默认加密时，上传时未指定加密的对象以明文落盘。',
    en: 'Without a default, objects lie in the clear unless their upload asks for encryption.',
  },
  remedy: {
    zh: '为存储空间设置服务端加密（AES256 或 KMS）；只对之后上传的对象生效。',
    en: 'Set server-side encryption (AES256 or KMS) for the bucket; it holds for what is uploaded from then on.',
  },
  fix: (bucket) => ({
    calls: [
      bucketCall(
        bucket,
        'PutBucketEncryption',
        { SSEAlgorithm: 'AES256' },
        `bucket-encryption --method put oss://${bucket.id} --sse-algorithm AES256`,
      ),
    ],
    undo: [bucketCall(bucket, 'DeleteBucketEncryption', {}, `bucket-encryption --method delete oss://${bucket.id}`)],
    terraform: `alicloud_oss_bucket_server_side_encryption (${bucket.id}): sse_algorithm = "AES256"`,
    effect: {
      zh: '不中断、不另收费（AES256）；只对之后上传的对象生效，读取时自动解密。',
      en: 'Nothing is interrupted, and AES256 costs nothing. It holds for what is uploaded from then on, and is undone on reading.',
    },
  }),
  severity: 'info',
  docs: 'https://help.aliyun.com/zh/oss/user-guide/server-side-encryption-5',
  what: { zh: '服务端加密', en: 'server-side encryption' },
  related: { info: bucketInfo },
  on: (_, { info: [own] }) => own?.sSEAlgorithm && own.sSEAlgorithm !== 'None',
  message: { zh: '存储空间 {{id}} 未设置服务端加密', en: 'Bucket {{id}} does not encrypt by default' },
});
