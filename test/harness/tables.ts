/** The tables that the checkers of a family have to stand. */
import type { Severity, Text } from '../../lib/model';
import { inDays } from '../scripts/ecs/fixtures';

interface LevelFacts<M extends string> {
  readonly warning: number;
  readonly critical: number;
  /** How far the cases beside a level are from it. */
  readonly step?: number;
  /** What the levels are multiplied with, such as one percent of the asset's size. */
  readonly factor?: number;
  /** That of the value; a percentage when absent. */
  readonly unit?: string;
  readonly message: M;
  /** What is said one step above the warning level. */
  readonly text: Text;
}

/** Cases on both sides of both levels, at other levels, and without data. `reading` puts a value into the case. */
export function levelCases<F extends object, M extends string>(
  facts: LevelFacts<M>,
  reading: (value: number | undefined) => F,
) {
  const { warning, critical, step = 0.01, factor = 1, unit = '%', message, text } = facts;
  const at = (level: number) => reading(level * factor);
  const above = (level: number, threshold: number, severity: Severity) => ({
    ...at(level),
    message,
    severity,
    data: { value: level * factor, threshold: threshold * factor, unit },
  });
  const [higher, lower] = [warning + step * 2, critical - step * 2];
  return {
    pass: {
      low: {},
      'exactly the warning level': at(warning),
      'above the default, below a higher level': { ...at(warning + step), params: { warning: higher } },
    },
    fail: {
      'just above the warning level': { ...above(warning + step, warning, 'warning'), text },
      'exactly the critical level': above(critical, warning, 'warning'),
      'just above the critical level': above(critical + step, critical, 'critical'),
      'a lower critical level': { ...above(critical - step, lower, 'critical'), params: { critical: lower } },
    },
    unknown: { 'no data': reading(undefined) },
  };
}

/** A case that is critical at 1 above the critical level, such as one of an asset of another kind. */
export function alsoHigh<F extends object>(critical: number, reading: (value: number) => F) {
  const data = { value: critical + 1, threshold: critical };
  return { ...reading(data.value), message: 'high' as const, severity: 'critical' as const, data };
}

/** Cases around the default levels of 30 and 7 days, and around the end of `what`, which `ending` puts into the case. */
export function expiryCases<F extends object>(what: Text, ending: (at: Date | undefined) => F) {
  const zh = what.zh.endsWith('）') ? what.zh : `${what.zh} `;
  const soon = (days: number, threshold: number, severity: Severity, seconds = 0) => ({
    ...ending(inDays(days, seconds)),
    message: 'soon' as const,
    severity,
    data: { value: days, threshold, unit: 'd' },
  });
  const expired = (days: number) => ({
    ...ending(inDays(days)),
    message: 'expired' as const,
    severity: 'critical' as const,
    data: { value: days, threshold: 0, unit: 'd' },
  });
  return {
    pass: {
      'ends in a year': ending(inDays(365)),
      'one second more than 30 days': ending(inDays(30, 1)),
      'more days than a lower threshold': { ...ending(inDays(20)), params: { days: 15 } },
    },
    fail: {
      'exactly 30 days': {
        ...soon(30, 30, 'warning'),
        text: {
          zh: `${zh}将在 30 天后到期（2026-03-31T00:00Z）`,
          en: `${what.en} expires in 30 days (2026-03-31T00:00Z)`,
        },
      },
      'one second more than 7 days': soon(7, 30, 'warning', 1),
      'exactly 7 days': soon(7, 7, 'critical'),
      'one second left': soon(0, 7, 'critical', 1),
      'ends this moment': {
        ...expired(0),
        text: { zh: `${zh}已于 2026-03-01T00:00Z 到期`, en: `${what.en} expired at 2026-03-01T00:00Z` },
      },
      'ended yesterday': expired(-1),
      'a higher threshold': { ...soon(60, 60, 'warning'), params: { days: 60 } },
      'a higher critical threshold': { ...soon(14, 14, 'critical'), params: { criticalDays: 14 } },
      'a lower critical threshold': { ...soon(5, 30, 'warning'), params: { criticalDays: 3 } },
    },
    unknown: { 'no end': ending(undefined) },
  };
}

/**
 * Cases of the whitelist of `what`, which `groups` makes of a list of addresses per group; `field` is where they are, and
 * `more` what else is related: something that makes it open to the internet.
 */
export function whitelistCases<W extends object>(
  what: Text,
  groups: (...lists: (string | undefined)[]) => W,
  field: keyof W,
  more: object = {},
) {
  const related = (...whitelist: W[]) => ({ related: { ...more, whitelist } });
  const having = (...lists: (string | undefined)[]) => related(groups(...lists));
  const open = (range: string, ...lists: string[]) => ({
    ...having(...lists),
    message: 'open' as const,
    severity: 'critical' as const,
    data: { ranges: [range] },
  });
  return {
    healthy: having('10.0.0.0/8', '203.0.113.7'),
    pass: {
      'private ranges and one address': {},
      'no group at all': having(),
      'a group without addresses': having(''),
      'a wide public range': having('47.0.0.0/8'),
      'a sixteenth of everybody': having('64.0.0.0/4'),
      'what nobody has': having('224.0.0.0/3,fc00::/6,8000::/1'),
      'a range of a provider, of IPv6': having('2408:4000::/22'),
      'private ranges shorter than a longer prefix': {
        ...having('10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10'),
        params: { prefix: 24 },
      },
      'one bit narrower than a longer prefix': { ...having('47.0.0.0/9'), params: { prefix: 8 } },
    },
    fail: {
      everybody: {
        ...open('0.0.0.0/0 (group1)', '10.0.0.0/8', '203.0.113.7, 0.0.0.0/0'),
        text: {
          zh: `${what.zh} 的白名单对所有地址开放：0.0.0.0/0 (group1)`,
          en: `The whitelist of ${what.en} is open to all: 0.0.0.0/0 (group1)`,
        },
      },
      'everybody, as an address': open('0.0.0.0 (group0)', '0.0.0.0'),
      'everybody of IPv6': open('::/0 (group0)', '::/0'),
      'everybody, in halves': {
        ...open('0.0.0.0/1 (group0)', '0.0.0.0/1,128.0.0.0/1'),
        data: { ranges: ['0.0.0.0/1 (group0)', '128.0.0.0/1 (group0)'] },
      },
      'an eighth of everybody': open('64.0.0.0/3 (group0)', '64.0.0.0/3'),
      'half of IPv6': open('2000::/4 (group0)', '2000::/4'),
      'half of all numbers of IPv6, with all that are public': open('::/1 (group0)', '::/1'),
      'as wide as a longer prefix': { ...open('47.0.0.0/8 (group0)', '47.0.0.0/8'), params: { prefix: 8 } },
    },
    unknown: {
      'no answer about it': related(),
      'a group of which nothing is told': having('10.0.0.0/8', undefined),
      'no groups in the answer': related({ ...groups(), [field]: undefined }),
    },
  };
}
