import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromKeys, singleFlight } from '../../../../lib/credentials';
import { defineChecker, defineCollector, number, oneOf } from '../../../../lib/define';
import { StateError } from '../../../../lib/errors';
import { only } from '../../../../lib/inspection';
import type { Reporter } from '../../../../lib/report';
import { memoryState, openState, type StateStore } from '../../../../lib/state';
import type { Asked, Reply } from '../../aliyun/cloud';
import {
  ALL,
  broken,
  events,
  hot,
  inspectionOf,
  keysOf,
  noticed,
  partBad,
  REGION,
  Session,
  statuses,
  verdicts,
  widgets,
  World,
  worn,
} from './world';

let world: World;
let session: Session;
beforeAll(async () => (world = await new World().start()));
afterAll(() => world.close());
beforeEach(() => {
  world.reset();
  session = new Session(world);
});

it('does not take the address of a database for a folder, and does not repeat it', async () => {
  const address = 'postgres://inspector:hunter2-hunter2@db.internal/x';
  const problem = (field: string) =>
    `${field}: is the address of a database, which the command line and serve open; a program gives run() a folder, or its own state`;
  for (const [field, options] of [
    ['ALIYUN_INSPECTION_STATE', { env: { ALIYUN_INSPECTION_STATE: address } }],
    ['stateDir', { stateDir: address }],
  ] as const) {
    await expect(inspectionOf().run(undefined, options)).rejects.toMatchObject({
      code: 'config',
      field,
      message: problem(field),
    });
  }
});

const DENIED: Reply = { status: 403, body: { Code: 'Forbidden.RAM', Message: 'no' } };
const deny =
  (...actions: string[]) =>
  ({ action }: Asked) =>
    actions.includes(action) ? DENIED : undefined;
const many = (count: number, widget: object = {}) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`w${n}`, widget]));

