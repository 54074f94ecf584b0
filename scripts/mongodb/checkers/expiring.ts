import { automaticRenewal, defineExpiryChecker, renewalOf } from '../../../lib/define';
import { fixCall } from '../../../lib/model';
import { instances } from '../collectors/instances';
import { renewals } from '../collectors/renewals';
import { released, terraformOf } from '../states';

export const mongodbExpiring = defineExpiryChecker({
  id: 'mongodb-expiring',
  asset: instances,
  subject: { zh: 'MongoDB 实例 {{id}}', en: 'MongoDB instance {{id}}' },
  title: {
    zh: 'MongoDB 实例即将到期',
    en: 'MongoDB subscription is about to expire',
  },
  why: {
    zh: '到期 15 天后 MongoDB 实例被锁定，之后计算资源被释放。',
    en: 'Fifteen days later the MongoDB instance is locked, then its computing resources are released.',
  },
  remedy: {
    zh: '及时续费 MongoDB 实例；已锁定的实例可在回收站中续费解锁。',
    en: 'Renew the MongoDB instance in time; a locked one can be renewed in the recycle bin.',
  },
  docs: 'https://help.aliyun.com/zh/mongodb/user-guide/recycle-bin',
  chargeType: (instance) => instance.chargeType,
  expiresAt: (instance) => instance.expireTime,
  startedAt: (instance) => instance.creationTime,
  related: { renewal: renewals },
  optional: ['renewal'],
  renewal: (_, { renewal: [own] }) => renewalOf(own?.autoRenew),
  plan(instance) {
    const { id, region } = instance;
    const set = (fields: Readonly<Record<string, string>>) =>
      fixCall('dds', 'ModifyInstanceAutoRenewalAttribute', { RegionId: region, DBInstanceId: id, ...fields });
    return automaticRenewal({
      on: set({ AutoRenew: 'true', Duration: '1' }),
      off: set({ AutoRenew: 'false' }),
      terraform: `${terraformOf(instance)}: auto_renew = true`,
    });
  },
  skip: released,
});
