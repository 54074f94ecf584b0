import type { AnyChecker, Reading } from '../../../lib/define';
import { prepareChecker, preparedChecker } from '../../../lib/inspection/check';
import type { AnyAsset } from '../../../lib/model';
import { alb5xx, albUnhealthy } from '../../../scripts/alb';
import { esStatus, instances } from '../../../scripts/es';
import { certExpiring } from '../../../scripts/slb';
import { lb } from '../../scripts/alb/fixtures';
import { now, where } from '../../scripts/ecs/fixtures';
import { certificate, inDays } from '../../scripts/slb/fixtures';

const es = instances.toAsset({ instanceId: 'es-1', description: 'search', status: 'active' }, where);

/** One value a minute, the newest last; a gap is `undefined`. */
function minutes(values: readonly (number | undefined)[]): Reading | undefined {
  const points = values.flatMap((value, i) =>
    value === undefined ? [] : [{ at: now.getTime() - (values.length - i) * 60_000, value }],
  );
  const newest = points.at(-1);
  return newest && { value: newest.value, at: new Date(newest.at), parts: [], series: [{ points }] };
}

/** @returns the verdict, and how grave a failure is */
function judge(
  checker: AnyChecker,
  asset: AnyAsset,
  past: Readonly<Record<string, readonly (number | undefined)[]>>,
  open = false,
) {
  const metrics = new Map(
    Object.entries(checker.metrics).map(([name, { id }]) => [id, () => minutes(past[name] ?? [])] as const),
  );
  const result = prepareChecker(checker, now)({ asset, facts: { related: new Map(), metrics } }, open);
  return result.verdict === 'fail' ? `${result.message} ${result.severity ?? checker.severity}` : result.verdict;
}

describe('the status of an Elasticsearch cluster', () => {
  it.each([
    ['yellow for one minute', [0, 0, 0, 0, 1], false, 'pass'],
    ['red for one minute', [0, 0, 0, 0, 2], false, 'pass'],
    ['red for a minute a while ago', [0, 2, 0, 0, 0], false, 'pass'],
    ['yellow for three minutes', [0, 0, 1, 1, 1], false, 'yellow warning'],
    ['red for three minutes', [0, 0, 2, 2, 2], false, 'red critical'],
    ['yellow, and red for a minute', [0, 1, 1, 1, 2], false, 'yellow warning'],
    ['red, and yellow for a minute', [0, 2, 2, 2, 1], false, 'yellow warning'],
    ['a minute is missing', [0, 2, 2, undefined, 2], false, 'red critical'],
    ['green again for a minute', [2, 2, 2, 2, 0], true, 'unknown'],
    ['green again for three', [2, 2, 0, 0, 0], true, 'pass'],
    ['no data', [], true, 'unknown'],
  ] as const)('%s', (_, clusterStatus, open, verdict) => {
    expect(judge(esStatus, es, { clusterStatus }, open)).toBe(verdict);
  });
});

describe('a rate', () => {
  const whole = [1, 1, 1, 1, 1];
  it.each([
    ['is high in one minute', [0, 0, 0, 0, 0.5], whole, 'pass'],
    ['is high in three', [0, 0, 0.5, 0.5, 0.5], whole, 'high critical'],
    ['is high in two, and of too few in the third', [0, 0, 0.5, 0.1, 0.5], whole, 'pass'],
    ['is judged by the minutes that both have', [0, 0.5, 0.5, 0.5, undefined], whole, 'high critical'],
  ] as const)('that %s', (_, part, all, verdict) => {
    expect(judge(alb5xx, lb, { part, whole: all })).toBe(verdict);
  });
});

describe('servers that fail the health check', () => {
  it.each([
    ['in one minute', [0, 0, 0, 0, 3], [3, 3, 3, 3, 0], 'pass'],
    ['in three, and all of them in one', [0, 0, 1, 1, 3], [3, 3, 2, 2, 0], 'share warning'],
    ['all of them in three', [0, 0, 3, 3, 3], [3, 3, 0, 0, 0], 'none critical'],
  ] as const)('%s', (_, unhealthy, healthy, verdict) => {
    expect(judge(albUnhealthy, lb, { unhealthy, healthy })).toBe(verdict);
  });
});

it('judges the newest values alone where nothing has to hold', () => {
  const at = esStatus.with({ raiseAfter: 1, recoverAfter: 1 });
  expect(judge(at, es, { clusterStatus: [0, 0, 0, 0, 2] })).toBe('red critical');
  expect(judge(at, es, { clusterStatus: [2, 2, 2, 2, 0] }, true)).toBe('pass');
});

it('judges a value that was given without a window as it is', () => {
  const given = new Map([[esStatus.metrics.clusterStatus.id, () => ({ value: 2, at: now, parts: [] })]]);
  const result = prepareChecker(esStatus, now)({ asset: es, facts: { related: new Map(), metrics: given } }, false);
  expect(result).toMatchObject({ verdict: 'fail', message: 'red' });
});

test('a checker is told what of its optional facts could not be read, asset by asset', () => {
  const asset = { ...certificate, expireTimeStamp: inDays(3) };
  const run = prepareChecker(certExpiring, now);
  const judged = (found: readonly AnyAsset[] | { reason: string }) => {
    const related = new Map([['slb-domain-extensions', () => found]]);
    return run({ asset, facts: { related, metrics: new Map() } }, false);
  };
  expect(judged({ reason: 'denied' })).toMatchObject({ verdict: 'unknown' });
  expect(judged([])).toMatchObject({ verdict: 'fail', message: 'unused' });
});

test('a checker is made ready once for a run, and apart for each of several at once', () => {
  const other = new Date(now);
  const run = preparedChecker(certExpiring, now);
  const beside = preparedChecker(certExpiring, other);
  expect(beside).not.toBe(run);
  expect(preparedChecker(certExpiring, now)).toBe(run);
  expect(preparedChecker(certExpiring, other)).toBe(beside);
});
