/** The table that every checker of a metric with a warning and a critical level has to stand. */

interface LevelFacts {
  /** The checker's name for the metric; `value` for a checker of one metric. */
  readonly metric?: string;
  readonly warning: number;
  readonly critical: number;
  readonly unit?: string;
  /** What is said just above the warning level, which is the level and 0.01. */
  readonly text: { readonly zh: string; readonly en: string };
  /** How the tester is given a value, such as one of several nodes. */
  readonly as?: (value: number) => unknown;
}

/** A case that is critical at 1 above the critical level, for an asset of another kind. */
export function alsoHigh(facts: Pick<LevelFacts, 'critical' | 'as'>, asset: object, metric: string, not?: string) {
  const { critical, as = (value) => value } = facts;
  return {
    asset,
    metrics: { ...(not === undefined ? {} : { [not]: undefined }), [metric]: as(critical + 1) },
    message: 'high',
    severity: 'critical',
    data: { value: critical + 1, threshold: critical },
  } as never;
}

/** Cases on both sides of both levels, at other levels, and without data. */
export function levels(facts: LevelFacts) {
  const { metric = 'value', warning, critical, unit = '%', text, as = (value) => value } = facts;
  const at = (value: number) => ({ metrics: { [metric]: as(value) } });
  const high = { message: 'high' } as const;
  return {
    pass: {
      low: {},
      'exactly the warning level': at(warning),
      'above the default, below a higher level': { ...at(warning + 0.5), params: { warning: warning + 1 } },
    },
    fail: {
      'just above the warning level': {
        ...at(warning + 0.01),
        ...high,
        severity: 'warning',
        text,
        data: { value: warning + 0.01, threshold: warning, unit },
      },
      'exactly the critical level': {
        ...at(critical),
        ...high,
        severity: 'warning',
        data: { value: critical, threshold: warning },
      },
      'just above the critical level': {
        ...at(critical + 0.01),
        ...high,
        severity: 'critical',
        data: { value: critical + 0.01, threshold: critical },
      },
      'a lower critical level': {
        ...at(critical - 1),
        ...high,
        params: { critical: critical - 2 },
        severity: 'critical',
        data: { threshold: critical - 2 },
      },
    },
    unknown: { 'no data': { metrics: { [metric]: undefined } } },
  } as never as { pass: Record<string, object>; fail: Record<string, never>; unknown: Record<string, object> };
}
