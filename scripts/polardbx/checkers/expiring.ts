import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { instances } from '../collectors/instances';
import { renewals } from '../collectors/renewals';
import { released } from '../states';

export const polardbxExpiring = defineExpiryChecker({
  id: 'polardbx-expiring',
  asset: instances,
  subject: { zh: 'PolarDB-X 实例 {{id}}（{{name}}）', en: 'PolarDB-X instance {{id}} ({{name}})' },
  title: { zh: 'PolarDB-X 实例即将到期', en: 'PolarDB-X instance is about to expire' },
  why: {
    zh: '到期后 PolarDB-X 实例先被锁定，随后连同数据一起释放。',
    en: 'After that day the PolarDB-X instance is locked, and released later together with its data.',
  },
  remedy: {
    zh: '为 PolarDB-X 实例续费或开启自动续费。',
    en: 'Renew the PolarDB-X instance or switch its auto-renewal on.',
  },
  docs: 'https://help.aliyun.com/zh/polardb/polardb-for-xscale/api-polardbx-2020-02-02-describedbinstances',
  chargeType: (instance) => instance.payType,
  expiresAt: (instance) => instance.expireTime,
  startedAt: (instance) => instance.createTime,
  related: { renewal: renewals },
  optional: ['renewal'],
  plan: renewing,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
  skip: released,
});
