import { defineExpiryChecker, renewalOf } from '../../../lib/define';
import { renewing } from '../../bss/renewals';
import { fileSystems } from '../collectors/file-systems';
import { renewals } from '../collectors/renewals';

export const nasExpiring = defineExpiryChecker({
  id: 'nas-expiring',
  asset: fileSystems,
  subject: { zh: '文件系统 {{id}}（{{name}}）', en: 'File system {{id}} ({{name}})' },
  title: { zh: 'NAS 文件系统即将到期', en: 'NAS subscription is about to expire' },
  why: {
    zh: '到期的文件系统无法读写，逾期未续费时其中的文件被删除。',
    en: 'An expired file system can be neither read nor written, and its files are deleted unless it is renewed.',
  },
  remedy: {
    zh: '为文件系统续费，或把文件迁出后退订。',
    en: 'Renew the file system, or move its files elsewhere and let it go.',
  },
  docs: 'https://help.aliyun.com/zh/nas/developer-reference/api-nas-2017-06-26-describefilesystems',
  related: { renewal: renewals },
  optional: ['renewal'],
  plan: renewing,
  chargeType: (fileSystem) => fileSystem.chargeType,
  expiresAt: (fileSystem) => fileSystem.expiredTime,
  renewal: (_, { renewal: [own] }) => renewalOf(own?.renewStatus),
  startedAt: (fileSystem) => fileSystem.createTime,
});
