import { defineChecker, defineCollector, number, rpc, single } from '../../../../lib/define';
import { only } from '../../../../lib/inspection';
import { memoryState } from '../../../../lib/state';
import { ALL, broken, deleted, events, partBad, REGION, Session, verdicts, widgets, World, worn } from './world';

let world: World;
let session: Session;
beforeAll(async () => (world = await new World().start()));
afterAll(() => world.close());
beforeEach(() => {
  world.reset();
  session = new Session(world);
});

describe('one failure from its first event to its last', () => {
  it('is an anomaly, updates, and one recovery that can be matched to it', async () => {
    world.set({ w1: { status: 'Broken', name: 'web' }, w2: {} });
    const first = await session.run();
    expect(events(first)).toEqual(['anomaly widgets-broken w1 error']);
    const anomaly = first.events[0];
    expect(anomaly).toMatchObject({ faultId: anomaly?.id, faultDuration: 0, faultStartTime: world.now.toISOString() });

    world.passes(30);
    const second = await session.run();
    expect(events(second)).toEqual(['update widgets-broken w1 error']);
    expect(second.events[0]).toMatchObject({
      faultId: anomaly?.faultId,
      faultStartTime: anomaly?.faultStartTime,
      faultDuration: 1800,
      previousStatus: 'error',
    });
    expect(second.events[0]?.id).not.toBe(anomaly?.id);

    world.passes(30);
    expect((await session.run()).events[0]).toMatchObject({ faultId: anomaly?.faultId, faultDuration: 3600 });

    world.passes(30);
    world.set({ w1: { name: 'web' } });
    const fourth = await session.run();
    expect(events(fourth)).toEqual(['recovery widgets-broken w1 ok']);
    expect(fourth.events[0]).toMatchObject({
      dimensionTags: anomaly?.dimensionTags,
      fingerprint: anomaly?.fingerprint,
      faultId: anomaly?.faultId,
      faultStartTime: anomaly?.faultStartTime,
      faultDuration: 5400,
      reason: 'passed',
      previousStatus: 'error',
    });
    expect(fourth.summary.events).toEqual({ anomaly: 0, update: 0, recovery: 1 });

    world.passes(30);
    expect(events(await session.run())).toEqual([]);

    world.passes(30);
    world.set({ w1: { status: 'Broken', name: 'web' } });
    const again = await session.run();
    expect(events(again)).toEqual(['anomaly widgets-broken w1 error']);
    expect(again.events[0]?.faultId).not.toBe(anomaly?.faultId);
    expect(again.events[0]?.fingerprint).toBe(anomaly?.fingerprint);
  });

  it('keeps its identity when the asset is renamed', async () => {
    world.set({ w1: { status: 'Broken', name: 'web' } });
    const first = await session.run();
    world.passes(5);
    world.set({ w1: { status: 'Running', name: 'api' } });
    const second = await session.run();
    expect(second.events[0]?.dimensionTags).toEqual(first.events[0]?.dimensionTags);
  });

  it('says when its severity changes, in both directions', async () => {
    world.set({ w1: { level: 60 } });
    const first = await session.run();
    world.passes(5);
    world.set({ w1: { level: 95 } });
    const second = await session.run();
    expect(second.events[0]).toMatchObject({ kind: 'update', status: 'critical', previousStatus: 'warning' });
    expect(second.events[0]?.faultId).toBe(first.events[0]?.faultId);
    world.passes(5);
    world.set({ w1: { level: 55 } });
    expect((await session.run()).events[0]).toMatchObject({ status: 'warning', previousStatus: 'critical' });
  });

  it('recovers as not applicable when the checker no longer applies', async () => {
    world.set({ w1: { status: 'Broken' } });
    await session.run();
    world.passes(5);
    world.set({ w1: { status: 'Stopped' } });
    expect((await session.run()).events).toMatchObject([{ kind: 'recovery', reason: 'not-applicable' }]);
  });

  it('stays open while the checker cannot tell', async () => {
    world.set({ w1: { status: 'Broken' } });
    const first = await session.run();
    world.passes(5);
    world.set({ w1: { status: 'Odd' } });
    expect(events(await session.run())).toEqual([]);
    world.passes(5);
    world.set({ w1: { status: 'Broken' } });
    const third = await session.run();
    expect(third.events).toMatchObject([{ kind: 'update', faultId: first.events[0]?.faultId, faultDuration: 600 }]);
  });

  it('recovers when the asset is released', async () => {
    world.set({ w1: { status: 'Broken' }, w2: {} });
    const first = await session.run();
    world.passes(5);
    world.set({ w1: undefined });
    const second = await session.run({ spec: { checkers: [broken] } });
    expect(second.events).toMatchObject([
      {
        kind: 'recovery',
        reason: 'asset-gone',
        faultId: first.events[0]?.faultId,
        dimensionTags: first.events[0]?.dimensionTags,
      },
    ]);
    expect(events(await session.run({ spec: { checkers: [broken] } }))).toEqual([]);
  });
});