describe('a list that cannot be read', () => {
  it('raises nothing, clears nothing, passes nothing, and says what to grant', async () => {
    world.set({ w1: { status: 'Broken' }, w2: {} });
    await session.run();
    world.set({ w1: undefined, w2: { status: 'Broken' } });
    world.passes(5);
    world.intercept = deny('ListWidgets');
    const seen = await session.run();
    expect(events(seen)).toEqual([]);
    expect(verdicts(seen)).toEqual(ALL.map((c) => `${c.id} * unknown`).sort());
    expect(seen.summary).toMatchObject({ complete: false, assets: 0 });
    expect(seen.collections.find((c) => c.collector === widgets.id)).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/account production denied: grant widgets:ListWidgets/) as string,
    });
    world.intercept = () => undefined;
    world.passes(5);
    expect(events(await session.run())).toEqual([
      'anomaly widgets-broken w2 error',
      'anomaly widgets-deleted w1 error',
      'recovery widgets-broken w1 ok',
    ]);
  });

  it('does not touch its neighbours', async () => {
    world.set({ w1: { status: 'Broken' } });
    world.set({ w2: { status: 'Broken' } }, 'cn-beijing');
    world.intercept = ({ action, region }) =>
      action === 'ListWidgets' && region === 'cn-beijing' ? DENIED : undefined;
    const seen = await session.run({ configs: { regions: [REGION, 'cn-beijing'] }, spec: { checkers: [broken] } });
    expect(statuses(seen)).toEqual({
      'widgets-widgets@cn-beijing': 'failed',
      'widgets-widgets@cn-hangzhou': 'complete',
    });
    expect(events(seen)).toEqual(['anomaly widgets-broken w1 error']);
  });

  it('and breaks in its middle is partial: what was read is judged, nothing is missed', async () => {
    world.cap = 10;
    world.set(many(30, { status: 'Broken' }));
    await session.run();
    world.set({ w5: {}, w25: {}, w6: undefined });
    world.passes(5);
    world.intercept = ({ action, params }) =>
      action === 'ListWidgets' && params.NextToken === '20' ? DENIED : undefined;
    const seen = await session.run();
    expect(statuses(seen)).toMatchObject({ 'widgets-widgets@cn-hangzhou': 'partial' });
    expect(seen.summary).toMatchObject({ complete: false, assets: 20 });
    // w6 is gone and w25 passes, which nobody can know.
    expect(seen.events.filter((e) => e.kind === 'recovery').map((e) => e.assetId)).toEqual(['w5']);
    expect(seen.events.filter((e) => e.checker === 'widgets-deleted')).toEqual([]);
    expect(verdicts(seen).filter((v) => v.includes('*'))).toEqual(ALL.map((c) => `${c.id} * unknown`).sort());
  });

  it('with a malformed item judges the others and misses nobody', async () => {
    world.set({ w1: { status: 'Broken' }, w2: {} });
    await session.run();
    world.passes(5);
    world.intercept = ({ action }) =>
      action === 'ListWidgets'
        ? {
            body: {
              Widgets: { Widget: [{ WidgetName: 'no id' }, { WidgetId: 'w2', Status: 'Broken' }, 5, null] },
              NextToken: '',
            },
          }
        : undefined;
    const seen = await session.run();
    expect(statuses(seen)).toMatchObject({ 'widgets-widgets@cn-hangzhou': 'partial' });
    expect(events(seen)).toEqual(['anomaly widgets-broken w2 error']);
  });

  it('is "unsupported", and no failure, where the product does not exist', async () => {
    world.set({ w1: {} });
    const seen = await session.run({ configs: { regions: [REGION, 'cn-beijing'] }, spec: { checkers: [broken] } });
    expect(statuses(seen)).toEqual({
      'widgets-widgets@cn-beijing': 'unsupported',
      'widgets-widgets@cn-hangzhou': 'complete',
    });
    expect(seen.summary.complete).toBe(true);
    expect(verdicts(seen)).toEqual(['widgets-broken w1 pass']);
  });

  it('is no fact, but a failure, when every region of the account is refused so', async () => {
    world.set({ w1: {} });
    const regions = ['cn-beijing', 'cn-shanghai'];
    const seen = await session.run({ configs: { regions }, spec: { checkers: [broken] } });
    expect(statuses(seen)).toEqual({
      'widgets-widgets@cn-beijing': 'failed',
      'widgets-widgets@cn-shanghai': 'failed',
    });
    expect(seen.collections[0]?.reason).toMatch(/InvalidRegionId.*in every region of the account.*leave its checkers/);
    expect(seen.collections[0]?.calls).toBe(1);
    expect(seen.summary).toMatchObject({ complete: false, verdicts: { pass: 0, unknown: 2 } });
    expect(verdicts(seen)).toEqual(['widgets-broken * unknown', 'widgets-broken * unknown']);
    expect(seen.summary.notes.join()).toMatch(/any of the 2 regions of account production, so nothing was inspected/);
  });

  it('is a failure where the last run found something', async () => {
    world.set({ w1: { status: 'Broken' } });
    world.set({ w2: {} }, 'cn-beijing');
    const configs = { regions: [REGION, 'cn-beijing'] };
    await session.run({ configs });
    world.regions.delete(REGION);
    world.passes(5);
    const seen = await session.run({ configs });
    expect(events(seen)).toEqual([]);
    expect(statuses(seen)).toMatchObject({
      'widgets-widgets@cn-beijing': 'complete',
      'widgets-widgets@cn-hangzhou': 'failed',
    });
    expect(seen.summary.complete).toBe(false);
  });

  it.each([
    'InvalidAction.NotFound',
    'InvalidApi.NotFound',
    'InvalidVersion',
    'InvalidPageSize.ValueNotSupported',
    'InvalidOperation.NotSupportedEndpoint',
    'NobodyHasHeardOfThis',
  ])('is a failure with its code, never "not here", when it answers %s', async (Code) => {
    world.set({ w1: {} });
    world.intercept = ({ action, region }) =>
      action === 'ListWidgets' && region !== REGION ? { status: 404, body: { Code, Message: 'x' } } : undefined;
    const seen = await session.run({ configs: { regions: [REGION, 'cn-beijing'] }, spec: { checkers: [broken] } });
    expect(statuses(seen)).toMatchObject({ 'widgets-widgets@cn-beijing': 'failed' });
    expect(seen.collections.find(({ region }) => region === 'cn-beijing')?.reason).toContain(Code);
    expect(seen.summary.complete).toBe(false);
  });

  it('is a failure on the second page, whatever it answers', async () => {
    world.cap = 10;
    world.set(many(20));
    world.intercept = ({ params }) =>
      params.NextToken ? { status: 404, body: { Code: 'InvalidRegionId.NotFound', Message: 'x' } } : undefined;
    const seen = await session.run({ spec: { checkers: [broken] } });
    expect(statuses(seen)).toEqual({ 'widgets-widgets@cn-hangzhou': 'partial' });
    expect(seen.summary).toMatchObject({ complete: false, assets: 10 });
  });

  it('recovers nothing where the product is not opened any more, and says what to do once', async () => {
    world.set({ w1: { status: 'Broken' } });
    world.set({ w2: {} }, 'cn-beijing');
    const configs = { regions: [REGION, 'cn-beijing'] };
    await session.run({ configs });
    world.passes(5);
    world.intercept = ({ action }) =>
      action === 'ListWidgets' ? { status: 403, body: { Code: 'Forbidden.NotOpen', Message: 'x' } } : undefined;
    const seen = await session.run({ configs });
    expect(events(seen)).toEqual([]);
    expect(statuses(seen)).toMatchObject({
      'widgets-widgets@cn-beijing': 'not-opened',
      'widgets-widgets@cn-hangzhou': 'not-opened',
    });
    expect(seen.summary).toMatchObject({ complete: false, verdicts: { pass: 0 } });
    const said = seen.summary.notes.filter((note) => note.includes('has not opened'));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^account production has not opened .*: open it in the console, or leave the checkers of/);
  });
});

