import { defineMetricChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { mysqlLag, postgresLag } from '../metrics';
import { notServing } from '../states';

export const replicaLag = defineMetricChecker({
  id: 'rds-replica-lag',
  asset: instances,
  metric: [mysqlLag, postgresLag],
  title: {
    zh: 'RDS 只读实例延迟过高',
    en: 'RDS read-only instance lags behind',
  },
  why: {
    zh: '应用从只读实例读到的是旧数据。',
    en: 'Applications that read from it see stale data.',
  },
  remedy: {
    zh: '检查主实例的大事务和 DDL、只读实例的负载；必要时升级只读实例规格。',
    en: 'Look for large transactions and DDL on the primary and for load on the replica; choose a larger class for it if needed.',
  },
  docs: 'https://help.aliyun.com/document_detail/163515.html',
  warning: 30,
  critical: 60,
  category: 'availability',
  max: 86_400,
  skip: (instance) => {
    const { dBInstanceType, engine } = instance;
    if (dBInstanceType === undefined || engine === undefined) return undefined;
    if (dBInstanceType !== 'Readonly') return { zh: '不是只读实例', en: 'not a read-only instance' };
    return engine === 'SQLServer'
      ? { zh: 'SQL Server 没有延迟指标', en: 'SQL Server has no metric for lag' }
      : notServing(instance);
  },
  message: {
    zh: 'RDS 只读实例 {{id}} 的延迟为 {{value}} 秒，高于 {{threshold}} 秒',
    en: 'Read-only RDS instance {{id}} is {{value}} s behind, above {{threshold}} s',
  },
});
