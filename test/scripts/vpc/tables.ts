import type { Text } from '../../../lib/model';
import { inDays } from '../ecs/fixtures';

/** Cases of an expiry checker around its default levels of 30 and 7 days. `ending` puts the end into the case. */
export function expiryCases<F extends object>(
  ending: (at: Date | undefined) => F,
  texts: { soon: Text; expired: Text },
) {
  return {
    pass: {
      'ends in a year': ending(inDays(365)),
      'one second more than 30 days': ending(inDays(30, 1)),
      'between a lower warning level and the default': { ...ending(inDays(20)), params: { days: 10 } },
    },
    fail: {
      'exactly 30 days': {
        ...ending(inDays(30)),
        message: 'soon' as const,
        severity: 'warning' as const,
        text: texts.soon,
        data: { value: 30, threshold: 30 },
      },
      'one second more than 7 days': {
        ...ending(inDays(7, 1)),
        message: 'soon' as const,
        severity: 'warning' as const,
        data: { value: 7, threshold: 30 },
      },
      'exactly 7 days': {
        ...ending(inDays(7)),
        message: 'soon' as const,
        severity: 'critical' as const,
        data: { value: 7, threshold: 7 },
      },
      'a lower critical level': {
        ...ending(inDays(5)),
        params: { criticalDays: 3 },
        message: 'soon' as const,
        severity: 'warning' as const,
        data: { value: 5, threshold: 30 },
      },
      'ended this second': {
        ...ending(inDays(0)),
        message: 'expired' as const,
        severity: 'critical' as const,
        text: texts.expired,
        data: { value: 0, threshold: 0 },
      },
    },
    unknown: { 'no end': ending(undefined) },
  };
}

/** Cases of a checker with a warning and a critical level, by putting a value into the case. */
export function levelCases<F extends object, M extends string>(
  facts: { warning: number; critical: number; step: number; message: M; text: Text; factor?: number },
  reading: (value: number) => F,
) {
  const { warning, critical, step, message, text, factor = 1 } = facts;
  return {
    pass: {
      'exactly the warning level': reading(warning * factor),
      'above the default, below a higher level': {
        ...reading((warning + step) * factor),
        params: { warning: warning + step * 2 },
      },
    },
    fail: {
      'just above the warning level': {
        ...reading((warning + step) * factor),
        message,
        severity: 'warning' as const,
        text,
        data: { threshold: warning * factor },
      },
      'exactly the critical level': {
        ...reading(critical * factor),
        message,
        severity: 'warning' as const,
        data: { threshold: warning * factor },
      },
      'just above the critical level': {
        ...reading((critical + step) * factor),
        message,
        severity: 'critical' as const,
        data: { threshold: critical * factor },
      },
      'a lower critical level': {
        ...reading((critical - step) * factor),
        params: { critical: critical - step * 2 },
        message,
        severity: 'critical' as const,
        data: { threshold: (critical - step * 2) * factor },
      },
    },
  };
}
