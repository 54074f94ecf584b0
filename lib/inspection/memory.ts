/** What a run keeps of an asset for the next one, and what that one reads of it. */
import { shownField, type AnyCollector } from '../define';
import type { AnyAsset } from '../model';
import type { RememberedAsset } from '../state';

/** @returns the collector's `remember` fields, as the state keeps them */
export function rememberedOf(collector: AnyCollector, asset: AnyAsset): RememberedAsset {
  const fields: Record<string, string | number | boolean> = {};
  for (const name of collector.remember ?? []) {
    const value = shownField(asset, name);
    if (value instanceof Date) fields[name] = value.toISOString();
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') fields[name] = value;
    else if (isTags(collector, name) && typeof value === 'object' && value !== null)
      // Whatever order the answer has them in, what is remembered stays the same.
      fields[name] = JSON.stringify(Object.fromEntries(Object.entries(value).sort()));
  }
  return { id: asset.id, name: asset.name, fields };
}

export function isSame(before: RememberedAsset | undefined, now: RememberedAsset): boolean {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(now);
}

/** Remembered fields in their own types again. */
export function revived(collector: AnyCollector, { fields, name }: RememberedAsset): Partial<AnyAsset> {
  const out: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (isTags(collector, field)) out[field] = JSON.parse(String(value));
    else out[field] = collector.fields[field]?.wire === 'instant' ? new Date(String(value)) : value;
  }
  return { ...out, name };
}

function isTags(collector: AnyCollector, field: string): boolean {
  return collector.fields[field]?.wire === 'tags';
}
