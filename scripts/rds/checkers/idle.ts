import { defineIdleChecker, releaseSaves } from '../../../lib/define';
import { instances } from '../collectors/instances';
import {
  clusterConnections,
  clusterCpu,
  mysqlConnections,
  mysqlCpu,
  postgresConnections,
  postgresCpu,
  sqlServerCpu,
} from '../metrics';

/** SQL Server has no share of connections. */
export const rdsIdle = defineIdleChecker({
  id: 'rds-idle',
  asset: instances,
  cost: () => releaseSaves(),
  signals: {
    connections: {
      metrics: [mysqlConnections, clusterConnections, postgresConnections],
      level: 0,
      max: 100,
      help: { zh: '每小时平均连接数使用率不高于此值', en: 'Average connection utilisation of an hour, at most' },
    },
    cpu: {
      metrics: [mysqlCpu, clusterCpu, postgresCpu, sqlServerCpu],
      level: 5,
      max: 100,
      help: { zh: '数据库每小时平均 CPU 使用率不高于此值', en: 'Average CPU of the database during an hour, at most' },
    },
  },
  hours: 168,
  createdAt: (instance) => instance.createTime,
  title: { zh: 'RDS 实例闲置', en: 'RDS instance is idle' },
  why: {
    zh: '长期没有连接的数据库仍收取实例与存储费用。',
    en: 'A database that nobody connects to still costs its instance and storage.',
  },
  remedy: {
    zh: '确认业务已下线后备份并释放；偶尔使用的改用 Serverless 或暂停。',
    en: 'When its service is gone, back it up and release it; make it serverless, or pause it, when it is used now and then.',
  },
  docs: 'https://help.aliyun.com/document_detail/96057.html',
  message: {
    zh: 'RDS 实例 {{id}} 已持续闲置 {{days}} 天，每小时平均：{{signals}}',
    en: 'RDS instance {{id}} has been idle for {{days}} days; an average hour: {{signals}}',
  },
  skip({ engine, payType, category, dBInstanceStatus }) {
    if (engine === 'SQLServer')
      return { zh: 'SQL Server 没有连接数使用率指标', en: 'SQL Server has no metric for the share of connections' };
    if (payType === 'Serverless' || category?.startsWith('serverless'))
      return { zh: 'Serverless 实例按用量计费', en: 'a serverless instance is charged by use' };
    return dBInstanceStatus === 'Running'
      ? undefined
      : { zh: `RDS 实例状态为 ${dBInstanceStatus}`, en: `the RDS instance is ${dBInstanceStatus}` };
  },
  unclear: ({ payType, category }) =>
    payType === undefined || category === undefined
      ? {
          zh: '应答中没有付费方式或系列，无法排除 Serverless',
          en: 'without a charge type and an edition in the answer it may be serverless',
        }
      : undefined,
});
