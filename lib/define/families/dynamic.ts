/** How the families that judge by levels judge by change. */
import type { AssetIdentity } from '../../model/asset';
import type { Severity } from '../../model/severity';
import type { Text } from '../../model/text';
import type { Reason } from '../checker';
import { modeParams, type Dynamic, type PastContext } from '../dynamic';
import type { Metric } from '../metric';
import type { CheckResult } from '../result';
import { fitting, linesOf, NO_METRIC, noPast, tooLittle } from './past';
import { changeMessages, judgeLines, type Line } from './unusual';

/** Of the warning level, what changes by less does not matter: a judgement. */
const SHARE = 0.2;

interface DynamicFacts<A> {
  /** By the checker's names. */
  readonly metrics: readonly (readonly [name: string, metric: Metric])[];
  /** The level from which it warns. */
  readonly warning: number;
  readonly max: number;
  readonly unit: string | undefined;
  readonly severity: Severity;
  /** What the levels are multiplied with. */
  readonly times?: ((asset: A) => number | undefined) | undefined;
  /** Why it cannot be told whether the checker applies. */
  readonly unclear?: ((asset: A) => Reason | undefined) | undefined;
  /** What is judged, such as a share of two metrics; each metric when absent. */
  readonly subject?: Text;
  readonly lines?: (pasts: PastContext['pasts'], values: PastContext['values']) => Line[];
}

/** The same metrics by what is unusual: see `mode` in `lib/define/dynamic.ts`. */
export function dynamicOf<A extends AssetIdentity>(facts: DynamicFacts<A>): Dynamic {
  const { metrics, warning, max, unit, severity, times, unclear, subject, lines } = facts;
  const [first] = metrics;
  const one = subject ?? (metrics.length === 1 && first ? first[1].title : { zh: '{{metric}}', en: '{{metric}}' });
  return {
    params: modeParams(Math.min(max, Number((warning * SHARE).toPrecision(2))), max, unit),
    messages: changeMessages({ zh: `{{id}} 的 ${one.zh} `, en: `${one.en} of {{id}}` }),
    judge(asset, { pasts, values, ...known }): CheckResult {
      const doubt = unclear?.(asset as A);
      if (doubt !== undefined) return { verdict: 'unknown', reason: bothWays(doubt) };
      const fit = fitting(
        metrics.map(([, metric]) => metric),
        asset,
      );
      const judged = metrics.filter(([, metric]) => fit.includes(metric));
      if (judged.length === 0) return { verdict: 'unknown', reason: NO_METRIC };
      const factor = times ? times(asset as A) : 1;
      if (factor === undefined || factor <= 0)
        return {
          verdict: 'unknown',
          reason: { zh: '应答中没有用于比较的规格', en: 'the size to compare with is not in the answer' },
        };
      const all = lines?.(pasts, values) ?? judged.flatMap(([name, metric]) => linesOf(metric, pasts[name]));
      const least = Number(values.leastChange) * factor * perHour(judged.map(([, metric]) => metric));
      const { worst, brief } = judgeLines(all, { budget: Number(values.budget), least, share: 0 }, known);
      if (worst) {
        const data = { id: asset.id, name: asset.name, ...worst.data, by: 'change' };
        // What is unusual may be no fault.
        return { verdict: 'fail', message: worst.kind, data, severity: severity === 'info' ? 'info' : 'warning' };
      }
      const silent = judged.filter(([name]) => !pasts[name]?.series).map(([, metric]) => metric);
      if (all.length === 0 || silent.some(({ when }) => when === undefined))
        return { verdict: 'unknown', reason: silent.length > 0 ? noPast(silent) : tooLittle(judged.map(([, m]) => m)) };
      return brief.length > 0 ? { verdict: 'unknown', reason: tooLittle(brief) } : { verdict: 'pass' };
    },
  };
}

/** A sum of an hour is as many times that of a period. */
function perHour(metrics: readonly Metric[]): number {
  const summed = metrics.find(({ statistic }) => statistic === 'Sum');
  return summed ? 3600 / summed.period : 1;
}

function bothWays(reason: Reason): Text {
  return typeof reason === 'string' ? { zh: reason, en: reason } : reason;
}
