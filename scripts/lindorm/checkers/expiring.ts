import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { instances } from '../collectors/instances';
import { renewals } from '../collectors/renewals';
import { released } from '../states';

export const lindormExpiring = defineExpiryChecker({
  id: 'lindorm-expiring',
  asset: instances,
  subject: { zh: 'Lindorm 实例 {{id}}（{{name}}）', en: 'Lindorm instance {{id}} ({{name}})' },
  title: { zh: 'Lindorm 实例即将到期', en: 'Lindorm instance is about to expire' },
  why: {
    zh: '到期后 Lindorm 实例先被锁定，随后连同数据一起释放。',
    en: 'After that day the Lindorm instance is locked, and released later together with its data.',
  },
  remedy: {
    zh: '为 Lindorm 实例续费或开启自动续费。',
    en: 'Renew the Lindorm instance or switch its auto-renewal on.',
  },
  docs: 'https://help.aliyun.com/zh/lindorm/developer-reference/api-hitsdb-2020-06-15-getlindorminstancelist',
  chargeType: (instance) => instance.payType,
  expiresAt: (instance) => instance.expiredMilliseconds,
  startedAt: (instance) => instance.createMilliseconds,
  related: { renewal: renewals },
  optional: ['renewal'],
  plan: renewing,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
  skip: released,
});
