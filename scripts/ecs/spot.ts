import type { AnyAsset, MessageData } from '../../lib/model';
import { DAY } from '../../lib/model';

/** How far back prices are read. */
export const SPOT_DAYS = 3;

/** A spot instance's type; nobody asks about the others. */
export function spotType({ spotStrategy, instanceType }: AnyAsset): string | undefined {
  const spot = typeof spotStrategy === 'string' && spotStrategy !== 'NoSpot';
  return spot && typeof instanceType === 'string' ? instanceType : undefined;
}

/** A spot instance's type and hours of protection: without any it is cheaper. */
export function spotOffer(instance: AnyAsset): string | undefined {
  const type = spotType(instance);
  const { spotDuration } = instance;
  return type !== undefined && typeof spotDuration === 'number' ? `${type} ${spotDuration}` : undefined;
}

interface Price {
  readonly zoneId: string | undefined;
  readonly timestamp: Date | undefined;
  readonly spotPrice: number | undefined;
  readonly originPrice: number | undefined;
}

/** What an instance of a type costs by the hour in a zone. */
export interface SpotPrice {
  readonly price: number;
  /** The middle of the last days. */
  readonly usual: number;
  /** As pay-as-you-go. */
  readonly original: number | undefined;
  /** For a message: price, range and cheaper zones. */
  readonly data: MessageData;
}

/** The price in a zone now and in the last days; `undefined` when the answers do not tell. */
export function spotPriceIn(
  zoneId: string | undefined,
  answers: readonly { readonly currency: string | undefined; readonly prices: readonly Price[] | undefined }[],
): SpotPrice | undefined {
  const all = answers
    .flatMap(({ prices }) => prices ?? [])
    .flatMap(({ zoneId: zone, timestamp, spotPrice: price, originPrice: original }) =>
      zone !== undefined && timestamp && price !== undefined
        ? [{ zone, at: timestamp.getTime(), price, original }]
        : [],
    )
    .sort((one, other) => one.at - other.at);
  const newest = new Map(all.map((one) => [one.zone, one]));
  const here = newest.get(zoneId ?? '');
  if (!here) return undefined;
  const past = all.filter(({ zone }) => zone === zoneId).map(({ price }) => price);
  const cheaper = [...newest.values()]
    .filter(({ at, price }) => price < here.price && at > here.at - DAY)
    .sort((one, other) => one.price - other.price)
    .map(({ zone, price }) => `${zone} ${money(price)}`);
  const sorted = [...past].sort((one, other) => one - other);
  return {
    price: here.price,
    usual: sorted[sorted.length >> 1] ?? here.price,
    original: here.original,
    data: {
      zone: here.zone,
      price: money(here.price),
      currency: answers.find(({ currency }) => currency !== undefined)?.currency ?? '',
      days: SPOT_DAYS,
      lowest: money(Math.min(...past)),
      highest: money(Math.max(...past)),
      cheaper: cheaper.length > 0 ? cheaper.slice(0, 3) : '-',
    },
  };
}

/** The zones in which a type is interrupted least, such as `cn-hangzhou-h 0-3%`. */
export function calmZones(
  instanceType: string | undefined,
  answers: readonly {
    readonly zones:
      | readonly {
          readonly zoneId: string | undefined;
          readonly types:
            | readonly {
                readonly instanceType: string | undefined;
                readonly interruptionRate: number | undefined;
                readonly interruptRateDesc: string | undefined;
              }[]
            | undefined;
        }[]
      | undefined;
  }[],
): readonly string[] {
  return answers
    .flatMap(({ zones }) => zones ?? [])
    .flatMap(({ zoneId, types }) => (types ?? []).map((type) => ({ zoneId, ...type })))
    .filter(
      (one) => one.instanceType === instanceType && one.zoneId !== undefined && one.interruptRateDesc !== undefined,
    )
    .sort((one, other) => (one.interruptionRate ?? 100) - (other.interruptionRate ?? 100))
    .slice(0, 3)
    .map(({ zoneId = '', interruptRateDesc = '' }) => `${zoneId} ${interruptRateDesc}`);
}

/** Prices are fractions of a cent. */
export function money(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}
