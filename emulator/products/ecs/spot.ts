/** What spot instances cost: by type and zone, an hour at a time. */
import { repeated, type Action, type Body, type Call } from '../../define';
import { invalidParameter } from '../../errors';
import { hashText, unit } from '../../random';
import { DAY, HOUR, secondTime } from '../../time';
import type { Scope } from '../../world';
import type { Instance } from './instances';

const ZONES = ['h', 'i', 'j'] as const;

const CURRENCY = 'CNY';

/** Rows in an answer; the real API gives a thousand. */
const PAGE = 100;

/** By the hour, as pay-as-you-go. */
function originalPrice(type: string): number {
  const size = type.split('.')[2] ?? '';
  const large = /^(\d+)xlarge$/.exec(size)?.[1];
  const cores = large === undefined ? (size === 'xlarge' ? 4 : 2) : Number(large) * 4;
  return Math.round(cores * 0.24 * 1000) / 1000;
}

/** What is protected for an hour costs so much more. */
const PROTECTED = 1.15;

/**
 * A share of the original price with a little noise, less without protection; the types of some conditions are dear in
 * the first zone.
 */
function spotPrice(scope: Scope, type: string, zone: string, at: number, duration: number): number {
  const seed = hashText(`${scope.region}/${type}/${zone}`);
  const hour = Math.floor(at / HOUR);
  const noise = 1 + 0.02 * (2 * unit(seed, hour) - 1);
  const first = zone.endsWith('-h');
  const usual = first && type.includes('8y.') ? 0.97 : 0.2 + 0.15 * unit(seed, 0);
  const risen = first && type.includes('8i.') && at > scope.world.now - 6 * HOUR ? 2 : 1;
  const share = (usual * noise * risen) / (duration === 0 ? PROTECTED : 1);
  return Math.round(originalPrice(type) * Math.min(1, share) * 10_000) / 10_000;
}

export function spotStrategyOf({ spot, condition }: Instance): string {
  if (!spot) return 'NoSpot';
  return condition === 'ecs-spot-rise' || condition === 'ecs-spot-dear' ? 'SpotAsPriceGo' : 'SpotWithPriceLimit';
}

/** Usually an hour. */
export function spotDurationOf({ spot, condition }: Instance): number {
  return spot && condition !== 'ecs-spot-near-limit' ? 1 : 0;
}

/** Usually as much as pay-as-you-go. */
export function spotLimitOf(scope: Scope, instance: Instance): number {
  if (spotStrategyOf(instance) !== 'SpotWithPriceLimit') return 0;
  const now = spotPrice(scope, instance.type, instance.zone, scope.world.now, spotDurationOf(instance));
  if (instance.condition === 'ecs-spot-near-limit') return now / 0.95;
  return instance.condition === 'ecs-spot-over-limit' ? now / 1.05 : originalPrice(instance.type);
}

function time(call: Call, name: string): number | undefined {
  const given = call.params[name];
  if (given === undefined) return undefined;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(given)) throw invalidParameter(name, 'yyyy-MM-ddTHH:mm:ssZ expected');
  return Date.parse(given);
}

export const describeSpotPriceHistory: Action = {
  name: 'DescribeSpotPriceHistory',
  params: [
    'InstanceType',
    'NetworkType',
    'IoOptimized',
    'OSType',
    'SpotDuration',
    'StartTime',
    'EndTime',
    'ZoneId',
    'Offset',
  ],
  required: ['RegionId', 'InstanceType', 'NetworkType'],
  handle(call): Body {
    const { scope, params, world } = call;
    const { InstanceType: type = '', NetworkType: network = '', ZoneId: only, Offset: offset = '0' } = params;
    const { SpotDuration: duration = '1' } = params;
    if (!/^[0-6]$/.test(duration)) throw invalidParameter('SpotDuration', '0 to 6 expected');
    if (!['vpc', 'classic'].includes(network)) throw invalidParameter('NetworkType', 'vpc or classic expected');
    if (!/^\d+$/.test(offset)) throw invalidParameter('Offset', 'a number expected');
    const end = time(call, 'EndTime') ?? world.clock();
    const start = time(call, 'StartTime') ?? end - 3 * HOUR;
    if (start >= end || end - start > 30 * DAY) throw invalidParameter('StartTime', 'at most 30 days before EndTime');
    const first = Math.ceil(start / HOUR);
    const hours = Math.max(0, Math.floor(end / HOUR) - first + 1);
    const zones = ZONES.map((zone) => `${scope.region}-${zone}`).filter((zone) => (only ?? zone) === zone);
    const from = Number(offset);
    const total = zones.length * hours;
    const rows = Array.from({ length: Math.max(0, Math.min(PAGE, total - from)) }, (_, i) => {
      const zone = zones[(from + i) % zones.length] ?? '';
      const at = (first + Math.floor((from + i) / zones.length)) * HOUR;
      return {
        InstanceType: type,
        IoOptimized: 'optimized',
        NetworkType: network,
        ZoneId: zone,
        Timestamp: secondTime(at),
        SpotPrice: spotPrice(scope, type, zone, at, Number(duration)),
        OriginPrice: originalPrice(type),
      };
    });
    return {
      Currency: CURRENCY,
      SpotPrices: { SpotPriceType: rows },
      ...(from + PAGE < total && { NextOffset: from + PAGE }),
    };
  },
};

const RATES = [
  [0, '0-3%'],
  [4, '3-5%'],
  [8, '5-10%'],
] as const;

export const describeSpotAdvice: Action = {
  name: 'DescribeSpotAdvice',
  params: ['InstanceTypes', 'ZoneId'],
  required: ['RegionId'],
  handle({ scope, params }): Body {
    const types = repeated(params, 'InstanceTypes');
    if (types.length === 0 || types.length > 10) throw invalidParameter('InstanceTypes', '1 to 10 types expected');
    const { ZoneId: only } = params;
    const zones = ZONES.map((zone, i) => ({ zone: `${scope.region}-${zone}`, rate: RATES[i] ?? RATES[0] }));
    return {
      RegionId: scope.region,
      AvailableSpotZones: {
        AvailableSpotZone: zones
          .filter(({ zone }) => (only ?? zone) === zone)
          .map(({ zone, rate: [InterruptionRate, InterruptRateDesc] }) => ({
            ZoneId: zone,
            AvailableSpotResources: {
              AvailableSpotResource: types.map((InstanceType) => ({
                InstanceType,
                InterruptionRate,
                InterruptRateDesc,
                AverageSpotDiscount: 30,
              })),
            },
          })),
      },
    };
  },
};
