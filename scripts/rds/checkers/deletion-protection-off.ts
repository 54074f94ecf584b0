import { defineSwitchChecker } from '../../../lib/define';
import { fixCall } from '../../../lib/model';
import { instances } from '../collectors/instances';
import { notPrimary } from '../engines';

export const deletionProtectionOff = defineSwitchChecker({
  id: 'rds-deletion-protection-off',
  asset: instances,
  title: { zh: 'RDS 按量实例未开启释放保护', en: 'Pay-as-you-go RDS instance can be released by mistake' },
  why: {
    zh: '没有释放保护时，一次误操作或一段脚本就能释放数据库。',
    en: 'Without it a slip of the hand or a script releases the database.',
  },
  remedy: { zh: '为生产环境的 RDS 实例开启释放保护。', en: 'Turn release protection on for production.' },
  fix({ id, region }) {
    const set = (DeletionProtection: 'true' | 'false') =>
      fixCall('rds', 'ModifyDBInstanceDeletionProtection', { RegionId: region, DBInstanceId: id, DeletionProtection });
    return {
      calls: [set('true')],
      undo: [set('false')],
      terraform: `alicloud_db_instance (${id}): deletion_protection = true`,
      effect: {
        zh: '不影响运行；此后释放实例前要先关闭释放保护，自动化的释放会失败。',
        en: 'Nothing stops; from then on whoever releases it, also a script, has to switch the protection off first.',
      },
    };
  },
  severity: 'info',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/rds/developer-reference/api-rds-2014-08-15-describedbinstances',
  what: { zh: '释放保护', en: 'its release protection' },
  on: ({ deletionProtection }) => deletionProtection,
  // A subscription cannot be released before its end.
  skip: (instance) =>
    instance.payType === 'Prepaid'
      ? { zh: '包年包月实例到期前不会被释放', en: 'a subscription is not released before its end' }
      : notPrimary(instance),
  message: {
    zh: 'RDS 实例 {{id}}（{{name}}）未开启释放保护',
    en: 'RDS instance {{id}} ({{name}}) has no release protection',
  },
});
