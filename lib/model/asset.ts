/** An account as findings and events name it. */
export type AccountRef = {
  /** Alibaba's account id (16 digits as text), looked up once per identity. */
  readonly id: string;
  /** The name that the template gives it. */
  readonly name: string;
};

/** What every asset has, whatever its product. A collector's declared fields stand beside these. */
export type AssetIdentity = {
  readonly id: string;
  /** Empty when the asset has none. */
  readonly name: string;
  readonly account: AccountRef;
  /** The region id; `global` for products that have none. */
  readonly region: string;
  /** The product's code, such as `ecs`. */
  readonly product: string;
  /** The id of the collector that listed it. */
  readonly collector: string;
};

/** An asset with fields not known at compile time: what reporters and user filters without types see. */
export type AnyAsset = AssetIdentity & Readonly<Record<string, unknown>>;

/** The names that fields may not take. */
export const IDENTITY_KEYS: readonly string[] = ['id', 'name', 'account', 'region', 'product', 'collector'];
