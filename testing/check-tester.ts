/**
 * A tester for checkers: tables of cases in, tests out. {@link testChecker} needs the globals `describe`, `it` and `expect`
 * of jest, or of what looks like it; {@link probesOf} needs no test framework.
 *
 * @packageDocumentation
 */
import type { Checker, Messages, Metrics, Params, Related } from '../lib/define';
import type { AssetIdentity } from '../lib/model';
import type { CheckerCases } from './cases';
import { Tester, type LooseCases, type Probe } from './tester';

export type { CheckCase, CheckerCases, FailCase, Healthy, MetricFacts, RelatedFacts } from './cases';
export { NOW, type Probe } from './tester';

/** What {@link testChecker} uses of jest. */
interface TestGlobals {
  describe(name: string, body: () => void): void;
  it(name: string, body: () => void): void;
  expect(value: unknown): { toEqual(wanted: unknown): void };
}

/**
 * Registers jest tests of a checker: one per case, and one per promise that every checker makes.
 *
 * A case is refused when its verdict, message, severity, text or data is another, when a placeholder stays unfilled in
 * either language, when a second run (at another time of the host's clock) gives another answer, when anything that was
 * handed in is changed, and when the checker throws or judges differently because an optional field, a metric or a
 * one-to-one related record is absent, or because an enumerated field has a value never heard of: either may only lead to
 * `unknown`. The tables are refused when two
 * cases are the same, when a message is never reported, a severity never reached or a parameter never moved off its
 * default to any effect. The declaration is refused when a text lacks a language or the documentation is no https page.
 *
 * @param checker what `defineChecker` or one of its families made
 * @param cases the tables; thresholds deserve a case on both sides
 * @throws Error where there is no `describe`, `it` and `expect`
 * @example
 * testChecker(diskUnencrypted, {
 *   healthy: { asset: disks.toAsset({ DiskId: 'd-1', Status: 'In_use', Encrypted: true }, where) },
 *   pass: { encrypted: {} },
 *   fail: { plain: { asset: { encrypted: false }, message: 'plain', severity: 'error', data: { id: 'd-1' } } },
 *   unknown: { 'no flag': { asset: { encrypted: undefined } } },
 * });
 */
export function testChecker<
  A extends AssetIdentity,
  P extends Params,
  R extends Related,
  M extends Metrics,
  Msg extends Messages,
>(checker: Checker<A, P, R, M, Msg>, cases: NoInfer<CheckerCases<A, P, R, M, Msg>>): void {
  const { describe, it, expect } = globalThis as unknown as Partial<TestGlobals>;
  if (!describe || !it || !expect) {
    throw new Error('testChecker needs the globals describe, it and expect; where they are missing, use probesOf');
  }
  describe(checker.id, () => {
    for (const probe of probesOf(checker, cases)) {
      it(probe.name, () => expect(probe.problems()).toEqual([]));
    }
  });
}

/**
 * The tests that {@link testChecker} registers, for other test frameworks.
 *
 * @example for (const probe of probesOf(checker, cases)) assert.deepEqual(probe.problems(), [], probe.name);
 */
export function probesOf<
  A extends AssetIdentity,
  P extends Params,
  R extends Related,
  M extends Metrics,
  Msg extends Messages,
>(checker: Checker<A, P, R, M, Msg>, cases: NoInfer<CheckerCases<A, P, R, M, Msg>>): Probe[] {
  return new Tester(checker, cases as unknown as LooseCases).probes();
}
