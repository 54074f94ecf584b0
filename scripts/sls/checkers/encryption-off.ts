import { defineSwitchChecker } from '../../../lib/define';
import { logstores } from '../collectors/logstores';
import { logstoreSettings } from '../collectors/logstore-settings';

export const encryptionOff = defineSwitchChecker({
  id: 'sls-encryption-off',
  asset: logstores,
  title: { zh: '日志库未加密存储', en: 'Logstore is not encrypted at rest' },
  why: {
    zh: '日志常含个人信息与令牌：未加密时以明文落盘，不满足部分合规要求。',
    en: 'Logs often hold personal data and tokens: without encryption they lie in the clear, which some rules forbid.',
  },
  remedy: {
    zh: '为日志库开启数据加密（日志服务自带密钥或 KMS 密钥）。',
    en: 'Switch the encryption of the logstore on, with a key of the service or one of KMS.',
  },
  noFix: {
    zh: '加密方式与密钥选定后不能更改；用哪个密钥由使用者决定。',
    en: 'The way of encryption and its key cannot be changed later: which key it is, its owners decide.',
  },
  severity: 'info',
  docs: 'https://help.aliyun.com/zh/sls/data-encryption',
  what: { zh: '加密', en: 'its encryption' },
  related: { settings: logstoreSettings },
  on: (_, { settings: [own] }) => own && own.enable === true,
  message: { zh: '日志库 {{id}} 未加密存储', en: 'Logstore {{id}} is not encrypted at rest' },
});
