import type { Text } from './text';

/** One call of a cloud's API that changes something. */
export interface FixCall {
  /** Of the product, such as `ecs`. */
  readonly product: string;
  readonly action: string;
  /** As they go over the wire. */
  readonly params: Readonly<Record<string, string>>;
  /** The same for the official command line. */
  readonly command: string;
}

/** A call that only reads, and says what something costs. */
export interface PriceQuery {
  /** As in {@link FixCall}. */
  readonly product: string;
  readonly action: string;
  /** Beside the asset's region. */
  readonly params: Readonly<Record<string, string>>;
  /** Where the answer has the amount and its currency, such as `PriceInfo.Price.TradePrice`. */
  readonly amount: string;
  readonly currency: string;
  /** What the amount is for. */
  readonly per: 'month' | 'hour';
}

/** What it saves or costs to put a finding right, and what knows how much. No inspection asks that: `plan --prices` does. */
export interface FixCost {
  readonly kind: 'saves' | 'costs';
  /** The first that knows an amount is said; `bill` is what the asset was billed in the last whole month. */
  readonly ask: readonly ('bill' | PriceQuery)[];
  /** What the amount depends on: said where nobody knows it. */
  readonly depends: Text;
}

/** How one finding is put right, exactly, for this asset. Shown to people; nothing of it is ever applied by an inspection. */
export interface FixPlan {
  /** In order. */
  readonly calls: readonly FixCall[];
  /** What takes it back, in order. */
  readonly undo: readonly FixCall[];
  /** What changes where the asset is managed by Terraform: the resource, and its arguments. */
  readonly terraform: string;
  /** What it may interrupt or cost. */
  readonly effect: Text;
}

/** What a shell takes for one word, whatever is in it. */
function word(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}

/**
 * A call by action and parameters.
 *
 * @example fixCall('ecs', 'ModifyInstanceAttribute', { RegionId: 'cn-hangzhou', InstanceId: 'i-1', DeletionProtection: 'true' }).command
 */
export function fixCall(product: string, action: string, params: Readonly<Record<string, string>>): FixCall {
  const options = Object.entries(params).map(([name, value]) => `--${name} ${word(value)}`);
  return { product, action, params, command: ['aliyun', product, action, ...options].join(' ') };
}