describe('facts that cannot be read', () => {
  it.each([
    [partBad, 'ListParts'],
    [noticed, 'ListNotices'],
    [hot, 'DescribeMetricLast'],
  ] as const)('%# leave their checker unknown: no pass, no recovery', async (checker, action) => {
    world.set({ w1: { parts: ['Bad'], notices: 1, heat: 99, status: 'Broken' }, w2: { parts: [], heat: 1 } });
    await session.run();
    world.set({ w1: { parts: [], notices: 0, heat: 1, status: 'Running' } });
    world.passes(5);
    world.intercept = deny(action);
    const seen = await session.run();
    expect(verdicts(seen).filter((v) => v.startsWith(`${checker.id} `))).toEqual([
      `${checker.id} w1 unknown`,
      `${checker.id} w2 unknown`,
    ]);
    expect(events(seen)).not.toContainEqual(expect.stringContaining(checker.id));
    expect(events(seen)).toContain('recovery widgets-broken w1 ok');
    expect(seen.summary.complete).toBe(false);
  });

  it('of some assets leave only these unknown', async () => {
    world.set(many(60, { parts: ['Good'] }));
    world.intercept = ({ action, params }) =>
      action === 'ListParts' && params.WidgetIds?.split(',').includes('w0') ? DENIED : undefined;
    const seen = await session.run({ spec: { checkers: [partBad] } });
    expect(seen.summary.verdicts).toEqual({ pass: 40, fail: 0, skip: 0, unknown: 20 });
    expect(statuses(seen)).toMatchObject({ 'widgets-parts@cn-hangzhou': 'partial' });
  });

  it('about an asset that vanished meanwhile cost only that asset', async () => {
    world.set(many(20, { parts: ['Good'] }));
    world.intercept = ({ action, params }) =>
      action === 'ListParts' && params.WidgetIds?.split(',').includes('w7')
        ? { status: 404, body: { Code: 'InvalidWidgetId.NotFound', Message: 'gone' } }
        : undefined;
    const seen = await session.run({ spec: { checkers: [partBad] } });
    expect(verdicts(seen).filter((v) => !v.endsWith(' pass'))).toEqual(['widgets-part-bad w7 unknown']);
  });

  it.each([
    ['every asset is', () => true],
    ['the second page about them is', ({ params }: Asked) => params.PageNumber === '2'],
  ])('are not read when %s not found', async (_, refused) => {
    world.set(many(20, { parts: Array.from({ length: 5 }, () => 'Good') }));
    world.intercept = (asked) =>
      asked.action === 'ListParts' && refused(asked)
        ? { status: 404, body: { Code: 'InvalidWidgetId.NotFound', Message: 'gone' } }
        : undefined;
    const seen = await session.run({ spec: { checkers: [partBad] } });
    expect(seen.summary.complete).toBe(false);
    expect(statuses(seen)['widgets-parts@cn-hangzhou']).toMatch(/failed|partial/);
  });

  it('do not become a pass when one of several rows is malformed', async () => {
    world.set({ w1: { parts: ['Good', 'Bad'] }, w2: { parts: ['Good'] } });
    const rows = [
      { PartId: 'w1-p0', WidgetId: 'w1', State: 'Good' },
      { PartId: 'w1-p1', WidgetId: 'w1' },
      { PartId: 'w2-p0', WidgetId: 'w2', State: 'Good' },
    ];
    world.intercept = ({ action }) =>
      action === 'ListParts' ? { body: { Parts: { Part: rows }, TotalCount: 3 } } : undefined;
    expect(verdicts(await session.run({ spec: { checkers: [partBad] } }))).toEqual([
      'widgets-part-bad w1 unknown',
      'widgets-part-bad w2 pass',
    ]);
    // Nobody knows whose this row is.
    rows[1] = { PartId: 'w1-p1' } as never;
    expect(verdicts(await session.run({ spec: { checkers: [partBad] } }))).toEqual([
      'widgets-part-bad w1 unknown',
      'widgets-part-bad w2 unknown',
    ]);
  });

  it('that come twice count once', async () => {
    world.set({ w1: { notices: 2 } });
    const rows = [0, 1, 0].map((n) => ({ NoticeId: `n${n}`, WidgetId: 'w1', Reason: 'x' }));
    world.intercept = ({ action }) =>
      action === 'ListNotices' ? { body: { Notices: { Notice: rows }, NextToken: '' } } : undefined;
    const seen = await session.run({ spec: { checkers: [noticed] } });
    expect(seen.findings[0]?.data.value).toBe(2);
  });

  it('are not asked for when there is nobody to need them', async () => {
    world.intercept = deny('ListNotices');
    const none = await session.run({ spec: { checkers: [noticed] } });
    expect(statuses(none)).toEqual({ 'widgets-widgets@cn-hangzhou': 'complete' });
    world.intercept = deny('ListNotices', 'ListWidgets');
    const seen = await session.run({ spec: { checkers: [noticed] } });
    expect(statuses(seen)).toEqual({ 'widgets-widgets@cn-hangzhou': 'failed' });
    expect(verdicts(seen)).toEqual(['widgets-noticed * unknown']);
  });
});

