import { EMULATOR_ACCOUNT, EMULATOR_KEY, startEmulator, type Emulator, type Fault } from '../../emulator';
import { fromKeys } from '../../lib/credentials';
import { ACCOUNT, defineChecker, type AnyChecker, type AnyCollector, type Paging } from '../../lib/define';
import { defineInspection } from '../../lib/inspection';
import type { AnyAsset, CollectionSummary, Finding, RunSummary } from '../../lib/model';
import { memoryState } from '../../lib/state';
import { COLLECTORS } from '../../scripts/registry.gen';
import { SIGNATURE } from '../harness/signature';
import { part } from '../harness/part';
import { SIZES } from './sizes';

const REGION = 'cn-hangzhou';
const keyOf = (collector: AnyCollector) => `${collector.product.code}:${collector.call.action}`;
/**
 * The others belong to one of these and are tested with the engine and with the fault matrix, or are no list: an answer
 * that is the one asset.
 */
const roots = COLLECTORS.filter((collector) => !collector.belongs && collector.items !== '');
const accounts = COLLECTORS.filter((collector) => collector.assetId === ACCOUNT);
const emulated = roots.filter((collector) => keyOf(collector) in SIZES);

it('covers every collector that lists assets', () => {
  expect(roots.filter((collector) => !emulated.includes(collector)).map((collector) => collector.id)).toEqual([]);
});

/** Passes everything: what a collector lists is what is judged. */
function seenBy(collector: AnyCollector): AnyChecker {
  const words = { zh: 'x', en: 'x' };
  return defineChecker({
    id: `${collector.id}-seen`,
    asset: collector,
    title: words,
    why: words,
    remedy: words,
    severity: 'info',
    category: 'change',
    docs: 'https://example.com',
    params: {},
    messages: {},
    check: (_, { pass }) => pass(),
  });
}

type FaultWithoutPlace = Fault extends infer F ? (F extends Fault ? Omit<F, 'product' | 'action'> : never) : never;

interface Result {
  readonly summary: RunSummary;
  readonly root: CollectionSummary | undefined;
  readonly assets: readonly AnyAsset[];
  readonly findings: readonly Finding[];
}

let emulator: Emulator | undefined;
afterEach(async () => {
  await emulator?.close();
  emulator = undefined;
});

async function collect(
  collector: AnyCollector,
  count: number,
  faults: readonly Fault[] = [],
  region = REGION,
): Promise<Result> {
  emulator = await startEmulator({ scenario: { regions: [REGION], plant: {}, ...SIZES[keyOf(collector)]?.(count) } });
  emulator.faults.set(faults);
  const assets: AnyAsset[] = [];
  const findings: Finding[] = [];
  const inspection = defineInspection({
    id: 'conformance',
    title: { zh: 'x', en: 'x' },
    schedule: '0 * * * *',
    timeoutSeconds: 60,
    accounts: [{ name: 'a', credentials: fromKeys(EMULATOR_KEY), signature: SIGNATURE, regions: [region] }],
    checkers: [seenBy(collector)],
  });
  const summary = await inspection.run(undefined, {
    env: { ALIYUN_ENDPOINT: emulator.endpoint },
    state: memoryState(),
    reporters: [
      {
        name: 'keep',
        assets: (batch) => void assets.push(...batch),
        findings: (batch) => void findings.push(...batch),
      },
    ],
  });
  const root = together(summary.collections.filter((one) => one.collector === collector.id));
  return { summary, root, assets, findings };
}

/** Centres that the collector is asked for in. */
function centresOf({ product }: AnyCollector): number {
  return product.centres?.length ?? 1;
}

/** What all centres have said. */
function together(all: readonly CollectionSummary[]): CollectionSummary | undefined {
  const [first, ...others] = all;
  if (!first) return undefined;
  const sum = (of: 'assets' | 'calls') => all.reduce((total, one) => total + one[of], 0);
  const status = others.every((one) => one.status === first.status) ? first.status : 'partial';
  return { ...first, status, assets: sum('assets'), calls: sum('calls') };
}

/** Rows on the largest page, or `undefined` for a list that comes in one answer. */
function pageSize(paging: Paging): number | undefined {
  return paging.kind === 'single' ? undefined : paging.max;
}

function expectWhole(result: Result, count: number): void {
  expect(result.root).toMatchObject({ status: 'complete', assets: count });
  expect(result.summary.complete).toBe(true);
  expect(new Set(result.assets.map((asset) => `${asset.region} ${asset.id}`)).size).toBe(count);
  expect(result.assets).toHaveLength(count);
  expect(result.summary.verdicts).toEqual({ pass: count, fail: 0, skip: 0, unknown: 0 });
}

