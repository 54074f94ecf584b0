import { NO_FIX, defineChecker, type Collector, type Reason } from '../../lib/define';
import type { AssetIdentity, Text } from '../../lib/model';

const UNKNOWN: Reason = { zh: '应答中没有状态', en: 'its state is not in the answer' };

/** Something of Global Accelerator that the cloud has locked, for a payment or otherwise. */
export function defineLocked<A extends AssetIdentity & { readonly state?: string | undefined }>(facts: {
  readonly id: string;
  readonly asset: Collector<A>;
  readonly subject: Text;
  /** What it is called in the remedy. */
  readonly kind: Text;
  readonly title: Text;
  readonly why: Text;
  readonly docs: string;
  /** The checker that tells when it has ended, which locks it as well. */
  readonly expiring: string;
}) {
  const { subject, kind, expiring, ...rest } = facts;
  return defineChecker({
    ...rest,
    noFix: NO_FIX.locked,
    remedy: {
      zh: `结清欠费后${kind.zh}自动恢复；仍锁定的提交工单。`,
      en: `Settle what is overdue and ${kind.en} comes back; open a ticket when it stays locked.`,
    },
    severity: 'critical',
    category: 'availability',
    because: [
      { checker: expiring, message: 'expired', where: { state: 'finacialLocked' } },
      { checker: 'account-overdue', where: { state: 'finacialLocked' } },
    ],
    params: {},
    messages: {
      locked: {
        zh: `${subject.zh}被锁定（{{state}}）`,
        en: `${subject.en} is locked ({{state}})`,
      },
    },
    check({ id, name, state }, { pass, fail, unknown }) {
      if (state === undefined) return unknown(UNKNOWN);
      return state === 'finacialLocked' || state === 'locked' ? fail('locked', { id, name, state }) : pass();
    },
  });
}
