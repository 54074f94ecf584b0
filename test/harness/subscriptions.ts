/** Cases of the subscriptions whose renewal is known. */
import type { RenewalWay } from '../../lib/define';
import type { Text } from '../../lib/model';
import { inDays } from '../scripts/ecs/fixtures';
import { expiryCases } from './tables';

/** How it is renewed, or that nobody tells. */
export type How = RenewalWay | 'untold';

/**
 * The cases of an expiry, and those of how it is renewed.
 *
 * @param subscribed puts its end, when it was made (long ago by default) and how it is renewed into a case
 * @param ways besides `automatic` and `by hand`, those that the product knows
 */
export function subscriptionCases<F extends object>(
  what: Text,
  subscribed: (at: Date | undefined, how: How, made?: Date) => F,
  ways: readonly ('none' | 'untold')[],
) {
  const zh = what.zh.endsWith('）') ? what.zh : `${what.zh} `;
  const base = expiryCases(what, (at) => subscribed(at, 'by hand'));
  const [none, untold] = [ways.includes('none'), ways.includes('untold')];
  const failing = (message: 'soon' | 'failing' | 'expired', severity: 'warning' | 'critical', value: number) => ({
    message,
    severity,
    data: { value },
  });
  return {
    pass: {
      ...base.pass,
      'in the first two thirds of its first period': subscribed(inDays(21), 'by hand', inDays(-9)),
      'far from its end, and renews itself': subscribed(inDays(300), 'automatic'),
      ...(untold && { 'far from its end, and nobody tells how it is renewed': subscribed(inDays(31), 'untold') }),
    },
    fail: {
      ...base.fail,
      'in the last third of its first period': {
        ...subscribed(inDays(10), 'by hand', inDays(-20)),
        ...failing('soon', 'warning', 10),
      },
      'in a first period of a week': {
        ...subscribed(inDays(5), 'by hand', inDays(-1)),
        ...failing('soon', 'critical', 5),
      },
      'renews itself, and has failed to for days': {
        ...subscribed(inDays(5), 'automatic'),
        ...failing('failing', 'critical', 5),
        text: {
          zh: `${zh}已开启自动续费但没有续成，将在 5 天后到期（2026-03-06T00:00Z）`,
          en: `Auto-renewal is on but fails: ${what.en} expires in 5 days (2026-03-06T00:00Z)`,
        },
      },
      'renews itself, and is watched from the first deduction on': {
        ...subscribed(inDays(9), 'automatic'),
        params: { failingDays: 9 },
        ...failing('failing', 'warning', 9),
      },
      'renews itself, and over for longer than a renewal takes': {
        ...subscribed(inDays(0, -7201), 'automatic'),
        ...failing('expired', 'critical', -1),
      },
    },
    skip: {
      'renews itself soon': subscribed(inDays(5, 1), 'automatic'),
      'renews itself, and over for two hours': subscribed(inDays(0, -7200), 'automatic'),
      ...(none && {
        'marked as not renewed': subscribed(inDays(5), 'none'),
        'marked as not renewed, and over': subscribed(inDays(-1), 'none'),
      }),
    },
    unknown: {
      ...base.unknown,
      ...(untold && {
        'nobody tells how it is renewed': subscribed(inDays(20), 'untold'),
        'over, and nobody tells how it is renewed': subscribed(inDays(-1), 'untold'),
      }),
    },
  };
}
