import { defineStatusChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { KINDS } from '../states';

/** The official table of states names none for a failure: what breaks shows in a lock, in metrics, or in a state that does not end. */
export const statusAbnormal = defineStatusChecker({
  id: 'mongodb-status-abnormal',
  asset: instances,
  subject: { zh: 'MongoDB 实例 {{id}}', en: 'MongoDB instance {{id}}' },
  title: { zh: 'MongoDB 实例状态异常', en: 'MongoDB instance is in an abnormal state' },
  why: {
    zh: '灾备切换或切换不结束的实例没有可写的主节点；创建不结束的实例从未提供服务。',
    en: 'An instance in disaster recovery, or whose switch does not end, has no primary to write to; one whose creation does not end never served.',
  },
  remedy: {
    zh: '在 MongoDB 控制台查看任务、事件和主备日志；状态不结束时提交工单。',
    en: 'Look at its tasks, events and switch log in the MongoDB console; open a ticket when the state does not end.',
  },
  docs: 'https://help.aliyun.com/zh/mongodb/developer-reference/api-dds-2015-12-01-describedbinstances',
  state: ({ dBInstanceStatus }) => dBInstanceStatus,
  kinds: KINDS,
  createdAt: (instance) => instance.creationTime,
});