describe('an asset that is gone', () => {
  it('is reported once its list was complete, and no longer than the checker says', async () => {
    world.set({ w1: { status: 'Stopped' }, w2: {} });
    await session.run();
    world.set({ w1: undefined });
    world.passes(5);
    const second = await session.run();
    expect(events(second)).toEqual(['anomaly widgets-deleted w1 error']);
    expect(second.findings.find((f) => f.checker === deleted.id)?.message.en).toBe('w1 is gone, it was Stopped');
    world.passes(5);
    expect(events(await session.run())).toEqual(['recovery widgets-deleted w1 ok']);
    world.passes(5);
    expect(events(await session.run())).toEqual([]);
  });

  it('is judged by the tags that it had', async () => {
    world.set({ w1: { tags: { owner: 'shop', managed: 'scaling' } }, w2: { tags: { owner: 'shop' } }, w3: {} });
    await session.run();
    world.set({ w1: undefined, w2: undefined });
    world.passes(5);
    const second = await session.run();
    expect(events(second)).toEqual(['anomaly widgets-deleted w2 error']);
    expect(second.findings.find(({ assetId }) => assetId === 'w1')).toMatchObject({ verdict: 'skip' });
  });

  it('that comes back recovers', async () => {
    world.set({ w1: {}, w2: {} });
    await session.run();
    world.set({ w1: undefined });
    world.passes(5);
    await session.run();
    world.set({ w1: {} });
    world.passes(5);
    expect(events(await session.run())).toEqual(['recovery widgets-deleted w1 ok']);
  });

  it('is not reported by the first run, nor for another region or account', async () => {
    world.set({ w1: {} });
    world.set({ w2: {} }, 'cn-beijing');
    await session.run({ configs: { regions: ['cn-beijing'] } });
    expect(events(await session.run())).toEqual([]);
  });

  it('is the last one of its region', async () => {
    world.set({ w1: {} });
    await session.run();
    world.set({ w1: undefined });
    world.passes(5);
    expect(events(await session.run())).toEqual(['anomaly widgets-deleted w1 error']);
  });
});

describe('a run for some ids', () => {
  beforeEach(() => world.set({ w1: { status: 'Broken' }, w2: { status: 'Broken' }, w3: {} }));

  it.each([['w1'], ['w1\n'], [['w1']], [{ instanceIds: ['w1'] }], ['{"instanceIds":["w1"]}'], ['["w1"]']])(
    'judges only these (%j)',
    async (configs) => {
      const seen = await session.run({ configs, spec: { checkers: [broken] } });
      expect(verdicts(seen)).toEqual(['widgets-broken w1 fail:error']);
      expect(seen.summary).toMatchObject({ complete: true, notFound: [], assets: 1 });
    },
  );

  it('neither recovers nor misses the others', async () => {
    await session.run();
    world.set({ w1: undefined, w2: undefined });
    world.passes(5);
    const seen = await session.run({ configs: ['w1'] });
    expect(events(seen)).toEqual(['anomaly widgets-deleted w1 error', 'recovery widgets-broken w1 ok']);
    world.passes(5);
    expect(events(await session.run())).toEqual([
      'anomaly widgets-deleted w2 error',
      'recovery widgets-broken w2 ok',
      'recovery widgets-deleted w1 ok',
    ]);
  });

  it('asks for ids in batches', async () => {
    const ids = Array.from({ length: 120 }, (_, n) => `x${n}`);
    world.set(Object.fromEntries(ids.map((id) => [id, {}])));
    const seen = await session.run({ configs: ids, spec: { checkers: [broken] } });
    expect(seen.summary.assets).toBe(120);
    expect(world.asked.filter((a) => a.action === 'ListWidgets')).toHaveLength(3);
  });

  it('does not pass over an id that nothing has', async () => {
    const seen = await session.run({ configs: ['w1', 'nothing-like-it'] });
    expect(seen.summary.notes.join()).toMatch(/nothing-like-it/);
    expect(seen.summary.notes.join()).not.toMatch(/w1/);
    expect(seen.summary).toMatchObject({ complete: false, notFound: ['nothing-like-it'], assets: 1 });
  });
});