describe('a field that cannot be read', () => {
  /** Answers the widgets' list with some rows changed. */
  const withRows = (edit: (row: Record<string, unknown>) => object) => (asked: Asked) => {
    if (asked.action !== 'ListWidgets') return undefined;
    const { body } = world.answer(asked) as { body: { Widgets: { Widget: Record<string, unknown>[] } } };
    return { body: { ...body, Widgets: { Widget: body.Widgets.Widget.map(edit) } } };
  };
  const CHECKERS = [broken, worn] as const;

  it.each([
    ['missing', { Status: undefined }],
    ['of a wrong type', { Status: { Code: 5 } }],
  ])('as it is %s, costs the checkers that read it, and nothing else', async (_, change) => {
    world.set({ w1: { status: 'Broken', level: 60 }, w2: { status: 'Broken', level: 60 }, w3: {} });
    await session.run({ spec: { checkers: CHECKERS } });
    world.set({ w1: { level: 0 }, w2: { level: 0 }, w3: undefined });
    world.intercept = withRows((row) => (row.WidgetId === 'w1' ? { ...row, ...change } : row));
    const seen = await session.run({ spec: { checkers: CHECKERS } });
    expect(verdicts(seen)).toEqual([
      'widgets-broken w1 unknown',
      'widgets-broken w2 pass',
      'widgets-worn w1 pass',
      'widgets-worn w2 pass',
    ]);
    expect(events(seen)).toEqual([
      'recovery widgets-broken w2 ok',
      'recovery widgets-worn w1 ok',
      'recovery widgets-worn w2 ok',
    ]);
    expect(seen.summary.complete).toBe(false);
    expect(seen.collections).toMatchObject([
      { status: 'partial', assets: 2, odd: [{ field: 'Status', problem: 'malformed', count: 1 }] },
    ]);
    expect(seen.collections[0]?.reason).toContain('field Status');
    expect(seen.summary.notes).toContain(
      'widgets-widgets: field Status is missing or of a wrong type: checkers that read it cannot tell (1 time)',
    );
  });

  it('is of no account when nobody judges by it', async () => {
    world.set({ w1: { level: 60 } });
    world.intercept = withRows((row) => ({ ...row, Status: {} }));
    const seen = await session.run({ spec: { checkers: [worn] } });
    expect(verdicts(seen)).toEqual(['widgets-worn w1 fail:warning']);
    expect(events(seen)).toEqual(['anomaly widgets-worn w1 warning']);
  });

  it('does not hide that an asset is there, nor what was known of it', async () => {
    world.set({ w1: {}, w2: {} });
    await session.run();
    world.intercept = withRows((row) => ({ ...row, Status: null }));
    expect(events(await session.run())).toEqual([]);
    world.intercept = () => undefined;
    world.set({ w1: undefined });
    expect(events(await session.run())).toEqual(['anomaly widgets-deleted w1 error']);
  });

  it('by which a filter chooses, leaves the asset alone', async () => {
    world.set({ w1: { status: 'Broken' }, w2: { status: 'Broken' } });
    world.intercept = withRows((row) => (row.WidgetId === 'w1' ? { ...row, Level: 'high' } : row));
    const filters = [only(widgets, (widget) => (widget.level ?? 0) < 50)];
    const seen = await session.run({ spec: { checkers: [broken], filters } });
    expect(verdicts(seen)).toEqual(['widgets-broken w1 unknown', 'widgets-broken w2 fail:error']);
    expect(seen.findings.find((one) => one.assetId === 'w1')?.message).toEqual({
      zh: '无法判断：字段 Level 缺失或类型不符',
      en: 'cannot tell: field Level is string, expected a number',
    });
  });
});

