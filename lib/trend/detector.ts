import type { Filling, FillingOptions } from '../model/forecast';
import type { Judgement, Open, WatchOptions } from './unusual';

/** One point of a metric: when (epoch milliseconds) and how much. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/**
 * What judges series. Everything that looks at the course of a metric asks through this, so that a stronger detector is
 * one other implementation. Points come oldest first, one per moment; gaps are allowed. Pure: no clock, no state.
 */
export interface Detector {
  /**
   * Whether the newest point differs from what the series had at like moments, by two weeks of it at least.
   *
   * @param open the event that the last judgement has found, if it was not over: it is held against what was before it
   */
  judge(points: readonly Point[], options: WatchOptions, open?: Open): Judgement;
  /** How many days are left until the value reaches `full`, with an interval, if it goes on as it has done for weeks. */
  forecast(points: readonly Point[], options: FillingOptions): Filling;
}