describe('filters', () => {
  it('leave assets out: true means inspect it', async () => {
    world.set({ w1: { status: 'Broken', level: 60 }, w2: { status: 'Broken', level: 10 } });
    const filters = [only(widgets, (widget) => (widget.level ?? 0) > 50)];
    const seen = await session.run({ spec: { filters, checkers: [broken] } });
    expect(verdicts(seen)).toEqual(['widgets-broken w1 fail:error']);
    expect(seen.assets.map((asset) => asset.id)).toEqual(['w1']);
  });

  it('all have to agree', async () => {
    world.set({ w1: { level: 60 }, w2: { level: 10 } });
    const filters = [() => true, only(widgets, () => false)];
    expect((await session.run({ spec: { filters } })).assets).toEqual([]);
  });

  it('do not make an asset that is there look gone', async () => {
    world.set({ w1: { status: 'Broken' } });
    await session.run();
    world.passes(5);
    const after = await session.run({ spec: { filters: [() => false] } });
    // It is none of this inspection's any more, and so is what was open of it.
    expect(after.events).toMatchObject([{ kind: 'recovery', assetId: 'w1', reason: 'not-applicable' }]);
  });
});

it('asks no more than the checkers need', async () => {
  world.set({ w1: {} });
  const actions = async (checkers: readonly [typeof broken] | readonly [typeof partBad]) => {
    world.asked.length = 0;
    await session.run({ spec: { checkers } });
    return world.asked.map((a) => a.action);
  };
  expect(await actions([broken])).toEqual(['GetCallerIdentity', 'ListWidgets']);
  expect(await actions([partBad])).toEqual(['GetCallerIdentity', 'ListWidgets', 'ListParts']);
});

it('a dry run judges as ever and changes nothing', async () => {
  world.set({ w1: { status: 'Broken' }, w2: {} });
  const state = memoryState();
  session = new Session(world, state);
  expect(events(await session.run({ dryRun: true }))).toEqual(['anomaly widgets-broken w1 error']);
  expect(events(await session.run())).toEqual(['anomaly widgets-broken w1 error']);
  world.passes(5);
  world.set({ w1: {}, w2: undefined });
  expect(events(await session.run({ dryRun: true }))).toEqual([
    'anomaly widgets-deleted w2 error',
    'recovery widgets-broken w1 ok',
  ]);
  expect(events(await session.run())).toEqual(['anomaly widgets-deleted w2 error', 'recovery widgets-broken w1 ok']);
});

it('counts what it tells', async () => {
  world.set({ w1: { status: 'Broken', level: 95, heat: 85, notices: 2, parts: ['Bad', 'Good'] }, w2: {} });
  const seen = await session.run();
  const { summary } = seen;
  expect(summary.verdicts).toEqual({ pass: 4, fail: 5, skip: 0, unknown: 1 });
  expect(summary.findings).toEqual({ critical: 1, error: 2, warning: 1, info: 1 });
  expect(summary.events).toEqual({ anomaly: 5, update: 0, recovery: 0 });
  expect(summary.calls).toMatchObject({ total: world.asked.length, throttled: 0, retried: 0 });
  expect(summary).toMatchObject({ complete: true, assets: 2, inspection: 'widgets', notes: [] });
  expect(summary.collections).toEqual(
    ['widgets-heat', 'widgets-notices', 'widgets-parts', 'widgets-widgets'].map((collector) => ({
      collector,
      account: '1000000000000001',
      accountName: 'production',
      region: REGION,
      status: 'complete',
      assets: { 'widgets-heat': 1 }[collector] ?? 2,
      calls: 1,
    })),
  );
  expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
  expect(verdicts(seen)).toContain('widgets-hot w2 unknown');
  expect(worn.id).toBe('widgets-worn');
});

