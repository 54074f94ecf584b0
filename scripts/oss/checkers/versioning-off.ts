import { defineSwitchChecker } from '../../../lib/define';
import { bucketCall } from '../calls';
import { bucketInfo } from '../collectors/bucket-info';
import { buckets } from '../collectors/buckets';

export const versioningOff = defineSwitchChecker({
  id: 'oss-versioning-off',
  asset: buckets,
  title: { zh: 'OSS 存储空间未开启版本控制', en: 'OSS bucket keeps no versions' },
  why: {
    zh: '没有版本控制时，被覆盖或误删的对象无法找回。',
    en: 'Without versions, an object that is overwritten or deleted by mistake is gone.',
  },
  remedy: {
    zh: '为重要数据的存储空间开启版本控制，并用生命周期规则清理旧版本以控制费用。',
    en: 'Turn versioning on for buckets that matter, and let a lifecycle rule remove old versions to keep the cost down.',
  },
  fix(bucket) {
    const set = (Status: 'Enabled' | 'Suspended') =>
      bucketCall(
        bucket,
        'PutBucketVersioning',
        { Status },
        `bucket-versioning --method put oss://${bucket.id} ${Status.toLowerCase()}`,
      );
    return {
      calls: [set('Enabled')],
      undo: [set('Suspended')],
      terraform: `alicloud_oss_bucket_versioning (${bucket.id}): status = "Enabled"`,
      effect: {
        zh: '不中断；此后被覆盖和删除的对象作为历史版本保留并收费，请配合生命周期规则。撤销是暂停：已有的版本仍在。',
        en: 'Nothing is interrupted. What is overwritten or deleted from then on stays as a version and is paid for: add a lifecycle rule. To undo it suspends it, and versions that exist stay.',
      },
    };
  },
  cost: () => ({
    kind: 'costs',
    ask: [],
    depends: {
      zh: '历史版本按存储量计费，取决于此后有多少数据被覆盖或删除，以及生命周期规则保留多久。',
      en: 'Versions are billed as storage: it depends on how much is overwritten or deleted from then on, and for how long the lifecycle rule keeps it.',
    },
  }),
  severity: 'info',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/oss/user-guide/overview-78',
  what: { zh: '版本控制', en: 'versioning' },
  related: { info: bucketInfo },
  on: (_, { info: [own] }) => own && own.versioning === 'Enabled',
  message: { zh: '存储空间 {{id}} 未开启版本控制', en: 'Bucket {{id}} keeps no versions' },
});
