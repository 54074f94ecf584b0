import type { KeepingDetector } from './detector';
import { goOn } from './judge';
import { robust } from './robust';
import { PACKED } from './packing';

export type { Detector, GoneOn, KeepingDetector, Kept, Point } from './detector';
export { novelty } from './novelty';
export type { Novelty } from './novelty';
/** What judges series; to replace it, export another implementation here. */
export const detector: KeepingDetector = { ...robust, goOn, keeps: `watch-${PACKED}` };
export { Watch } from './watch';
export type { Accepted, Judgement, Kind, Open, Unusual, WatchOptions } from './unusual';