describe('a value never heard of', () => {
  const machines = defineCollector({
    ...widgets,
    id: 'widgets-machines',
    fields: { status: oneOf('Status', ['Running', 'Broken']), level: number('Level') },
    remember: ['status'],
    show: ['status', 'level'],
  });
  const stopped = defineChecker({
    ...broken,
    id: 'widgets-machine-broken',
    asset: machines,
    related: {},
    metrics: {},
    check: (machine, { pass, fail }) => (machine.status === 'Broken' ? fail('broken', { id: machine.id }) : pass()),
  });

  it('neither raises nor clears, is named, and is counted', async () => {
    world.set({ w1: { status: 'Broken' }, w2: { status: 'Broken' }, w3: {} });
    expect(events(await session.run({ spec: { checkers: [stopped] } }))).toHaveLength(2);
    world.set({ w1: { status: 'Melting' }, w2: {}, w3: { status: 'Melting' } });
    const seen = await session.run({ spec: { checkers: [stopped] } });
    expect(verdicts(seen)).toEqual([
      'widgets-machine-broken w1 unknown',
      'widgets-machine-broken w2 pass',
      'widgets-machine-broken w3 unknown',
    ]);
    expect(events(seen)).toEqual(['recovery widgets-machine-broken w2 ok']);
    expect(seen.findings.find((one) => one.assetId === 'w1')?.message).toEqual({
      zh: '无法判断：字段 Status 的值 “Melting” 不是此版本已知的取值',
      en: 'cannot tell: field Status has the value "Melting", which this version does not know',
    });
    // It was read, so the list is whole; but somebody has to notice.
    expect(seen.summary.complete).toBe(true);
    expect(seen.collections).toMatchObject([
      { status: 'complete', odd: [{ field: 'Status', problem: 'unheard', value: 'Melting', count: 2 }] },
    ]);
    expect(seen.summary.notes).toContain(
      'widgets-machines: field Status has the value "Melting", which this version does not know: checkers that read it cannot tell (2 times)',
    );
    // What is shown is what the cloud said.
    expect(seen.assets.map(({ status }) => status)).toEqual(['Melting', 'Running', 'Melting']);
  });
});

describe('keys', () => {
  const two = (second: ReturnType<typeof keysOf>) => [
    { name: 'production', credentials: keysOf(1), regions: [REGION] },
    { name: 'staging', credentials: second, regions: [REGION] },
  ];

  it('that are wrong end a run with one clear line', async () => {
    const accounts = [
      {
        name: 'staging',
        credentials: fromKeys({ accessKeyId: 'LTAI-wrong-key', accessKeySecret: 'wrong-secret' }),
        regions: [REGION],
      },
    ];
    const said: unknown[] = [];
    const reporter: Reporter = {
      name: 'r',
      start: () => void said.push('start'),
      findings: (batch) => void said.push(batch),
    };
    const error = await session.run({ spec: { accounts }, reporters: [reporter] }).catch((e: unknown) => e);
    expect(error).toMatchObject({
      code: 'credentials',
      message: 'account staging: keys refused, check the access key (InvalidAccessKeyId.NotFound, HTTP 404)',
    });
    expect(said).toEqual([]);
  });

  it('that are missing end it before anything is called', async () => {
    const accounts = [
      { name: 'staging', credentials: fromKeys({ accessKeyId: '', accessKeySecret: '' }), regions: [REGION] },
    ];
    await expect(session.run({ spec: { accounts } })).rejects.toMatchObject({
      code: 'credentials',
      message: expect.stringMatching(/^account staging: /) as string,
    });
    expect(world.asked).toEqual([]);
  });

  it.each([
    ['wrong', fromKeys({ accessKeyId: 'LTAI-wrong-key', accessKeySecret: 'wrong-secret' })],
    ['missing', fromKeys({ accessKeyId: '', accessKeySecret: '' })],
    ['of a source that breaks', singleFlight('vault', () => Promise.reject(new Error('vault is sealed')))],
  ])('of one of two accounts that are %s leave the other alone', async (_, second) => {
    world.set({ w1: { status: 'Broken' } });
    const seen = await session.run({ spec: { accounts: two(second), checkers: [broken] } });
    expect(events(seen)).toEqual(['anomaly widgets-broken w1 error']);
    expect(seen.summary.complete).toBe(false);
    expect(seen.collections.map((c) => [c.accountName, c.status])).toEqual(
      expect.arrayContaining([
        ['production', 'complete'],
        ['staging', 'failed'],
      ]),
    );
    expect(seen.collections.find((c) => c.status === 'failed')?.reason).toMatch(/^account staging: /);
    expect(seen.findings.filter((f) => f.accountName === 'staging').map((f) => f.verdict)).toEqual(['unknown']);
  });

  it('of two accounts are told apart', async () => {
    world.set({ w1: { status: 'Broken' } });
    const accounts = two(keysOf(2));
    const first = await session.run({ spec: { accounts, checkers: [broken] } });
    expect(new Set(first.events.map((e) => e.fingerprint)).size).toBe(2);
    world.passes(5);
    world.set({ w1: {} });
    world.intercept = ({ action, params }) =>
      action === 'ListWidgets' && params.AccessKeyId === 'LTAI-account-number-2' ? DENIED : undefined;
    const second = await session.run({ spec: { accounts, checkers: [broken] } });
    expect(second.events.map((e) => [e.kind, e.accountName])).toEqual([['recovery', 'production']]);
  });
});

