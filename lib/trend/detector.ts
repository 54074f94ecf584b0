/** One point of a metric: when (epoch milliseconds) and how much. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/** There are too few points to tell anything. */
export interface TooLittle {
  readonly kind: 'too-little';
}

export interface ChangeOptions {
  /** What counts as now, back from the newest point, in milliseconds. */
  readonly recent: number;
  /** How many times the usual scatter a change must be. */
  readonly sensitivity: number;
  /** The least change that matters, in the metric's own unit. */
  readonly least: number;
  /** The least change that matters, as a share of the lower of both values: 1 is twice or half of what was expected. */
  readonly share: number;
}

/** The newest points against what this hour of day usually brings. */
export interface Change {
  readonly kind: 'steady' | 'up' | 'down';
  readonly value: number;
  readonly expected: number;
}

export interface ForecastOptions {
  /** The value at which it is full. */
  readonly full: number;
  /** The least time from the first point to the newest, in milliseconds. */
  readonly span: number;
}

/** Where a value is heading. */
export type Forecast =
  { readonly kind: 'steady' } | { readonly kind: 'filling'; readonly days: number; readonly perDay: number };

/**
 * What judges series. Everything that looks at the course of a metric asks through this, so that a stronger detector is
 * one other implementation. Points come oldest first, one per moment; gaps are allowed. Pure: no clock, no state.
 */
export interface Detector {
  /** Whether the newest points differ from the asset's own history at the same hour of day; a day of it at least. */
  change(points: readonly Point[], options: ChangeOptions): Change | TooLittle;
  /** How many days are left until the value reaches `full`, if it goes on as it does. */
  forecast(points: readonly Point[], options: ForecastOptions): Forecast | TooLittle;
}
