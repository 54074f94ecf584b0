/** A wire name, or `[documented name, the asset's field]` where they differ. */
export type ObjectField = string | readonly [string, string];

/** How one kind of asset is written to a workspace: its measurement with its tags and fields, by their wire names. */
export interface ObjectSchema {
  /** Such as `aliyun_ecs`. */
  readonly measurement: string;
  /** The wire name of the id; an asset is of this kind when its field of that name is its id. */
  readonly id: string;
  /** The wire name of a field that only this kind has, where another kind's id has the same name. */
  readonly has?: string;
  readonly tags: readonly ObjectField[];
  readonly fields: readonly ObjectField[];
}

/** Names in one text, for long lists of them. @example words('VpcId Status') // ['VpcId', 'Status'] */
export function words(text: string): readonly string[] {
  return text.split(' ').filter(Boolean);
}