it('speaks of every finding exactly once', async () => {
  world.cap = 7;
  world.set(Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`w${n}`, { heat: n, parts: ['Good'] }])));
  const seen = await session.run();
  const keys = seen.findings.map((f) => `${f.checker} ${f.assetId}`);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toHaveLength(40 * 5);
});

describe('an asset that its list skipped because rows moved', () => {
  it.each([
    ['by its id', ALL],
    ['by the list', [broken]],
  ] as const)('is found again %s: neither gone nor recovered', async (_, checkers) => {
    world.cap = 10;
    world.set(Object.fromEntries(Array.from({ length: 25 }, (_x, n) => [`w${n}`, { status: 'Broken' }])));
    const first = await session.run({ spec: { checkers } });
    world.passes(5);
    let skipped = false;
    world.intercept = (asked) => {
      if (asked.action !== 'ListWidgets' || asked.params.NextToken !== '10' || skipped) return undefined;
      skipped = true;
      const { body } = world.answer(asked) as { body: { Widgets: { Widget: unknown[] } } };
      body.Widgets.Widget.shift();
      return { body };
    };
    const second = await session.run({ spec: { checkers } });
    expect(skipped).toBe(true);
    expect(second.summary).toMatchObject({ complete: true, events: { anomaly: 0, update: 25, recovery: 0 } });
    expect(verdicts(second)).toEqual(verdicts(first));
  });

  it('is not called gone when it cannot be asked for', async () => {
    world.set({ w1: { status: 'Broken' }, w2: {} });
    await session.run();
    world.set({ w1: undefined });
    world.passes(5);
    world.intercept = ({ action, params }) =>
      action === 'ListWidgets' && params.WidgetIds ? { status: 403, body: { Code: 'Forbidden' } } : undefined;
    const seen = await session.run();
    expect(events(seen)).toEqual([]);
    expect(seen.summary.complete).toBe(false);
  });

  it('is gone when the cloud says so with an error', async () => {
    world.set({ w1: {}, w2: {} });
    await session.run();
    world.set({ w1: undefined });
    world.passes(5);
    world.intercept = ({ action, params }) =>
      action === 'ListWidgets' && params.WidgetIds
        ? { status: 404, body: { Code: 'InvalidWidgetId.NotFound' } }
        : undefined;
    expect(events(await session.run())).toEqual(['anomaly widgets-deleted w1 error']);
  });
});

describe('facts that know their asset by another name than its id', () => {
  const makers = (ask: boolean) =>
    defineCollector({
      id: 'widgets-makers',
      product: widgets.product,
      title: { zh: 'Makers', en: 'Makers' },
      scope: 'region',
      call: rpc('ListMakers'),
      paging: single(),
      items: 'Makers',
      assetId: 'Name',
      fields: {},
      belongs: {
        to: widgets,
        by: 'Name',
        key: (widget) => widget.name || undefined,
        ...(ask && { ask: { param: 'Names', encode: 'comma', max: 2 } }),
      },
    });

  it.each([true, false])('are joined by it (asked for: %s)', async (ask) => {
    world.set({ w1: { name: 'ann' }, w2: { name: 'bob' }, w3: { name: 'ann' }, w4: {}, w5: { name: 'cid' } });
    world.intercept = ({ action, params }) => {
      if (action !== 'ListMakers') return undefined;
      const known = ask ? (params.Names ?? '').split(',').filter((name) => name !== 'bob') : ['ann', 'cid'];
      return { body: { Makers: known.map((Name) => ({ Name })) } };
    };
    const collector = makers(ask);
    const made = defineChecker({
      ...broken,
      id: 'widgets-made',
      related: { makers: collector },
      metrics: {},
      messages: { broken: { zh: '{{id}}', en: '{{id}}' } },
      check: (widget, { related, pass, fail }) =>
        related.makers.length > 0 ? pass() : fail('broken', { id: widget.id }),
    });
    expect(verdicts(await session.run({ spec: { checkers: [made] } }))).toEqual([
      'widgets-made w1 pass',
      'widgets-made w2 fail:error',
      'widgets-made w3 pass',
      'widgets-made w4 fail:error',
      'widgets-made w5 pass',
    ]);
    const asked = world.asked.filter(({ action }) => action === 'ListMakers').map(({ params }) => params.Names);
    expect(asked.sort()).toEqual(ask ? ['ann,bob', 'cid'] : [undefined]);
  });
});