describe('the account id', () => {
  const down = (reply: Reply) =>
    (world.intercept = ({ action }) => (action === 'GetCallerIdentity' ? reply : undefined));

  it('is that of the last run while STS is out of reach', async () => {
    world.set({ w1: { status: 'Broken' } });
    const first = await session.run({ spec: { checkers: [broken] } });
    down(DENIED);
    world.passes(5);
    const second = await session.run({ spec: { checkers: [broken] } });
    expect(second.events).toMatchObject([{ kind: 'update', faultId: first.events[0]?.faultId }]);
    expect(second.summary.notes.join()).toMatch(/last known is used/);
  });

  it.each(['', ' ', ' 1000000000000001 '])('is the same where the answer says %j', async (AccountId) => {
    world.set({ w1: { status: 'Broken' } });
    const first = await session.run({ spec: { checkers: [broken] } });
    expect(first.events).toMatchObject([{ account: '1000000000000001' }]);
    down({ status: 200, body: { AccountId } });
    world.passes(5);
    const second = await session.run({ spec: { checkers: [broken] } });
    expect(second.events).toMatchObject([{ kind: 'update', faultId: first.events[0]?.faultId }]);
  });

  it('is not that of other keys, which may belong to another account', async () => {
    world.set({ w1: { status: 'Broken' } });
    await session.run({ spec: { checkers: [broken] } });
    down(DENIED);
    const other = fromKeys({ accessKeyId: 'LTAI-other-account-key', accessKeySecret: 'other-secret-value' });
    const accounts = [{ name: 'production', credentials: other, regions: ['cn-hangzhou'] }];
    const seen = await session.run({ spec: { checkers: [broken], accounts } });
    expect(seen.events.map((event) => event.kind)).not.toContain('recovery');
    expect(seen.summary.notes.join()).not.toMatch(/last known is used/);
  });

  it('is the name where the cloud has no STS', async () => {
    world.set({ w1: { status: 'Broken' } });
    down({ status: 404, body: { Code: 'InvalidAction.NotFound', Message: 'no such api' } });
    const seen = await session.run({ spec: { checkers: [broken] } });
    expect(seen.events).toMatchObject([{ account: 'production' }]);
    expect(seen.summary.notes.join()).toMatch(/set accountId to be exact/);
  });

  it('is never made up when STS fails the first time', async () => {
    world.set({ w1: { status: 'Broken' } });
    down({ status: 503, body: { Code: 'ServiceUnavailable', Message: 'later' } });
    const seen = await session.run({ spec: { checkers: [broken] } });
    expect(events(seen)).toEqual([]);
    expect(seen.summary.complete).toBe(false);
  }, 20_000);

  it('is not asked for when it is given', async () => {
    const accounts = [{ name: 'production', credentials: keysOf(1), regions: [REGION], accountId: '42' }];
    world.set({ w1: {} });
    const seen = await session.run({ spec: { accounts, checkers: [broken] } });
    expect(seen.findings[0]?.account).toBe('42');
    expect(world.asked.map((a) => a.action)).toEqual(['ListWidgets']);
  });
});

