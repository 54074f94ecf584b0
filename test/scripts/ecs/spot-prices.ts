import { instance, spotPricesOf } from './fixtures';

/** A spot instance with a limit. */
export const spot = {
  ...instance,
  instanceChargeType: 'PostPaid',
  spotStrategy: 'SpotWithPriceLimit',
  spotPriceLimit: 0.2,
} as const;
/** Prices of three zones; that of the instance's zone is `price` now. */
export const pricedAt = (price: number) => ({
  related: { prices: [spotPricesOf({ i: [0.1, 0.1, price], h: [0.15], j: [0.05] })] },
});
