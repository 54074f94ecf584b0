import { defineStatusChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { KINDS } from '../states';

export const statusAbnormal = defineStatusChecker({
  id: 'lindorm-status-abnormal',
  asset: instances,
  subject: { zh: 'Lindorm 实例 {{id}}', en: 'Lindorm instance {{id}}' },
  title: { zh: 'Lindorm 实例被锁定或创建不结束', en: 'Lindorm instance is locked, or its creation does not end' },
  why: {
    zh: '被锁定的 Lindorm 实例不能读写，逾期未付会连同数据一起释放；创建不结束的从未提供服务。',
    en: 'A locked Lindorm instance is neither read nor written, and is released with its data unless somebody pays; one whose creation does not end never served.',
  },
  remedy: {
    zh: '为 Lindorm 实例续费或结清账号欠费；创建不结束时提交工单。',
    en: 'Renew the Lindorm instance or settle the account; open a ticket when a creation does not end.',
  },
  docs: 'https://help.aliyun.com/zh/lindorm/developer-reference/api-hitsdb-2020-06-15-getlindorminstancelist',
  because: [
    { checker: 'lindorm-expiring', message: 'expired', where: { status: 'LOCKED' } },
    { checker: 'account-overdue', where: { status: 'LOCKED' } },
  ],
  state: (instance) => instance.knownStatus,
  kinds: KINDS,
  createdAt: (instance) => instance.createMilliseconds,
});
