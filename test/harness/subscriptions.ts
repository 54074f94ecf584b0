/** The cases that every subscription has to stand. */
import type { Renewal } from '../../lib/define';
import { DAY, type Severity, type Text } from '../../lib/model';
import { inDays } from '../scripts/ecs/fixtures';
import { expiryCases } from './tables';

/** How it is renewed, or that nobody tells. */
export type How = Renewal | 'untold';

/** Made two years before, to the day: it may be renewed by the year. */
function yearsBefore(at: Date | undefined): Date {
  return new Date((at ?? inDays(0)).getTime() - 731 * DAY);
}

/**
 * The cases of an expiry, and those of how it is renewed.
 *
 * @param subscribed puts its end, how it is renewed and when it was made into a case
 * @param ways besides `auto`, `hand` and `untold`, those that the product knows
 */
export function subscriptionCases<F extends object>(
  what: Text,
  subscribed: (at: Date | undefined, how: How, made: Date) => F,
  ways: readonly 'none'[] = ['none'],
) {
  const zh = what.zh.endsWith('）') ? what.zh : `${what.zh} `;
  const base = expiryCases(what, (at) => subscribed(at, 'hand', yearsBefore(at)));
  const of = (days: number, how: How, seconds = 0) => {
    const at = inDays(days, seconds);
    return subscribed(at, how, yearsBefore(at));
  };
  const none = ways.includes('none');
  const saying = (
    message: 'soon' | 'untold' | 'failing' | 'renewing' | 'expired',
    severity: Severity,
    value: number,
  ) => ({ message, severity, data: { value } });
  return {
    pass: {
      ...base.pass,
      'in the first two thirds of its first month': subscribed(inDays(11), 'hand', inDays(-19)),
      'in the first two thirds of a month, and made 26 months ago': subscribed(inDays(24), 'hand', inDays(-767)),
      'far from its end, and renews itself': of(300, 'auto'),
      'renews itself by the week, in the middle of it': subscribed(inDays(2, 1), 'auto', inDays(-5)),
      'far from its end, and nobody tells how it is renewed': of(31, 'untold'),
    },
    fail: {
      ...base.fail,
      'in the last third of its first month': {
        ...subscribed(inDays(10), 'hand', inDays(-20)),
        ...saying('soon', 'warning', 10),
      },
      'in the last week of its first month': {
        ...subscribed(inDays(7), 'hand', inDays(-23)),
        ...saying('soon', 'critical', 7),
      },
      'in the last third of a month, and made 26 months ago': {
        ...subscribed(inDays(9), 'hand', inDays(-782)),
        ...saying('soon', 'warning', 9),
      },
      'in a first quarter': { ...subscribed(inDays(29), 'hand', inDays(-62)), ...saying('soon', 'warning', 29) },
      'in a week': { ...subscribed(inDays(2), 'hand', inDays(-5)), ...saying('soon', 'warning', 2) },
      'on the last day of a week': { ...subscribed(inDays(1), 'hand', inDays(-6)), ...saying('soon', 'critical', 1) },
      'renews itself, and has failed to for days': {
        ...of(5, 'auto'),
        ...saying('failing', 'critical', 5),
        text: {
          zh: `${zh}将在 5 天后到期（2026-03-06T00:00Z）：自动续费没有续成`,
          en: `${what.en} expires in 5 days (2026-03-06T00:00Z): its auto-renewal fails`,
        },
      },
      'renews itself, and is watched from the first deduction on': {
        ...of(8, 'auto'),
        params: { failingDays: 9 },
        ...saying('failing', 'warning', 8),
      },
      'a notice about one that renews itself': {
        ...of(20, 'auto'),
        params: { autoRenewal: true },
        ...saying('renewing', 'info', 20),
        text: {
          zh: `${zh}将在 20 天后（2026-03-21T00:00Z）自动续费`,
          en: `${what.en} renews itself in 20 days (2026-03-21T00:00Z)`,
        },
      },
      'renews itself, and over for longer than a renewal takes': {
        ...of(0, 'auto', -7201),
        ...saying('expired', 'critical', -1),
      },
      'nobody tells how it is renewed': {
        ...of(20, 'untold'),
        ...saying('untold', 'info', 20),
        text: {
          zh: `${zh}将在 20 天后到期（2026-03-21T00:00Z），续费方式未能读取`,
          en: `${what.en} expires in 20 days (2026-03-21T00:00Z); how it renews could not be read`,
        },
      },
      'nobody tells how it is renewed, a moment before the last three days': {
        ...of(3, 'untold', 1),
        ...saying('untold', 'info', 3),
      },
      'nobody tells how it is renewed, in its last three days': {
        ...of(3, 'untold'),
        ...saying('untold', 'warning', 3),
      },
      'over, and nobody tells how it is renewed': { ...of(-1, 'untold'), ...saying('expired', 'critical', -1) },
      ...(none && { 'marked as not renewed': { ...of(5, 'none'), ...saying('soon', 'info', 5) } }),
    },
    skip: {
      'renews itself soon': of(5, 'auto', 1),
      // Ends before 08:00 in Beijing, and is first paid for at that hour, nine days before.
      'renews itself, before the first deduction': { ...of(9, 'auto', -7199), params: { failingDays: 9 } },
      'renews itself, and over for two hours': of(0, 'auto', -7200),
      ...(none && { 'marked as not renewed, and over': of(-1, 'none') }),
    },
    unknown: base.unknown,
  };
}
