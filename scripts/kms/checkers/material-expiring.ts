import { defineChecker, integerParam } from '../../../lib/define';
import { daysUntil } from '../../../lib/model';
import { keyDetails } from '../collectors/key-details';
import { keys } from '../collectors/keys';

/** The levels are a judgement, as of other ends. */
export const materialExpiring = defineChecker({
  id: 'kms-material-expiring',
  asset: keys,
  title: { zh: 'KMS 导入的密钥材料即将过期或缺失', en: 'Imported material of a KMS key expires or is missing' },
  why: {
    zh: '密钥材料过期后密钥立即不可用，依赖它的加解密全部失败。',
    en: 'When its material expires the key stops working, and so does all that encrypts or decrypts with it.',
  },
  remedy: {
    zh: '在过期前重新导入同一密钥材料并设置新的过期时间；没有密钥材料的密钥导入后才能使用，不再需要的计划删除。',
    en: 'Import the same material again with a later expiry before it ends; a key without material needs it before it can be used, one that nobody needs can be deleted.',
  },
  noFix: {
    zh: '密钥材料不在阿里云：只有持有原材料的人能再次导入。',
    en: 'The material is not in the cloud: only whoever keeps the original can import it again.',
  },
  severity: 'warning',
  severities: ['critical', 'error'],
  category: 'expiry',
  docs: 'https://help.aliyun.com/zh/kms/key-management-service/user-guide/import-key-material',
  params: {
    days: integerParam({
      title: { zh: '提前警告', en: 'Days left, warning' },
      default: 30,
      min: 1,
      max: 365,
      unit: 'd',
      help: {
        zh: '密钥材料剩余天数不超过此值为警告',
        en: 'A warning when its material has no more days left than this',
      },
    }),
    criticalDays: integerParam({
      default: 7,
      min: 0,
      max: 365,
      unit: 'd',
      help: {
        zh: '密钥材料剩余天数不超过此值为紧急',
        en: 'Critical when its material has no more days left than this',
      },
    }),
  },
  related: { details: keyDetails },
  messages: {
    soon: {
      zh: '密钥 {{id}} 的密钥材料还有 {{value}} 天过期',
      en: 'The imported material of key {{id}} expires in {{value}} days',
    },
    expired: { zh: '密钥 {{id}} 的密钥材料已过期', en: 'The imported material of key {{id}} has expired' },
    missing: {
      zh: '密钥 {{id}} 没有密钥材料，无法使用',
      en: 'Key {{id}} has no material: it cannot be used',
    },
  },
  validate: ({ days, criticalDays }) =>
    criticalDays > days ? `criticalDays (${criticalDays}) is above days (${days})` : undefined,
  check({ id }, { params, now, related, pass, fail, skip, unknown }) {
    const [key] = related.details;
    if (!key) return unknown({ zh: '没有返回该密钥的密钥材料信息', en: 'nothing about its material is in the answer' });
    if (key.origin === undefined)
      return unknown({ zh: '应答中没有密钥材料来源', en: 'the origin of its material is not in the answer' });
    if (key.origin !== 'EXTERNAL') return skip({ zh: '密钥材料不是导入的', en: 'its material was not imported' });
    // That the key goes with all that it encrypted is another finding.
    if (key.keyState === 'PendingDeletion') return skip({ zh: '密钥待删除', en: 'the key itself is to be deleted' });
    // Material that expires is deleted, and its time may go with it. A key that never had any is in the same state, and
    // nothing tells them apart: not as bad as an expiry that is seen, yet more than a warning.
    if (key.keyState === 'PendingImport') return fail('missing', { id }, 'error');
    if (!key.materialExpireTime) return skip({ zh: '密钥材料不会过期', en: 'its material never expires' });
    const left = daysUntil(key.materialExpireTime, now);
    const data = { id, value: Math.floor(left), unit: 'd', expiresAt: key.materialExpireTime };
    if (left <= 0) return fail('expired', { ...data, threshold: 0 }, 'critical');
    if (left <= params.criticalDays) return fail('soon', { ...data, threshold: params.criticalDays }, 'critical');
    return left <= params.days ? fail('soon', { ...data, threshold: params.days }) : pass(data);
  },
});
