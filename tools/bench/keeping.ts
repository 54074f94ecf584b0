/**
 * `npm run bench -- trend [--assets N]`: the change checkers of the template `trend`, for the first time and six hours later, and
 * the same reading with nothing judged. Each run is a process of its own:
 * `node keeping.js <judge|read> <state directory> <now, epoch milliseconds>` prints a {@link Ran}.
 */
import { fromEnv } from '../../lib/credentials';
import { defineChecker, settledOf, type AnyChecker } from '../../lib/define';
import { defineInspection } from '../../lib/inspection';
import { unpacked } from '../../lib/inspection/kept';
import { HOUR, type CollectionSummary } from '../../lib/model';
import { openState } from '../../lib/state';
import * as ecs from '../../scripts/ecs';
import * as rds from '../../scripts/rds';
import * as vpc from '../../scripts/vpc';

const REGION = 'cn-hangzhou';
const JUDGES = [ecs.cpuChange, rds.cpuChange, vpc.eipTrafficChange] as const;
/** Of the past, what a run that only reads begins with; and so many hours lie between two runs of the template. */
const READ_HOURS = 24;
export const BETWEEN = 6;

export interface Ran {
  readonly complete: boolean;
  readonly assets: number;
  readonly calls: number;
  readonly cpuMs: number;
  readonly peakRssMiB: number;
  readonly collections: readonly CollectionSummary[];
  /** What is kept of series: so many assets, metrics of them, and bytes in all. */
  readonly kept: { readonly series: number; readonly bytes: number };
}

/** Reads what a checker reads, and keeps how far it has come. */
function reading(checker: AnyChecker): AnyChecker {
  const words = { zh: checker.id, en: checker.id };
  const { asset, metrics } = checker;
  const plain = Object.fromEntries(
    Object.entries(metrics).map(([name, { history: _, id, ...rest }]) => [
      name,
      { ...rest, id: id.replace(/-since.*/, '') },
    ]),
  );
  return defineChecker({
    ...{
      id: `${checker.id}-read`,
      asset,
      title: words,
      why: words,
      remedy: words,
      severity: 'info',
      category: 'change',
    },
    ...{ docs: checker.docs, params: {}, metrics: plain, messages: {} },
    history: () => ({ hours: READ_HOURS, period: 3600, keeps: 'read' }),
    check: (_, { now, pass }) => {
      const until = settledOf({ period: 3600 }, now);
      return { ...pass(), keep: Object.fromEntries(Object.keys(plain).map((name) => [name, { until, lines: [] }])) };
    },
  });
}

async function main([mode = '', directory = '', now = '']: readonly string[]): Promise<void> {
  const judges: readonly AnyChecker[] = JUDGES;
  const checkers = mode === 'judge' ? judges : judges.map(reading);
  const inspection = defineInspection({
    id: 'bench',
    title: { zh: '基准', en: 'Benchmark' },
    schedule: '27 */6 * * *',
    timeoutSeconds: 3600,
    accounts: [{ name: 'bench', credentials: fromEnv(), regions: [REGION] }],
    checkers,
  });
  const state = openState(directory);
  const before = process.cpuUsage();
  const summary = await inspection.run(undefined, { state, now: () => new Date(Number(now)) });
  const { user, system } = process.cpuUsage(before);
  const peakRssMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  const kept = { series: 0, bytes: 0 };
  for (const collector of new Set(checkers.map(({ asset }) => asset.id))) {
    const account = summary.collections.find((one) => one.collector === collector)?.account ?? '';
    const scope = { inspection: 'bench', account, region: REGION, collector };
    const series = await state.series(scope, await state.seriesAssets(scope));
    for (const bodies of series.values()) {
      for (const body of bodies.values()) {
        for (const { lines } of unpacked(body).values()) kept.series += lines.length;
        kept.bytes += body.length;
      }
    }
  }
  await state.close();
  const { complete, assets, calls, collections } = summary;
  const ran: Ran = {
    complete,
    assets,
    calls: calls.total,
    cpuMs: (user + system) / 1000,
    peakRssMiB,
    collections,
    kept,
  };
  process.stdout.write(JSON.stringify(ran));
}

/** The calls for points of so many hours: 50 assets or the whole account a question, 1,440 points a page. */
export function pointCalls(assets: number, hours: number, whole: boolean): number {
  const pages = (count: number) => Math.ceil((count * hours) / 1440);
  const batches = Math.floor(assets / 50) * pages(50) + pages(assets % 50);
  return whole ? Math.min(batches, pages(assets)) : batches;
}

/** What a run may not do without: its lists as they were, and the points of each metric of the assets that have some. */
export function leastCalls({ calls, collections }: Ran, hours: number, whole: boolean): number {
  const metrics = new Set(JUDGES.flatMap((checker) => Object.values(checker.metrics).map(({ id }) => id)));
  const points = collections.filter(({ collector }) => metrics.has(collector));
  return points.reduce((sum, one) => sum + pointCalls(one.assets, hours, whole) - one.calls, calls);
}

export const SCRIPT = __filename;
export const scenarioOf = (assets: number) => ({
  regions: [REGION],
  ...{ instances: assets, rdsInstances: assets, eips: assets, plant: {} },
});
/** A moment such as the template's schedule has. */
export const lastHalf = (now: number) => Math.floor(now / HOUR) * HOUR - HOUR / 2;
export const PAST_HOURS = 31 * 24;

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  });
}