function expectNotWhole(result: Result, status: RegExp): void {
  expect(result.root?.status).toMatch(status);
  expect(result.root?.reason).toContain(result.root?.region ?? REGION);
  expect(result.summary.complete).toBe(false);
  expect(result.findings).toContainEqual(expect.objectContaining({ verdict: 'unknown', assetId: '' }));
  expect(result.summary.verdicts.pass).toBe(result.assets.length);
}

describe.each(accounts.map((collector) => [collector.id, collector] as const))('%s', (_, collector) => {
  const place = { product: collector.product.code, action: collector.call.action };
  const centres = centresOf(collector);

  it('the account', async () => {
    const result = await collect(collector, 1);
    expectWhole(result, centres);
    expect(result.assets[0]).toMatchObject({ id: EMULATOR_ACCOUNT, name: 'a', collector: collector.id });
  });

  it('throttled twice', async () => {
    const result = await collect(collector, 1, [{ kind: 'throttle', ...place, times: 2, retryAfterMs: 5 }]);
    expectWhole(result, centres);
    expect(result.summary.calls).toMatchObject({ throttled: 2, retried: 2 });
  });

  it('denied', async () => {
    const result = await collect(collector, 1, [{ kind: 'denied', ...place }]);
    expectNotWhole(result, /^failed$/);
    expect(result.root?.reason).toMatch(/grant [\w-]+:\w+/);
  });
});

it('there is something to test', () => expect(emulated.length).toBeGreaterThan(1));

/** How a request is signed has nothing to do with whose list is read: with V3, some of them. */
const tried = SIGNATURE === 'v1' ? emulated : part(emulated, 8);

