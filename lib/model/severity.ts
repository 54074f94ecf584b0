import type { Text } from './text';

/** Guance's words, most severe first. */
export const SEVERITIES = ['critical', 'error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

export function isSeverity(value: unknown): value is Severity {
  return SEVERITIES.some((one) => one === value);
}

/** Whether `a` is at least as severe as `b`. */
export function atLeast(a: Severity, b: Severity): boolean {
  return SEVERITIES.indexOf(a) <= SEVERITIES.indexOf(b);
}

/** What an operator reads for each of them. */
export const SEVERITY_WORDS: Readonly<Record<Severity, Text>> = {
  critical: { zh: '紧急', en: 'Critical' },
  error: { zh: '重要', en: 'Error' },
  warning: { zh: '警告', en: 'Warning' },
  info: { zh: '提示', en: 'Info' },
};