describe('facts that many assets share', () => {
  const prices = defineCollector({
    id: 'widgets-prices',
    product: widgets.product,
    title: { zh: 'Prices', en: 'Prices' },
    scope: 'region',
    call: rpc('GetPrice'),
    paging: single(),
    items: '',
    assetId: 'RequestId',
    fields: { price: number('Price') },
    belongs: {
      to: widgets,
      key: (widget) => widget.name || undefined,
      ask: { param: 'Kind', encode: 'comma', max: 1, keep: true },
    },
  });
  const priced = defineChecker({
    ...broken,
    id: 'widgets-priced',
    related: { prices },
    metrics: {},
    messages: { priced: { zh: '{{id}} {{price}}', en: '{{id}} {{price}}' } },
    check: (widget, { related, fail }) => fail('priced', { id: widget.id, price: related.prices[0]?.price ?? '?' }),
  });
  const answer = ({ action, params }: { action: string; params: Record<string, string> }) => {
    if (action !== 'GetPrice') return undefined;
    if (params.Kind === 'dear') return { status: 403, body: { Code: 'Forbidden.RAM', Message: 'no' } };
    return { body: { RequestId: 'r', Price: 7 } };
  };
  const messages = (outcome: Awaited<ReturnType<typeof session.run>>) =>
    outcome.findings.map((finding) => finding.message.en).sort();

  it('are asked for once, however many pages of assets there are', async () => {
    world.set(Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`w${i}`, { name: i % 2 ? 'round' : 'flat' }])));
    world.intercept = answer;
    const outcome = await session.run({ spec: { checkers: [priced] } });
    expect(new Set(messages(outcome).map((message) => message.split(' ')[1]))).toEqual(new Set(['7']));
    expect(outcome.findings).toHaveLength(250);
    const asked = world.asked.filter(({ action }) => action === 'GetPrice').map(({ params }) => params.Kind);
    expect(asked.sort()).toEqual(['flat', 'round']);
  });

  it.each([
    ['without them is unknown', [], ['w1 unknown', 'w2 fail']],
    ['can do without what is optional', ['prices'] as const, ['w1 fail', 'w2 fail']],
  ])('a checker %s', async (_, optional, expected) => {
    world.set({ w1: { name: 'dear' }, w2: { name: 'flat' } });
    world.intercept = answer;
    const checker = defineChecker({ ...priced, optional });
    const { findings, summary } = await session.run({ spec: { checkers: [checker] } });
    expect(findings.map(({ assetId, verdict }) => `${assetId} ${verdict}`).sort()).toEqual(expected);
    expect(summary.complete).toBe(false);
  });
});

describe('facts that are asked for one by one', () => {
  const owner = defineCollector({
    id: 'widgets-owner',
    product: widgets.product,
    title: { zh: 'Owner', en: 'Owner' },
    scope: 'region',
    call: rpc('GetOwner'),
    paging: single(),
    items: '',
    assetId: 'Owner',
    fields: {},
    belongs: { to: widgets, ask: { param: 'WidgetId', encode: 'comma', max: 1, none: ['NoSuch.Owner.NotFound'] } },
  });
  const owned = defineChecker({
    ...broken,
    id: 'widgets-owned',
    related: { owner },
    metrics: {},
    messages: { broken: { zh: '{{id}}', en: '{{id}}' } },
    check: (widget, { related, pass, fail }) => (related.owner.length > 0 ? pass() : fail('broken', { id: widget.id })),
  });

  it('are none where the cloud says so, and unknown where it says anything else', async () => {
    world.set({ w1: {}, w2: {}, w3: {}, w4: {} });
    const codes: Readonly<Record<string, string>> = {
      w2: 'NoSuch.Owner.NotFound',
      w3: 'NoSuch.NotFound',
      w4: 'Denied',
    };
    world.intercept = ({ action, params: { WidgetId = '' } }) => {
      if (action !== 'GetOwner') return undefined;
      const code = codes[WidgetId];
      return code === undefined ? { body: { Owner: 'ann' } } : { status: 404, body: { Code: code, Message: 'no' } };
    };
    expect(verdicts(await session.run({ spec: { checkers: [owned] } }))).toEqual([
      'widgets-owned w1 pass',
      'widgets-owned w2 fail:error',
      'widgets-owned w3 unknown',
      'widgets-owned w4 unknown',
    ]);
  });
});