describe.each(tried.map((collector) => [collector.id, collector] as const))('%s', (_, collector) => {
  const size = pageSize(collector.paging);
  const { code: product } = collector.product;
  const { action } = collector.call;
  /** Lists that together make the whole. */
  const lists = (collector.variants?.length ?? 1) * centresOf(collector);
  /** Of kinds that the emulator has none of. */
  const rare = collector.rare?.length ?? 0;
  /** Those that it is within are listed first; the emulator has one. */
  const holders = collector.within ? 1 : 0;
  /** Where an empty list comes first, nothing is read before the fault. */
  const begun = rare > 0 ? /^(partial|failed)$/ : /^partial$/;
  /** Calls for so many full pages; an open list ends with an empty one. */
  const calls = (pages: number) => holders + rare + lists * (pages + (collector.paging.kind === 'open' ? 1 : 0));
  const few = 3 * lists;

  it('an empty list', async () => expectWhole(await collect(collector, 0), 0));

  it('one page', async () => {
    const result = await collect(collector, few);
    expectWhole(result, few);
    expect(result.root?.calls).toBe(calls(1));
    for (const asset of result.assets) {
      expect(asset).toMatchObject({ product, collector: collector.id, account: { id: EMULATOR_ACCOUNT, name: 'a' } });
      expect(asset.id).not.toBe('');
      for (const [name, field] of Object.entries(collector.fields)) {
        if (field.required) expect(asset[name]).toBeDefined();
      }
    }
  });

  if (size !== undefined && lists === 1) {
    it('an exactly full page', async () => {
      const result = await collect(collector, size);
      expectWhole(result, size);
      // RDS leaves the token out on the last page, and states no total by token: that is asked for apart.
      const apart = collector.id === 'rds-instances' ? 1 : 0;
      // A total may be that of a page: after a full one another is asked for.
      const past = collector.paging.kind === 'page' ? 1 : 0;
      expect(result.root?.calls).toBe(calls(1) + apart + past);
    });

    it('three pages', async () => {
      const result = await collect(collector, size * 2 + 1);
      expectWhole(result, size * 2 + 1);
      expect(result.root?.calls).toBe(calls(3));
    });
  }

  it('throttled twice', async () => {
    const result = await collect(collector, few, [{ kind: 'throttle', product, action, times: 2, retryAfterMs: 5 }]);
    expectWhole(result, few);
    expect(result.summary.calls).toMatchObject({ throttled: 2, retried: 2 });
  });

  it('denied', async () => {
    const result = await collect(collector, few, [{ kind: 'denied', product, action }]);
    expectNotWhole(result, /^failed$/);
    expect(result.root?.reason).toMatch(/grant [\w-]+:\w+/);
  });

  it('service not opened', async () => {
    const result = await collect(collector, few, [{ kind: 'serviceNotOpen', product, action }]);
    expectNotWhole(result, /^not-opened$/);
    expect(result.root?.reason).toMatch(/not opened/);
    expect(result.summary.notes.join()).toMatch(/account a has not opened .* open it in the console, or leave/);
  });

  if (collector.scope === 'region') {
    it('a region that does not have it', async () => {
      const result = await collect(collector, few, [], 'cn-beijing');
      // It is the only region of the account: just the product's own list of regions can say that this is no mistake.
      const listed = collector.product.regions !== undefined;
      expect(result.root).toMatchObject({ status: listed ? 'unsupported' : 'failed', assets: 0 });
      expect(result.summary.complete).toBe(listed);
      expect(result.summary.verdicts).toEqual({ pass: 0, fail: 0, skip: 0, unknown: listed ? 0 : 1 });
      expect(result.summary.notes.join()).toMatch(/nothing was inspected/);
    });
  }

  it.each(['missingId', 'wrongType'] as const)('a malformed item (%s)', async (as) => {
    const result = await collect(collector, few, [{ kind: 'malformedItem', product, action, as }]);
    expectNotWhole(result, /^partial$/);
    expect(result.assets).toHaveLength(few - lists);
  });

  if (collector.paging.kind === 'token' || collector.paging.kind === 'marker') {
    it('a token that repeats itself', async () => {
      const result = await collect(collector, (size ?? 0) * 4 * lists, [{ kind: 'repeatedToken', product, action }]);
      expectNotWhole(result, /^partial$/);
      expect(result.root?.reason).toMatch(/repeats a page token/);
      expect(result.root?.calls).toBeLessThanOrEqual(3 * lists + rare);
    });

    it('an empty page that claims more', async () => {
      const result = await collect(collector, few, [{ kind: 'emptyPage', product, action, times: 1 }]);
      expectNotWhole(result, /^failed$/);
    });
  }

  const { paging } = collector;
  const counts = paging.kind === 'token' && paging.counts === true;
  const stated =
    paging.kind === 'page' ||
    paging.kind === 'rows' ||
    (paging.kind === 'token' && paging.total !== undefined && !counts);
  const aimed = (...faults: FaultWithoutPlace[]): Fault[] => faults.map((fault) => ({ ...fault, product, action }));

  if (size !== undefined) {
    it('fresh pages with the same rows for ever', async () => {
      const result = await collect(collector, size * lists, aimed({ kind: 'sameRows' }));
      expectNotWhole(result, begun);
      if (rare === 0) expect(result.root?.reason).toMatch(/bring nothing new|repeats a page|more rows than/);
      expect(result.root?.calls).toBeLessThanOrEqual(10 * lists);
      if (lists === 1) expect(result.assets).toHaveLength(size);
    });
  }

  if (stated || counts) {
    it('a list that grows for ever', async () => {
      const count = paging.kind === 'page' || paging.kind === 'rows' ? paging.max * lists : few;
      const result = await collect(collector, count, aimed({ kind: 'growing' }));
      expectNotWhole(result, begun);
      if (rare === 0) expect(result.root?.reason).toMatch(/more than twice|more rows than/);
      expect(result.root?.calls).toBeLessThanOrEqual((counts ? 105 : 25) * lists);
    }, 30_000);

    it('totals as text', async () => {
      const count = lists === 1 ? (size ?? 0) + 1 : few;
      expectWhole(await collect(collector, count, aimed({ kind: 'textTotal' })), count);
    });
  }

  if ((stated || counts) && lists === 1 && size !== undefined) {
    it.each(counts ? (['missing', 'null'] as const) : (['missing', 'null', 'empty'] as const))(
      'a list that ends early (%s)',
      async (as) => {
        const result = await collect(collector, size * 2 + 1, aimed({ kind: 'endsEarly', as }));
        expectNotWhole(result, /^partial$/);
        expect(result.root?.reason).toMatch(/ends after \d+ of the \d+ rows/);
        expect(result.assets).toHaveLength(size);
      },
    );

    it('a list that ends early once is read again', async () => {
      const result = await collect(collector, size * 2 + 1, aimed({ kind: 'endsEarly', as: 'missing', times: 1 }));
      expectWhole(result, size * 2 + 1);
    });

    it.each(['missing', 'null', 'hollow', 'empty'] as const)('no list beside a total (%s)', async (as) => {
      const result = await collect(collector, few, aimed({ kind: 'noRows', as }, { kind: 'statedTotal' }));
      expectNotWhole(result, /^failed$/);
      expect(result.summary.verdicts.pass).toBe(0);
    });
  }

  if (counts) {
    it.each(['missing', 'null'] as const)('no list, and a total that means nothing (%s)', async (as) => {
      expectNotWhole(await collect(collector, few, aimed({ kind: 'noRows', as })), /^failed$/);
    });
  }

  if (stated && lists === 1) {
    it('rows that are lost', async () => {
      const result = await collect(collector, few, aimed({ kind: 'lostRows', count: 1 }));
      expectNotWhole(result, /^partial$/);
      expect(result.assets).toHaveLength(few - 1);
      await emulator?.close();
      expectWhole(await collect(collector, few, aimed({ kind: 'lostRows', count: 1, times: 1 })), few);
    });
  }

  if (paging.kind === 'page') {
    it.each([5, -1])('a total that is off by %i', async (by) => {
      const result = await collect(collector, size ?? 0, [{ kind: 'wrongTotal', product, action, by }]);
      expectNotWhole(result, /^partial$|^failed$/);
    });
  }
});
