import { defineChecker, NO_FIX } from '../../../lib/define';
import { eips } from '../collectors/eips';

export const eipLocked = defineChecker({
  id: 'vpc-eip-locked',
  asset: eips,
  title: { zh: '弹性公网 IP 被锁定', en: 'Elastic IP address is locked' },
  why: {
    zh: '因欠费或安全原因锁定的地址不转发流量，并可能被释放。',
    en: 'An address locked for overdue payment or security forwards nothing and may be released.',
  },
  remedy: { zh: '结清欠费或处置安全告警后解锁。', en: 'Pay what is due, or handle the security alert, to unlock it.' },
  noFix: NO_FIX.locked,
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/vpc/developer-reference/api-vpc-2016-04-28-describeeipaddresses',
  because: [
    { checker: 'vpc-eip-expiring', message: 'expired', where: { reasons: 'financial' } },
    { checker: 'account-overdue', where: { reasons: 'financial' } },
  ],
  params: {},
  messages: {
    locked: {
      zh: '弹性公网 IP {{id}} 业务状态为 {{businessStatus}}，锁定原因：{{reasons}}',
      en: 'Elastic IP address {{id}} is {{businessStatus}}, locked for: {{reasons}}',
    },
  },
  check(eip, { pass, fail, skip, unknown }) {
    const { businessStatus, lockReasons } = eip;
    const locked = (lockReasons?.length ?? 0) > 0 || businessStatus === 'OperationLock';
    if (locked) {
      const reasons = lockReasons?.length ? lockReasons : ['?'];
      return fail('locked', { id: eip.id, businessStatus: businessStatus ?? '?', reasons });
    }
    if (businessStatus === undefined || lockReasons === undefined)
      return unknown({ zh: '应答中没有业务状态或锁定信息', en: 'no business status or locks in the answer' });
    return businessStatus === 'Unactivated' ? skip({ zh: '尚未开通', en: 'not activated yet' }) : pass();
  },
});
