/** A range of values of one series that somebody has said to be normal. Times are ISO 8601. */
export interface Acceptance {
  /** The fault of whose event it was said. */
  readonly faultId: string;
  readonly account: string;
  readonly region: string;
  readonly checker: string;
  readonly assetId: string;
  readonly assetName: string;
  /** The cloud's name of the metric, and of its part where it has such. */
  readonly metric: string;
  readonly part?: string;
  /** What kind of anomaly it was, see `Kind` in `lib/trend`. */
  readonly kind: string;
  /** The least and the greatest value while it was so, up to when it was said. */
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  /** When it began. */
  readonly since: string;
  /** When it was said, by whom, and why. */
  readonly at: string;
  readonly by: string;
  readonly note?: string;
  /** How the event was known, so that it goes on where this is taken back. */
  readonly was: { readonly view: string; readonly low: number; readonly high: number };
  /** When it was taken back: it does not count any more. */
  readonly undone?: string;
}