it('an answer that names no asset is a fact about every one', async () => {
  world.set({ w1: {}, w2: {} });
  const limits = defineCollector({
    id: 'widgets-limits',
    product: widgets.product,
    title: { zh: 'Limits', en: 'Limits' },
    scope: 'region',
    call: rpc('GetLimits'),
    paging: single(),
    items: '',
    assetId: 'RequestId',
    fields: { limit: number('Limit') },
    belongs: { to: widgets },
  });
  const limited = defineChecker({
    ...broken,
    id: 'widgets-limited',
    related: { limits },
    metrics: {},
    messages: { broken: { zh: '{{id}}', en: '{{id}}' } },
    check: (widget, { related, pass, fail }) =>
      related.limits[0]?.limit === 7 ? pass() : fail('broken', { id: widget.id }),
  });
  world.intercept = ({ action }) => (action === 'GetLimits' ? { body: { Limit: 7, RequestId: 'r-1' } } : undefined);
  expect(verdicts(await session.run({ spec: { checkers: [limited] } }))).toEqual([
    'widgets-limited w1 pass',
    'widgets-limited w2 pass',
  ]);
  world.intercept = ({ action }) =>
    action === 'GetLimits' ? { status: 403, body: { Code: 'Forbidden.RAM', Message: 'no' } } : undefined;
  expect(verdicts(await session.run({ spec: { checkers: [limited] } }))).toEqual([
    'widgets-limited w1 unknown',
    'widgets-limited w2 unknown',
  ]);
});

describe('a run that is narrowed by tags', () => {
  const tagged = (tags: Readonly<Record<string, string>>) => ({ status: 'Broken', tags });

  it.each([
    [['env=production'], ['w1', 'w3']],
    [
      ['env=production', 'env=staging'],
      ['w1', 'w2', 'w3'],
    ],
    [['env=production', 'team=a'], ['w1']],
    [['team'], ['w1', 'w2']],
    [['constructor'], []],
  ])('%j judges %j', async (tags, ids) => {
    world.set({
      w1: tagged({ env: 'production', team: 'a' }),
      w2: tagged({ env: 'staging', team: 'b' }),
      w3: tagged({ env: 'production' }),
      w4: tagged({}),
    });
    const seen = await session.run({ configs: { tags }, spec: { checkers: [broken] } });
    expect(verdicts(seen)).toEqual(ids.map((id) => `widgets-broken ${id} fail:error`));
  });

  it('takes assets as ever whose list tells no resource group', async () => {
    world.set({ w1: tagged({}) });
    const seen = await session.run({ configs: { resourceGroups: ['rg-1'] }, spec: { checkers: [broken] } });
    expect(verdicts(seen)).toEqual(['widgets-broken w1 fail:error']);
  });
});

describe('a checker that is switched off', () => {
  it('skips every asset: what it has open ends, and begins anew when it is on again', async () => {
    world.set({ w1: { status: 'Broken', level: 60 } });
    const spec = { checkers: [broken, worn] };
    expect(events(await session.run({ spec }))).toEqual([
      'anomaly widgets-broken w1 error',
      'anomaly widgets-worn w1 warning',
    ]);
    world.passes(30);
    const off = await session.run({ spec, configs: { disabledCheckers: ['widgets-broken'] } });
    expect(events(off)).toEqual(['recovery widgets-broken w1 ok', 'update widgets-worn w1 warning']);
    expect(verdicts(off)).toEqual(['widgets-broken w1 skip', 'widgets-worn w1 fail:warning']);
    world.passes(30);
    expect(events(await session.run({ spec }))).toContain('anomaly widgets-broken w1 error');
  });
});
