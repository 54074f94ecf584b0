import { billingDay, billingMonth } from '../model/time';

/** A parameter as it goes on the wire: `undefined` is left out, a list becomes `Key.1`, `Key.2` … */
export type WireValue = string | number | boolean | readonly (string | number | Readonly<Record<string, string>>)[];
/** A parameter that the run's clock decides; the client turns it into a text. */
export interface ClockValue {
  readonly byClock: (now: Date) => string;
}
export type WireParams = Readonly<Record<string, WireValue | ClockValue | undefined>>;
/** Parameters of one request, with nothing left to decide. */
export type SentParams = Readonly<Record<string, WireValue | undefined>>;

/**
 * A moment so far from the run's clock (before it, when negative), in milliseconds since 1970.
 *
 * @example rpc('DescribeSystemEventAttribute', { StartTime: clockMs(-DAY), EndTime: clockMs(0) })
 */
export function clockMs(offset: number): ClockValue {
  return { byClock: (now) => String(now.getTime() + offset) };
}

/**
 * A moment so far from the run's clock, as `2026-01-02T03:04:05Z`.
 *
 * @example rpc('DescribeSpotPriceHistory', { StartTime: clockTime(-3 * DAY), EndTime: clockTime(0) })
 */
export function clockTime(offset: number): ClockValue {
  return { byClock: (now) => `${new Date(now.getTime() + offset).toISOString().slice(0, 19)}Z` };
}

/**
 * A moment so far from the run's clock in whole minutes, as `2026-01-02T03:04Z`: products that ask for minutes refuse seconds.
 *
 * @example rpc('DescribeBackups', { StartTime: clockMinute(-15 * DAY), EndTime: clockMinute(0) })
 */
export function clockMinute(offset: number): ClockValue {
  return { byClock: (now) => `${new Date(now.getTime() + offset).toISOString().slice(0, 16)}Z` };
}

/**
 * The day of a bill (`YYYY-MM-DD`) so many days from that of the run's clock, and the billing cycle that it is in.
 *
 * @example variants: [-1, -2].map((days) => billingDate(days))
 */
export function billingDate(offset: number): { readonly BillingDate: ClockValue; readonly BillingCycle: ClockValue } {
  return {
    BillingDate: { byClock: (now) => billingDay(now, offset) },
    BillingCycle: { byClock: (now) => billingDay(now, offset).slice(0, 7) },
  };
}

/**
 * The billing cycle (`YYYY-MM`) so many months from the one of the run's clock.
 *
 * @example variants: [{ BillingCycle: billingCycle(0) }, { BillingCycle: billingCycle(-1) }]
 */
export function billingCycle(offset: number): ClockValue {
  return { byClock: (now) => billingMonth(now, offset) };
}

/** The parameters as they are at a moment. */
export function atClock(params: WireParams, now: Date): SentParams {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, isClockValue(value) ? value.byClock(now) : value]),
  );
}

function isClockValue(value: WireParams[string]): value is ClockValue {
  return typeof value === 'object' && 'byClock' in value;
}

/** How a product is spoken to: RPC or ROA through its OpenAPI, OSS and Simple Log Service with signatures and errors of their own. */
export type Style = 'rpc' | 'roa' | 'oss' | 'sls';

/** One API action and its fixed parameters. */
export interface ApiCall {
  readonly style: Style;
  readonly action: string;
  readonly params: WireParams;
  /** All but RPC: the path, such as `/clusters/{ClusterId}/nodes`. `{Name}` is filled from the parameter of that name. */
  readonly path?: string;
  /** The RAM action, when it is not `<prefix>:<action>`. */
  readonly ram?: string;
  /** Whether the action takes a `RegionId`, or what it calls it. True for nearly all regional RPC actions. */
  readonly regionParam: boolean | string;
}

export interface CallOptions {
  readonly ram?: string;
  readonly regionParam?: boolean | string;
}

/**
 * An RPC action. `RegionId` and paging parameters are added by the client.
 *
 * @example rpc('DescribeInstanceHistoryEvents', { InstanceEventCycleStatus: ['Scheduled', 'Executing'] })
 * @example rpc('DescribeDtsJobs', {}, { regionParam: 'Region' })
 */
export function rpc(action: string, params: WireParams = {}, options: CallOptions = {}): ApiCall {
  return { style: 'rpc', action, params, regionParam: options.regionParam ?? true, ram: options.ram };
}

/**
 * A ROA action, read with GET. `{Name}` in the path takes the parameter of that name out of the query; `{RegionId}` is
 * the region that is asked.
 *
 * @example roa('DescribeClustersV1', '/api/v1/clusters?region_id={RegionId}')
 * @example roa('DescribeClusterNodes', '/clusters/{ClusterId}/nodes')
 */
export function roa(action: string, path: string, params: WireParams = {}, options: CallOptions = {}): ApiCall {
  return { style: 'roa', action, path, params, regionParam: options.regionParam ?? false, ram: options.ram };
}

/**
 * An action of Object Storage Service, read with GET. `{Bucket}` in the path is filled from the parameter of that name.
 *
 * @example oss('ListBuckets', '/')
 * @example oss('GetBucketInfo', '/{Bucket}/?bucketInfo')
 */
export function oss(action: string, path: string, params: WireParams = {}, options: CallOptions = {}): ApiCall {
  return { style: 'oss', action, path, params, regionParam: options.regionParam ?? false, ram: options.ram };
}

/**
 * An action of Simple Log Service, read with GET. The parameter `project` names the host; `{logstore}` in the path is filled from
 * the parameter of that name.
 *
 * @example sls('ListProject', '/')
 * @example sls('GetLogStore', '/logstores/{logstore}')
 */
export function sls(action: string, path: string, params: WireParams = {}, options: CallOptions = {}): ApiCall {
  return { style: 'sls', action, path, params, regionParam: options.regionParam ?? false, ram: options.ram };
}