describe('code of the user that throws', () => {
  it('in a filter leaves its collection failed, with the reason', async () => {
    world.set({ w1: {}, w2: {} });
    const filters = [
      only(widgets, (w) => {
        if (w.id === 'w2') throw new Error('no tag');
        return true;
      }),
    ];
    const seen = await session.run({ spec: { filters, checkers: [broken] } });
    expect(seen.summary.complete).toBe(false);
    expect(seen.collections[0]?.reason).toMatch(/filter of inspection widgets failed on w2: no tag/);
    expect(seen.findings.every((f) => f.verdict === 'unknown')).toBe(true);
  });

  it('in a filter that is async, too: what it answers is always true', async () => {
    world.set({ w1: {} });
    const filters = [only(widgets, (async () => Promise.resolve(false)) as unknown as () => boolean)];
    const seen = await session.run({ spec: { filters, checkers: [broken] } });
    expect(seen.summary.complete).toBe(false);
    expect(seen.collections[0]?.reason).toMatch(/filter of inspection widgets failed on w1: .*it may not be async/);
  });

  it.each<[string, unknown, RegExp]>([
    ['nothing', () => undefined, /answers undefined, which is none of pass\(\), fail\(\), skip\(\) and unknown\(\)/],
    ['true', () => true, /answers true, which/],
    ['a Promise', async () => Promise.resolve({ verdict: 'pass' }), /answers a Promise, which/],
    ['no data', () => ({ verdict: 'fail', message: 'broken' }), /fail\(\) has no data/],
    [
      'no severity',
      () => ({ verdict: 'fail', message: 'broken', data: {}, severity: 'fatal' }),
      /"fatal" is no severity/,
    ],
    ['a word that is no verdict', () => ({ verdict: 'ok' }), /answers an object, which/],
  ])('in a checker that answers %s leaves that checker unknown', async (_name, check, reason) => {
    world.set({ w1: { status: 'Broken' } });
    const odd = defineChecker({ ...broken, id: 'widgets-odd', check: check as typeof broken.check });
    const seen = await session.run({ spec: { checkers: [odd] } });
    expect(seen.findings).toMatchObject([
      { verdict: 'unknown', message: { en: expect.stringMatching(reason) as string } },
    ]);
    expect(seen.events).toEqual([]);
  });

  it('in a checker leaves that checker unknown', async () => {
    const throws = defineChecker({
      ...broken,
      id: 'widgets-throws',
      check: () => {
        throw new Error('a defect');
      },
    });
    world.set({ w1: {} });
    const seen = await session.run({ spec: { checkers: [throws, broken] } });
    expect(verdicts(seen)).toEqual(['widgets-broken w1 pass', 'widgets-throws w1 unknown']);
    expect(seen.findings[0]?.message.en).toMatch(/checker widgets-throws failed: a defect/);
  });

  it.each(['start', 'assets', 'findings', 'events', 'collection', 'progress', 'finish'] as const)(
    'in the %s of a reporter neither stops the run nor the other reporters',
    async (method) => {
      world.set({ w1: { status: 'Broken' } });
      const reporter: Reporter = {
        name: 'unlucky',
        [method]: () => {
          throw new Error('disk full');
        },
      };
      const seen = await session.run({ reporters: [reporter], spec: { checkers: [broken] } });
      expect(seen.summary.complete).toBe(true);
      expect(seen.summary.notes).toEqual(['reporter unlucky failed: disk full']);
      expect(events(seen)).toEqual(['anomaly widgets-broken w1 error']);
    },
  );
});

describe('the state', () => {
  it('stops a second run of the same inspection', async () => {
    world.set({ w1: {} });
    let second: Promise<unknown> | undefined;
    const reporter: Reporter = {
      name: 'r',
      start: async () => {
        second = session.run().catch((error: unknown) => error);
        await second;
      },
    };
    const first = await session.run({ reporters: [reporter] });
    expect(first.summary.complete).toBe(true);
    expect(await second).toMatchObject({ code: 'locked' });
    await session.run();
  });

  it('that is locked stays so when a run ends in an error', async () => {
    const accounts = [
      {
        name: 'x',
        credentials: fromKeys({ accessKeyId: 'LTAI-wrong-key', accessKeySecret: 'wrong-secret' }),
        regions: [REGION],
      },
    ];
    await expect(session.run({ spec: { accounts } })).rejects.toMatchObject({ code: 'credentials' });
    await expect(session.run()).resolves.toBeDefined();
  });

  it.each(['apply', 'load'] as const)('that fails in %s: nothing is claimed', async (method) => {
    world.set({ w1: { status: 'Broken' }, w2: {} });
    const state: StateStore = {
      ...memoryState(),
      [method]: () => Promise.reject(new StateError('state cannot be written: disk is full')),
    };
    const seen = await new Session(world, state).run({ spec: { checkers: [broken] } });
    expect(events(seen)).toEqual([]);
    expect(verdicts(seen)).toEqual(['widgets-broken * unknown']);
    expect(seen.summary).toMatchObject({ complete: false, notes: ['state cannot be written: disk is full'] });
  });

  it.each([1, 2, 3, 4, 5])(
    'that fails the %i. time it is written: an event for each open finding, and none else',
    async (n) => {
      world.cap = 10;
      world.set(many(50, { status: 'Broken' }));
      const inner = memoryState();
      let writes = 0;
      const state: StateStore = {
        ...inner,
        apply: (...args) => (++writes === n ? Promise.reject(new StateError('disk is full')) : inner.apply(...args)),
      };
      const seen = await new Session(world, state).run({ spec: { checkers: [broken] } });
      expect(seen.summary.complete).toBe(false);
      const { open } = await inner.load({
        inspection: 'widgets',
        account: '1000000000000001',
        region: REGION,
        collector: widgets.id,
      });
      expect(seen.events.map((e) => e.fingerprint).sort()).toEqual([...open.keys()].sort());
      world.passes(5);
      const next = await new Session(world, inner).run({ spec: { checkers: [broken] } });
      expect(next.summary.events).toEqual({ anomaly: 50 - open.size, update: open.size, recovery: 0 });
    },
  );

  it('in a file carries findings from run to run', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'run-'));
    try {
      world.set({ w1: { status: 'Broken' }, w2: {} });
      const kinds: string[][] = [];
      for (const change of [{}, {}, { w1: {}, w2: undefined }]) {
        world.set(change);
        world.passes(5);
        const state = openState(dir);
        kinds.push(events(await new Session(world, state).run()));
        await state.close();
      }
      expect(kinds).toEqual([
        ['anomaly widgets-broken w1 error'],
        ['update widgets-broken w1 error'],
        ['anomaly widgets-deleted w2 error', 'recovery widgets-broken w1 ok'],
      ]);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});

