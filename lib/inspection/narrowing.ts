/** Which assets a run is narrowed to by what the cloud says of them: their tags and their resource group. */
import type { AnyAsset } from '../model';
import type { RunConfigs } from './configs';

/** Whether an asset has the tags that are asked for: of one key any of the values, of several keys each. */
function hasTags(tags: Readonly<Record<string, unknown>>, wanted: readonly string[]): boolean {
  const byKey = new Map<string, (string | undefined)[]>();
  for (const tag of wanted) {
    const at = tag.indexOf('=');
    const key = at < 0 ? tag : tag.slice(0, at);
    byKey.set(key, [...(byKey.get(key) ?? []), at < 0 ? undefined : tag.slice(at + 1)]);
  }
  return [...byKey].every(
    ([key, values]) => Object.hasOwn(tags, key) && values.some((one) => one === undefined || one === tags[key]),
  );
}

/**
 * Whether a run that is narrowed wants an asset. Where the list of such assets tells no tags, or no resource group, as that
 * of certificates or of RAM users, it says nothing about it: they are inspected as ever.
 *
 * @throws FieldError when the field cannot be read
 * @example isWanted(disk, { tags: ['env=production', 'env=staging', 'team'] })
 */
export function isWanted(asset: AnyAsset, { tags, resourceGroups }: RunConfigs): boolean {
  const fields = asset as AnyAsset & { readonly tags?: unknown; readonly resourceGroupId?: unknown };
  if (tags && 'tags' in asset) {
    const has = fields.tags;
    if (typeof has === 'object' && has !== null && !hasTags(has as Readonly<Record<string, unknown>>, tags))
      return false;
  }
  if (resourceGroups && 'resourceGroupId' in asset) {
    const group = fields.resourceGroupId;
    if (typeof group !== 'string' || !resourceGroups.includes(group)) return false;
  }
  return true;
}
