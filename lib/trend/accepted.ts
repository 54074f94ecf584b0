/**
 * What somebody has said is normal. A value within a range that was accepted is taken for what is usual at its moment, one
 * beside the range for what is usual and as far beside it: so all views, tails and like moments see a series to which
 * nothing has happened, the usual scatter around the range is no news, and what lies well beyond it is as unusual as ever.
 */
import type { Places } from './neighbours';
import { Values, type Ring } from './rings';
import { median } from '../model/statistics';
import type { Accepted } from './unusual';

/** A range is wider than what was seen by this share of its distance from what is usual: a judgement. */
const WIDER = 0.1;

/** The ranges of one series, and the values as they came. */
export class Accepting {
  private readonly levels: readonly Accepted[];
  private readonly unrests: readonly Accepted[];
  private came = new Values(false);
  /** So many slots in a row were within what was accepted as a spike. */
  private spiked = 0;

  /**
   * @param places of like moments
   * @param short what lasts for fewer slots is a spike: as one it was accepted, and only as one it passes
   */
  constructor(
    accepted: readonly Accepted[],
    private readonly places: Places,
    private readonly short: number,
  ) {
    this.levels = accepted.filter(({ kind }) => kind !== 'spread');
    this.unrests = accepted.filter(({ kind }) => kind === 'spread');
  }

  copy(): Accepting {
    const copy = new Accepting([...this.levels, ...this.unrests], this.places, this.short);
    copy.came = this.came.copy();
    copy.spiked = this.spiked;
    return copy;
  }

  /** The values as they came, by slot. */
  get values(): Values {
    return this.came;
  }

  forget(): void {
    this.came = new Values(false);
    this.spiked = 0;
  }

  /** A value as it is to be judged. @param judged the values before it, as they were judged */
  level(slot: number, value: number, judged: Ring): number {
    this.came.set(slot, value);
    const usual = this.usual(judged, slot);
    const nearest = nearestOf(this.levels, value, usual);
    this.spiked = nearest?.one.kind === 'spike' ? this.spiked + 1 : 0;
    return nearest && this.spiked <= this.short ? usual + nearest.beside : value;
  }

  /** Unrest as it is to be judged. @param judged that of the slots before */
  unrest(slot: number, value: number, judged: Ring): number {
    const usual = this.usual(judged, slot);
    const nearest = nearestOf(this.unrests, value, usual);
    return nearest ? Math.max(0, usual + nearest.beside) : value;
  }

  private usual(judged: Ring, slot: number): number {
    const { days, weeks } = this.places;
    return median([...days, ...weeks].map((back) => judged.get(slot - back)).filter((one) => !Number.isNaN(one)));
  }
}

/** The range that a value is nearer to than to what is usual, and how far beside it. */
function nearestOf(accepted: readonly Accepted[], value: number, usual: number) {
  let best: { readonly one: Accepted; readonly beside: number } | undefined;
  let least = Math.abs(value - usual);
  for (const one of accepted) {
    const low = one.low - WIDER * Math.abs(one.low - usual);
    const high = one.high + WIDER * Math.abs(one.high - usual);
    const beside = value < low ? value - low : value > high ? value - high : 0;
    if (Math.abs(beside) < least) [best, least] = [{ one, beside }, Math.abs(beside)];
  }
  return best;
}
