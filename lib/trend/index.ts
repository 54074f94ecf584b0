export type { Detector, Point } from './detector';
export { novelty } from './novelty';
export type { Novelty } from './novelty';
/** What judges series; to replace it, export another implementation here. */
export { robust as detector } from './robust';
export { Watch } from './watch';
export type { Judgement, Kind, Open, Steady, Unusual, WatchOptions } from './unusual';
