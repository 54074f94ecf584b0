/** How a subscription is made to renew itself. */
import type { FixCall, FixPlan } from '../../model/fix';

/**
 * Automatic renewal by the month, whatever the product calls it.
 *
 * @param calls.on what switches it on
 * @param calls.off what makes it as it was
 * @param calls.terraform the resource with its arguments
 */
export function automaticRenewal(calls: {
  readonly on: FixCall;
  readonly off: FixCall;
  readonly terraform: string;
}): FixPlan {
  return {
    calls: [calls.on],
    undo: [calls.off],
    terraform: calls.terraform,
    effect: {
      zh: '不影响运行；此后每月到期前从账户余额扣款续费一个月。已不足一天时请直接续费。',
      en: 'Nothing stops; from then on a month is charged to the account before each expiry. With less than a day left, renew it by hand.',
    },
  };
}
