import { defineSwitchChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { tde } from '../collectors/tde';
import { notEncryptable } from '../engines';

export const tdeOff = defineSwitchChecker({
  id: 'rds-tde-off',
  asset: instances,
  title: { zh: 'RDS 实例未开启透明数据加密', en: 'RDS instance has no transparent data encryption' },
  why: {
    zh: '未加密的数据文件与备份一旦外泄即可直接读取。',
    en: 'Files and backups that are not encrypted can be read by whoever gets hold of them.',
  },
  remedy: {
    zh: '评估后开启透明数据加密：开启后不能关闭，密钥丢失则数据不可恢复；用云盘加密的实例可在检查中过滤掉。',
    en: 'Consider turning it on: it cannot be turned off again, and without the key the data is lost. Filter out instances on encrypted disks.',
  },
  noFix: {
    zh: 'TDE 开启后不能关闭，并会重启实例：无法撤销。',
    en: 'Once on it cannot be switched off again, and switching it on restarts the instance: it cannot be undone.',
  },
  severity: 'info',
  docs: 'https://help.aliyun.com/zh/rds/developer-reference/api-rds-2014-08-15-describedbinstancetde',
  what: { zh: '透明数据加密', en: 'transparent data encryption' },
  related: { tde },
  on: (_, { tde: [own] }) => own?.tDEStatus && own.tDEStatus === 'Enabled',
  skip: notEncryptable,
  message: {
    zh: 'RDS 实例 {{id}}（{{name}}）未开启透明数据加密',
    en: 'RDS instance {{id}} ({{name}}) has no transparent data encryption',
  },
});
