/** What the conditions of a world must raise: all tests and the list of the default world are made of it. */
import { CATALOGUE } from './catalogue';
import type { Raised } from './emulated';
import { completeScenario } from './scenario';
import type { Planted, World } from './world';
import { LazyWorld } from './world';

/** What every condition raises, with the default parameters of every checker. */
export const RAISES: Readonly<Record<string, Raised>> = CATALOGUE.raises;

const { raisesWhenNew, raisesWhenGone } = CATALOGUE;

/** A finding that has to be there. */
export interface ExpectedFinding {
  readonly account: string;
  /** `global` for what belongs to no region. */
  readonly region: string;
  readonly asset: string;
  readonly checker: string;
  readonly severity: string;
  /** Why: the condition, or `deleted`. */
  readonly condition: string;
}

type Asset = Pick<Planted, 'accountId' | 'region' | 'assetId'>;

function findingsOf(asset: Asset, condition: string, raised: readonly string[]): ExpectedFinding[] {
  return raised.map((one) => {
    const [checker = '', severity = ''] = one.split(' ');
    return { account: asset.accountId, region: asset.region, asset: asset.assetId, checker, severity, condition };
  });
}

/**
 * What planted conditions raise in a first run.
 *
 * @throws Error for a condition that the table does not have
 * @example expectedOf(emulator.world.planted())
 */
export function expectedOf(planted: readonly Planted[]): ExpectedFinding[] {
  return planted.flatMap((one) => {
    const raised = RAISES[one.condition];
    if (raised === undefined) throw new Error(`no product of the emulator tells what ${one.condition} raises`);
    return findingsOf(one, one.condition, 'nothing' in raised ? [] : raised);
  });
}

/** A world in one epoch: its conditions, and the assets that are missed when they go. */
interface Snapshot {
  readonly planted: readonly Planted[];
  readonly present: readonly (Asset & { readonly kind: string })[];
}

function look(world: World): Snapshot {
  const kinds = Object.keys(raisesWhenGone);
  const present = world.accounts.flatMap(({ accountId }) =>
    world.regions.flatMap((region) =>
      kinds.flatMap((kind) =>
        world.ids(accountId, region, kind).map((assetId) => ({ accountId, region, assetId, kind })),
      ),
    ),
  );
  return { planted: world.planted(), present };
}

function expectedAfter(before: Snapshot, now: Snapshot): ExpectedFinding[] {
  const had = new Set(before.planted.map(({ assetId, condition }) => `${assetId} ${condition}`));
  const left = new Set(now.present.map((one) => one.assetId));
  return [
    ...expectedOf(now.planted),
    ...now.planted
      .filter(({ assetId, condition }) => !had.has(`${assetId} ${condition}`))
      .flatMap((one) => findingsOf(one, one.condition, raisesWhenNew[one.condition] ?? [])),
    ...before.present
      .filter((one) => !left.has(one.assetId))
      .flatMap((one) => findingsOf(one, 'deleted', raisesWhenGone[one.kind] ?? [])),
  ];
}

/** What two runs over the default world must find, the first in epoch 0 and the second in epoch 1. */
export function expectedOfDefaultWorld(): readonly [ExpectedFinding[], ExpectedFinding[]] {
  const world = new LazyWorld(completeScenario({}), 0, CATALOGUE);
  const first = look(world);
  world.epoch = 1;
  return [expectedOf(first.planted), expectedAfter(first, look(world))];
}

const COLUMNS = ['account', 'region', 'asset', 'checker', 'severity', 'condition'] as const;

/** What has to be found, as a CSV file: a line for each finding, with its epoch. */
export function expectedFile(): string {
  const lines = expectedOfDefaultWorld().flatMap((findings, epoch) =>
    findings.map((one) => [epoch, ...COLUMNS.map((name) => one[name])].join(',')).sort(),
  );
  return `${[['epoch', ...COLUMNS].join(','), ...lines].join('\n')}\n`;
}