describe('a run that must end', () => {
  /** Widgets in six regions, one of which never answers. */
  function slowWorld(): string[] {
    const regions = ['cn-beijing', 'cn-chengdu', 'cn-hangzhou', 'cn-qingdao', 'cn-shanghai', 'cn-shenzhen'];
    for (const region of regions) world.set({ [`w-${region}`]: { status: 'Broken' } }, region);
    world.intercept = ({ action, region }) =>
      action === 'ListWidgets' && region === 'cn-qingdao' ? 'silence' : undefined;
    return regions;
  }

  it('at its deadline keeps what was judged; the rest is unknown', async () => {
    const regions = slowWorld();
    const seen = await session.run({
      configs: { regions },
      timeoutMs: 10_000,
      spec: { checkers: [broken], timeoutSeconds: 1 },
    });
    expect(seen.events).toHaveLength(5);
    expect(verdicts(seen).filter((v) => v.includes('*'))).toEqual(['widgets-broken * unknown']);
    expect(seen.summary.complete).toBe(false);
    expect(seen.summary.notes.join()).toMatch(/timeout of 1 s was reached/);
    expect(seen.summary.durationMs).toBeLessThan(2000);
  });

  it('because it is cancelled does the same at once', async () => {
    const regions = slowWorld();
    const stop = new AbortController();
    const reporter: Reporter = { name: 'r', events: () => void setTimeout(() => stop.abort(), 100) };
    const seen = await session.run({
      configs: { regions },
      timeoutMs: 10_000,
      signal: stop.signal,
      reporters: [reporter],
      spec: { checkers: [broken] },
    });
    expect(seen.events).toHaveLength(5);
    expect(seen.summary).toMatchObject({ complete: false });
    expect(seen.summary.notes.join()).toMatch(/cancelled/);
    expect(seen.summary.durationMs).toBeLessThan(5000);
  });

  it('before it begins claims nothing', async () => {
    world.set({ w1: { status: 'Broken' } });
    await session.run();
    world.passes(5);
    world.set({ w1: {} });
    const seen = await session.run({ signal: AbortSignal.abort() });
    expect(events(seen)).toEqual([]);
    expect(seen.summary.complete).toBe(false);
    expect(seen.findings.every((f) => f.verdict === 'unknown')).toBe(true);
  });
});

describe('regions', () => {
  it('are asked from the cloud when all are wanted', async () => {
    world.set({ w1: {} });
    world.set({ w2: {} }, 'cn-beijing');
    const accounts = [{ name: 'production', credentials: keysOf(1), regions: 'all' as const }];
    const seen = await session.run({ spec: { accounts, checkers: [broken] } });
    expect(Object.keys(statuses(seen))).toHaveLength(2);
  });

  it('that cannot be listed leave the account unknown, not empty', async () => {
    const accounts = [{ name: 'production', credentials: keysOf(1), regions: 'all' as const }];
    world.intercept = deny('DescribeRegions');
    const seen = await session.run({ spec: { accounts, checkers: [broken] } });
    expect(seen.summary.complete).toBe(false);
    expect(seen.collections).toMatchObject([{ status: 'failed', region: '*' }]);
    expect(seen.collections[0]?.reason).toMatch(/grant ecs:DescribeRegions/);
  });

  it.each([[{ regions: ['cn-hangzou'] }, /did you mean cn-hangzhou/]])(
    'with a typing error: %j',
    async (configs, words) => {
      await expect(session.run({ configs })).rejects.toMatchObject({
        code: 'config',
        message: expect.stringMatching(words) as string,
      });
      expect(world.asked).toEqual([]);
    },
  );
});
