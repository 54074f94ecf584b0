/** The family of protections that somebody has to switch on. */
import type { AssetIdentity } from '../../model/asset';
import type { FixPlan } from '../../model/fix';
import type { Severity } from '../../model/severity';
import type { Text } from '../../model/text';
import { defineChecker, type Category, type Checker, type CheckerSpec, type Reason, type Related } from '../checker';
import type { Facts, RelatedFacts } from './facts';

type SwitchMessages = { readonly off: Text };

/**
 * A protection that is off: encryption, versions, a log. Where the answer does not tell whether it is on, nobody can tell. The
 * message may use `{{id}}` and `{{name}}`.
 *
 * @param facts.what the protection, for the reason where the answer does not have it
 * @param facts.on whether it is on; `undefined`: the answer does not tell
 * @param facts.skip why the checker does not apply to an asset; `undefined` when it does
 * @example
 * export const versioningOff = defineSwitchChecker({
 *   id: 'oss-versioning-off', asset: buckets, …, severity: 'info', what: { zh: '版本控制', en: 'versioning' },
 *   related: { info: bucketInfo }, on: (_, { info: [own] }) => own && own.versioning === 'Enabled',
 *   message: { zh: '存储空间 {{id}} 未开启版本控制', en: 'Bucket {{id}} keeps no versions' },
 * });
 */
export function defineSwitchChecker<A extends AssetIdentity, R extends Related = Record<never, never>>(
  facts: Facts<A> & {
    readonly severity: Severity;
    readonly category?: Category;
    readonly what: Text;
    readonly related?: R;
    readonly on: (asset: A, related: RelatedFacts<R>) => boolean | undefined;
    readonly skip?: (asset: A, related: RelatedFacts<R>) => Reason | undefined;
    readonly message: Text;
    /** As a checker's `fix`: the exact change that switches it on, where that is safe. */
    readonly fix?: (asset: A, related: RelatedFacts<R>) => FixPlan | undefined;
  },
): Checker<A, Record<never, never>, R, Record<never, never>, SwitchMessages> {
  const { what, on, skip: skipped, message, fix, category = 'security', ...rest } = facts;
  const spec: CheckerSpec<A, Record<never, never>, R, Record<never, never>, SwitchMessages> = {
    ...rest,
    category,
    params: {},
    messages: { off: message },
    ...(fix && { fix: (asset, _, { related }) => fix(asset, related) }),
    check(asset, { related, pass, fail, skip, unknown }) {
      const why = skipped?.(asset, related);
      if (why !== undefined) return skip(why);
      switch (on(asset, related)) {
        case undefined:
          return unknown({ zh: `应答中没有${what.zh}的设置`, en: `the answer does not tell of ${what.en}` });
        case true:
          return pass();
        case false:
          return fail('off', { id: asset.id, name: asset.name });
      }
    },
  };
  return defineChecker(spec);
}
