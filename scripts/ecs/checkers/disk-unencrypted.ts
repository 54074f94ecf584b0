import { defineChecker } from '../../../lib/define';
import { disks } from '../collectors/disks';

export const diskUnencrypted = defineChecker({
  id: 'ecs-disk-unencrypted',
  asset: disks,
  title: { zh: '云盘未加密', en: 'Disk is not encrypted' },
  why: {
    zh: '未加密云盘的快照一旦共享或泄露，数据可以直接被读出。',
    en: 'Whoever gets a snapshot of it, shared or leaked, reads the data.',
  },
  remedy: {
    zh: '用加密的快照副本重建云盘，并开启账号级云盘默认加密。',
    en: 'Make it anew from an encrypted copy of a snapshot, and encrypt new disks of the account by default.',
  },
  noFix: {
    zh: '已有云盘不能直接加密：要用加密的快照副本重建，期间需要停机。',
    en: 'A disk that exists cannot be encrypted: it is made anew from an encrypted copy, while its machine is stopped.',
  },
  severity: 'info',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/encryption-overview',
  params: {},
  messages: {
    plain: {
      zh: '云盘 {{id}}（{{name}}）未加密',
      en: 'Disk {{id}} ({{name}}) is not encrypted',
    },
  },
  check(disk, { pass, fail, unknown }) {
    const { id, name, encrypted } = disk;
    if (encrypted === undefined)
      return unknown({ zh: '应答没有说云盘是否加密', en: 'the answer does not tell whether the disk is encrypted' });
    return encrypted ? pass() : fail('plain', { id, name });
  },
});
