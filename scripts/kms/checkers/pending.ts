import { defineChecker, integerParam } from '../../../lib/define';
import { daysUntil, fixCall } from '../../../lib/model';
import { keyDetails } from '../collectors/key-details';
import { keys } from '../collectors/keys';

/** That the last three days are critical is a judgement: a deletion can be cancelled until then. What is disabled can be enabled at any time. */
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
  fix({ id, region }, { value }, { related }) {
    const [state, days] = [related.details[0]?.keyState, Math.max(7, Number(value ?? 30))];
    const ask = (action: string, more: Readonly<Record<string, string>> = {}) =>
      fixCall('kms', action, { RegionId: region, KeyId: id, ...more });
    const deleted = state === 'PendingDeletion';
    return {
      calls: [ask(deleted ? 'CancelKeyDeletion' : 'EnableKey')],
      undo: [deleted ? ask('ScheduleKeyDeletion', { PendingWindowInDays: String(days) }) : ask('DisableKey')],
      terraform: deleted
        ? `alicloud_kms_key (${id}): nothing, Terraform does not cancel a deletion`
        : `alicloud_kms_key (${id}): status = "Enabled"`,
      effect: {
        zh: '不中断；密钥恢复可用，继续按密钥收费。若确已不用，请先确认没有数据依赖，再保持现状。',
        en: 'Nothing is interrupted: the key can be used again, and is paid for. If it really is not needed, leave it as it is.',
      },
    };
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
