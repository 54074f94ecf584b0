import { defineSwitchChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { ssl } from '../collectors/ssl';
import { notEncryptable } from '../engines';

export const sslOff = defineSwitchChecker({
  id: 'rds-ssl-off',
  asset: instances,
  title: { zh: 'RDS 实例未开启 SSL 加密', en: 'RDS instance does not offer SSL' },
  why: {
    zh: '没有 SSL 时，口令之外的查询与结果在网络上是明文。',
    en: 'Without SSL statements and rows cross the network in the clear.',
  },
  remedy: {
    zh: '为连接地址开启 SSL 并让应用校验证书；开启会重启实例，请在维护窗口内进行。',
    en: 'Turn SSL on for the endpoint and let applications verify it; that restarts the instance, so take a maintenance window.',
  },
  noFix: {
    zh: '开启 SSL 会重启实例，应用还要信任证书：时间由负责人在维护窗口内决定。',
    en: 'Switching it on restarts the instance, and its clients have to trust the certificate: its owner picks the time.',
  },
  severity: 'info',
  docs: 'https://help.aliyun.com/zh/rds/developer-reference/api-rds-2014-08-15-describedbinstancessl',
  what: { zh: ' SSL ', en: 'SSL' },
  related: { ssl },
  on: (_, { ssl: [own] }) => own?.sSLEnabled && (own.sSLEnabled === 'Yes' || own.sSLEnabled === 'on'),
  skip: notEncryptable,
  message: {
    zh: 'RDS 实例 {{id}}（{{name}}）未开启 SSL',
    en: 'RDS instance {{id}} ({{name}}) does not offer SSL',
  },
});
