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

/** What is kept of a series, so that only its new points are wanted the next time. */
export interface Kept {
  /** All points before it, epoch milliseconds, have been seen. */
  readonly until: number;
  /** About 4 KiB that only the detector reads. */
  readonly body: Uint8Array;
}

/** What has become of a series. */
export interface GoneOn {
  readonly judgement: Judgement;
  /** When the newest slot began, epoch milliseconds; absent without points. */
  readonly at?: number;
  /** Absent while there is nothing to keep. */
  readonly kept?: Kept;
}

/** A detector that goes on from where it was. */
export interface KeepingDetector extends Detector {
  /** Of which version and kind its bodies are; what was kept by another one is of no use. */
  readonly keeps: string;
  /**
   * As {@link Detector.judge}, by the points since the last time. An event that is open is in what is kept, with what was usual
   * before it; `open` counts where nothing is.
   *
   * @param settled points from then on may still change: they are judged, and not in what is kept
   */
  goOn(
    points: readonly Point[],
    options: WatchOptions,
    past: { readonly open?: Open; readonly kept?: Kept; readonly settled: number },
  ): GoneOn;
}
