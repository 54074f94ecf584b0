/** What putting findings right has to do with money: how a subscription is made to renew itself, what that costs, what a release saves. */
import type { FixCall, FixCost, FixPlan, PriceQuery } from '../../model/fix';

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

/**
 * What a renewal costs.
 *
 * @param price the price of a month, where the product has a query for it
 */
export function renewalCost(price?: PriceQuery): FixCost {
  return {
    kind: 'costs',
    ask: [...(price ? [price] : []), 'bill'],
    depends: {
      zh: '续费按续费当时的价格收取，取决于规格、时长与折扣。',
      en: 'A renewal is charged at the price of its day, which depends on the size, the period and your discounts.',
    },
  };
}

/**
 * What is saved when an asset is released, unsubscribed or made smaller.
 *
 * @param prices what says the price of one that no bill tells of
 * @example cost: () => releaseSaves()
 */
export function releaseSaves(...prices: readonly PriceQuery[]): FixCost {
  return {
    kind: 'saves',
    ask: ['bill', ...prices],
    depends: {
      zh: '可节省的金额取决于规格、计费方式与折扣；包年包月的部分到期才不再计费，提前退订按退订规则退款。',
      en: 'What is saved depends on the size, on how it is charged and on your discounts; a subscription costs until it ends, unless it is given back by the rules for refunds.',
    },
  };
}
