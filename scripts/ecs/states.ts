/** The words of the official model, for what is read and for what an earlier run remembers. */
export const INSTANCE_STATES = ['Pending', 'Running', 'Starting', 'Stopping', 'Stopped'] as const;
export const SPOT_STRATEGIES = ['NoSpot', 'SpotWithPriceLimit', 'SpotAsPriceGo'] as const;
