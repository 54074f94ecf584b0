export type { Change, ChangeOptions, Detector, Forecast, ForecastOptions, Point, TooLittle } from './detector';
/** What judges series; to replace it, export another implementation here. */
export { robust as detector } from './robust';
export { novelty } from './novelty';
export type { Novelty } from './novelty';
