/** A parameter as it goes on the wire: `undefined` is left out, a list becomes `Key.1`, `Key.2` … */
export type WireValue = string | number | boolean | readonly (string | number | Readonly<Record<string, string>>)[];
export type WireParams = Readonly<Record<string, WireValue | undefined>>;

/** One API action and its fixed parameters. */
export interface ApiCall {
  readonly style: 'rpc' | 'roa';
  readonly action: string;
  readonly params: WireParams;
  /** ROA: the path, such as `/api/v1/clusters`. */
  readonly path?: string;
  /** The RAM action, when it is not `<prefix>:<action>`. */
  readonly ram?: string;
  /** Whether the action takes a `RegionId`. True for nearly all regional RPC actions. */
  readonly regionParam: boolean;
}

export interface CallOptions {
  readonly ram?: string;
  readonly regionParam?: boolean;
}

/**
 * An RPC action. `RegionId` and paging parameters are added by the client.
 *
 * @example rpc('DescribeInstanceHistoryEvents', { InstanceEventCycleStatus: ['Scheduled', 'Executing'] })
 */
export function rpc(action: string, params: WireParams = {}, options: CallOptions = {}): ApiCall {
  return { style: 'rpc', action, params, regionParam: options.regionParam ?? true, ram: options.ram };
}

/**
 * A ROA action, read with GET.
 *
 * @example roa('DescribeClustersV1', '/api/v1/clusters')
 */
export function roa(action: string, path: string, params: WireParams = {}, options: CallOptions = {}): ApiCall {
  return { style: 'roa', action, path, params, regionParam: options.regionParam ?? false, ram: options.ram };
}
