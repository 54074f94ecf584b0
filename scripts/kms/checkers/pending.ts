import { defineChecker, integerParam } from '../../../lib/define';
import { daysUntil } from '../../../lib/model';
import { keyDetails } from '../collectors/key-details';
import { keys } from '../collectors/keys';

export const kmsPending = defineChecker({
  id: 'kms-pending',
  asset: keys,
  title: { zh: 'KMS 密钥待删除或已禁用', en: 'KMS key is about to be deleted, or disabled' },
  why: {
    zh: '密钥删除后，用它加密的云盘、存储与凭据永远无法解密；禁用期间同样无法使用。',
    en: 'What a key encrypted is lost for good once it is deleted, and cannot be used while it is disabled.',
  },
  remedy: {
    zh: '确认没有数据依赖后再删除；否则在计划时间之前取消删除，或重新启用密钥。',
    en: 'Make sure that nothing depends on it; otherwise cancel the deletion in time, or enable the key again.',
  },
  severity: 'error',
  severities: ['critical', 'warning'],
  category: 'security',
  docs: 'https://help.aliyun.com/zh/kms/key-management-service/developer-reference/api-describekey',
  params: {
    criticalDays: integerParam({
      default: 3,
      min: 0,
      max: 366,
      unit: 'd',
      help: {
        zh: '距删除不超过此天数为紧急',
        en: 'Critical when no more than this many days are left before it is deleted',
      },
    }),
  },
  related: { details: keyDetails },
  messages: {
    deletion: {
      zh: '密钥 {{id}} 将于 {{at}} 删除，还有 {{value}} 天',
      en: 'Key {{id}} will be deleted at {{at}}, in {{value}} days',
    },
    deletionSomeTime: { zh: '密钥 {{id}} 待删除，时间未知', en: 'Key {{id}} will be deleted, it is not told when' },
    disabled: { zh: '密钥 {{id}} 已禁用', en: 'Key {{id}} is disabled' },
  },
  check({ id }, { params, now, related, pass, fail, skip, unknown }) {
    const [key] = related.details;
    if (!key) return unknown({ zh: '没有返回该密钥的状态', en: 'the state of the key is not in the answer' });
    const { keyState, deleteDate: at } = key;
    switch (keyState) {
      case 'Enabled':
        return pass();
      case 'Disabled':
        return fail('disabled', { id }, 'warning');
      case 'PendingImport':
        return skip({ zh: `密钥状态为 ${keyState}`, en: `the key is ${keyState}` });
      case 'PendingDeletion':
        if (!at) return fail('deletionSomeTime', { id });
        return fail(
          'deletion',
          { id, at, value: Math.floor(daysUntil(at, now)), unit: 'd' },
          daysUntil(at, now) <= params.criticalDays ? 'critical' : undefined,
        );
    }
  },
});
