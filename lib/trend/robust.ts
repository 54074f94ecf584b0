import { timeToFull } from '../model/forecast';
import type { Detector } from './detector';
import { judge } from './judge';

/** Medians, ranks and habits instead of means: a spike in the history, a gap or an outlier among the newest points changes little. */
export const robust: Detector = { judge, forecast: timeToFull };
