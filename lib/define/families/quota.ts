/** The family of quotas: how much of what is allowed is used up. */
import type { AssetIdentity } from '../../model/asset';
import type { MessageData, Text } from '../../model/text';
import { defineChecker, type Checker, type CheckerSpec, type Reason, type Related } from '../checker';
import { integerParam, numberParam, type Param } from '../params';
import { round, type Facts, type RelatedFacts } from './facts';
import { NO_FIX } from './no-fix';

type QuotaParams = {
  readonly warning: Param<number>;
  readonly error: Param<number>;
  readonly least: Param<number>;
};
type QuotaMessages = { readonly near: Text };

/**
 * Something of which only so many may be had, and nearly as many are there: the next one is refused. A small quota is full
 * because it is meant to be, so that those below `least` are left alone. It is not more than an error, as what is there goes on
 * working. The message may use `{{id}}`, `{{name}}`, `{{used}}`, `{{total}}`, `{{value}}` (percent) and what `data` adds.
 *
 * @param facts.used how many there are; `undefined`: the answer does not tell
 * @param facts.total how many there may be; `undefined`: the answer does not tell
 */
export function defineQuotaChecker<A extends AssetIdentity, R extends Related = Record<never, never>>(
  facts: Facts<A> & {
    /** What tells the number, where the asset itself does not. */
    readonly related?: R;
    readonly used: (asset: A, related: RelatedFacts<R>) => number | undefined;
    readonly total: (asset: A, related: RelatedFacts<R>) => number | undefined;
    readonly data?: (asset: A) => MessageData;
    readonly warning?: number;
    readonly error?: number;
    readonly least?: number;
    readonly message: Text;
    /** Why the checker does not apply to an asset; `undefined` when it does. */
    readonly skip?: (asset: A) => Reason | undefined;
  },
): Checker<A, QuotaParams, R, Record<never, never>, QuotaMessages> {
  const { used, total, data: more, warning = 80, error = 95, least = 5, message, skip: skipped, ...rest } = facts;
  const percent = (value: number, title: Text, help: Text) =>
    numberParam({ default: value, min: 1, max: 100, unit: '%', title, help });
  const spec: CheckerSpec<A, QuotaParams, R, Record<never, never>, QuotaMessages> = {
    noFix: NO_FIX.quota,
    ...rest,
    severity: 'warning',
    severities: ['error'],
    category: 'capacity',
    params: {
      warning: percent(
        warning,
        { zh: '警告阈值', en: 'Warning level' },
        { zh: '用量占配额的比例达到此值为警告', en: 'A warning from this share of the quota on' },
      ),
      error: percent(
        error,
        { zh: '错误阈值', en: 'Error level' },
        { zh: '用量占配额的比例达到此值为错误', en: 'An error from this share of the quota on' },
      ),
      least: integerParam({
        default: least,
        min: 1,
        max: 1_000_000,
        title: { zh: '最小配额', en: 'Least quota' },
        help: { zh: '配额小于此值的不检查', en: 'Quotas below this number are not judged' },
      }),
    },
    messages: { near: message },
    validate: (params) =>
      params.error < params.warning ? `error (${params.error}) is below warning (${params.warning})` : undefined,
    check(asset, { params, related, pass, fail, skip, unknown }) {
      const why = skipped?.(asset);
      if (why !== undefined) return skip(why);
      const [of, all] = [used(asset, related), total(asset, related)];
      if (of === undefined || all === undefined)
        return unknown({ zh: '应答中没有配额或用量', en: 'the quota or its use is not in the answer' });
      if (all < params.least) return skip({ zh: `配额只有 ${all}`, en: `the quota is only ${all}` });
      const share = (of / all) * 100;
      const severe = share >= params.error;
      const threshold = severe ? params.error : params.warning;
      const told = { id: asset.id, name: asset.name, ...more?.(asset), used: of, total: all };
      const data = { ...told, value: round(share), threshold, unit: '%' };
      return share >= params.warning ? fail('near', data, severe ? 'error' : undefined) : pass(data);
    },
  };
  return defineChecker(spec);
}
