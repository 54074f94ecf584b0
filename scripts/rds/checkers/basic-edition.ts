import { defineChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';

/** Editions without a standby. */
const SINGLE: ReadonlySet<string> = new Set(['Basic', 'serverless_basic']);

export const basicEdition = defineChecker({
  id: 'rds-basic-edition',
  asset: instances,
  title: { zh: 'RDS 实例是单节点基础系列', en: 'RDS instance has a single node' },
  why: {
    zh: '基础系列没有备节点，主机故障或变更时要重建节点，中断可达数小时。',
    en: 'The Basic edition has no standby: after a failure the node is built anew, which can take hours.',
  },
  remedy: {
    zh: '生产库升级为高可用或集群系列；测试库可以在检查中过滤掉。',
    en: 'Upgrade production to High-availability or Cluster; filter test databases out of the inspection.',
  },
  noFix: {
    zh: '变更系列会切换实例并改变费用：需要负责人决定。',
    en: 'Another edition costs more, and changing to it moves the instance: its owner has to decide.',
  },
  severity: 'warning',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/rds/apsaradb-rds-for-mysql/overview-of-rds-editions',
  params: {},
  messages: {
    single: {
      zh: 'RDS 实例 {{id}}（{{name}}）为 {{category}} 系列，没有备节点',
      en: 'RDS instance {{id}} ({{name}}) is of the {{category}} edition, without a standby',
    },
  },
  check(instance, { pass, fail, skip, unknown }) {
    const { id, name, category, dBInstanceType } = instance;
    if (dBInstanceType === undefined)
      return unknown({ zh: '应答中没有实例角色', en: 'the role of the instance is not in the answer' });
    if (dBInstanceType === 'Readonly')
      return skip({ zh: '只读实例没有备节点是正常的', en: 'a read-only instance needs no standby' });
    if (category === undefined) return unknown({ zh: '应答中没有系列', en: 'its edition is not in the answer' });
    return SINGLE.has(category) ? fail('single', { id, name, category }) : pass();
  },
});
