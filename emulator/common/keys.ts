import type { Scope } from '../world';

/** The key that a cloud service has made for itself in the region, or any; '' in a world without keys. */
export function serviceKeyOf(scope: Scope): string {
  const keys = scope.population('kmsKey');
  const live = scope.live('kmsKey');
  for (let n = 0; n < live.length; n++) {
    const index = live.at(n);
    if (isServiceKey(scope, index)) return keys.idOf(index);
  }
  return live.length === 0 ? '' : keys.idOf(live.at(0));
}

/** Every fifth healthy key is one. */
export function isServiceKey(scope: Scope, index: number): boolean {
  return index % 5 === 0 && scope.condition('kmsKey', index) === undefined;
}
