import {
  checkStrategy,
  decide,
  decideAll,
  muteOf,
  NO_HISTORY,
  prune,
  remember,
  targetsOf,
  type AlertHistory,
  type AlertStrategy,
  type Mute,
} from '../../../lib/report';
import type { InspectionEvent } from '../../../lib/model';
import { event } from '../guance/fake';

const T0 = new Date('2026-01-01T00:00:00Z');
const after = (seconds: number) => new Date(T0.getTime() + seconds * 1000);
const targets = [{ name: 'wecom', severities: ['critical', 'error'] as const }, { name: 'webhook' }];
const strategy = (changes: Partial<AlertStrategy> = {}): AlertStrategy => ({ targets, ...changes });
const mute = (changes: Partial<Mute> = {}): Mute => ({
  until: '2026-02-01T00:00:00Z',
  reason: 'migration',
  ...changes,
});
const update = (changes: Partial<InspectionEvent> = {}) => event(1, { kind: 'update', ...changes });
const recovery = event(1, { kind: 'recovery', status: 'ok' });

/** Decides, and remembers what was sent. */
function tell(e: InspectionEvent, s: AlertStrategy, history: AlertHistory, now: Date) {
  const decision = decide(e, s, history, now);
  return { decision, history: decision.action === 'send' ? remember(history, [{ event: e, decision }], now) : history };
}

describe('severity and targets', () => {
  it('tells those who want that severity', () => {
    expect(decide(event(), strategy(), NO_HISTORY, T0)).toMatchObject({
      action: 'send',
      targets: ['wecom', 'webhook'],
    });
    expect(decide(event(1, { status: 'warning' }), strategy(), NO_HISTORY, T0)).toMatchObject({ targets: ['webhook'] });
    expect(targetsOf('info', [{ name: 'a' }, { name: 'a' }])).toEqual(['a']);
    expect(
      decide(event(1, { status: 'info' }), { targets: [{ name: 'a', severities: ['error'] }] }, NO_HISTORY, T0),
    ).toEqual({
      action: 'suppress',
      reason: 'no-target',
    });
  });

  it.each([
    ['error', 'send'],
    ['warning', 'send'],
    ['info', 'suppress'],
  ] as const)('with least severity warning: %s → %s', (status, action) => {
    expect(decide(event(1, { status }), strategy({ leastSeverity: 'warning' }), NO_HISTORY, T0).action).toBe(action);
  });
});

describe('silence and repetition', () => {
  it('tells again of a failure that goes on when something new follows from it', () => {
    const told = tell(event(), strategy(), NO_HISTORY, T0).history;
    const { time } = update();
    const following = (since: string): Partial<InspectionEvent> => ({
      consequences: [
        {
          checker: 'ecs-locked',
          checkerTitle: { zh: '锁定', en: 'Locked' },
          product: 'ecs',
          region: 'cn-hangzhou',
          assetId: 'i-2',
          assetName: '',
          severity: 'warning',
          message: { zh: '锁定', en: 'locked' },
          since,
        },
      ],
      consequenceCount: 1,
    });
    expect(decide(update(following(time)), strategy(), told, after(60)).action).toBe('send');
    expect(decide(update(following('2025-12-01T00:00:00.000Z')), strategy(), told, after(60))).toEqual({
      action: 'suppress',
      reason: 'unchanged',
    });
  });

  it('is silent for the period, to the second', () => {
    const s = strategy({ silenceSeconds: 600 });
    const { history } = tell(event(), s, NO_HISTORY, T0);
    const recovered = tell(recovery, s, history, after(10)).history;
    expect(decide(event(), s, recovered, after(609)).action).toBe('suppress');
    expect(decide(event(), s, recovered, after(609))).toEqual({ action: 'suppress', reason: 'silenced' });
    expect(decide(event(), s, recovered, after(610)).action).toBe('send');
  });

  it('does not repeat what goes on, unless asked to', () => {
    const { history } = tell(event(), strategy(), NO_HISTORY, T0);
    expect(decide(update(), strategy(), history, after(1e6))).toEqual({ action: 'suppress', reason: 'unchanged' });
    const repeating = strategy({ repeatSeconds: 3600 });
    expect(decide(update(), repeating, history, after(3599)).action).toBe('suppress');
    expect(decide(update(), repeating, history, after(3600)).action).toBe('send');
  });

  it('tells at once when it gets worse, also in the silence; not when it gets better', () => {
    const s = strategy({ silenceSeconds: 600 });
    const { history } = tell(event(), s, NO_HISTORY, T0);
    expect(decide(update({ status: 'critical' }), s, history, after(5)).action).toBe('send');
    expect(decide(update({ status: 'warning' }), s, history, after(5)).action).toBe('suppress');
  });

  it('tells of an update that nobody knows of', () => {
    expect(decide(update(), strategy(), NO_HISTORY, T0).action).toBe('send');
  });
});

describe('recovery', () => {
  it('goes to all who were told of the failure, at once and once', () => {
    const s = strategy({ silenceSeconds: 600, aggregateSeconds: 600, leastSeverity: 'error' });
    let { history } = tell(event(1, { status: 'error' }), s, NO_HISTORY, T0);
    const { decision, history: later } = tell(recovery, s, history, after(1));
    expect(decision).toMatchObject({ action: 'send', targets: ['wecom', 'webhook'] });
    history = later;
    expect(decide(recovery, s, history, after(2))).toEqual({ action: 'suppress', reason: 'never-told' });
  });

  it('keeps who was told when the severity changes', () => {
    const first = tell(event(), strategy(), NO_HISTORY, T0).history;
    const s = strategy({ repeatSeconds: 10 });
    const second = tell(update({ status: 'warning' }), s, first, after(10));
    expect(second.decision).toMatchObject({ targets: ['webhook'] });
    expect(decide(recovery, s, second.history, after(20))).toMatchObject({ targets: ['wecom', 'webhook'] });
  });

  it('is not told of what was never told, but of what was muted in between', () => {
    expect(decide(recovery, strategy(), NO_HISTORY, T0).action).toBe('suppress');
    const { history } = tell(event(), strategy(), NO_HISTORY, T0);
    const muted = strategy({ mutes: [mute({ asset: 'i-1' })] });
    expect(decide(update(), muted, history, after(1)).action).toBe('muted');
    expect(decide(recovery, muted, history, after(2)).action).toBe('send');
  });
});

describe('mutes', () => {
  const subject = {
    checker: 'ecs-cpu-high',
    assetId: 'i-1',
    account: '123',
    accountName: 'production',
    region: 'cn-hangzhou',
  };

  it.each<[Partial<Mute>, boolean]>([
    [{ checker: 'ecs-cpu-high' }, true],
    [{ checker: 'ecs-cpu-low' }, false],
    [{ asset: 'i-1' }, true],
    [{ asset: 'i-2' }, false],
    [{ account: '123' }, true],
    [{ account: 'production' }, true],
    [{ account: 'test' }, false],
    [{ region: 'cn-hangzhou' }, true],
    [{ region: 'cn-beijing' }, false],
    [{ tags: { env: 'test' } }, true],
    [{ tags: { env: 'test', team: 'a' } }, false],
    [{ checker: 'ecs-cpu-high', region: 'cn-beijing' }, false],
  ])('%j: %s', (scope, applies) => {
    expect(muteOf(subject, [mute(scope)], T0, { env: 'test' }) !== undefined).toBe(applies);
  });

  it('end when they say', () => {
    const mutes = [mute({ asset: 'i-1', until: after(60).toISOString() })];
    expect(muteOf(subject, mutes, after(59.999))).toBe(mutes[0]);
    expect(muteOf(subject, mutes, after(60))).toBeUndefined();
  });
});

describe('aggregation', () => {
  it('holds what follows within the interval, per group', () => {
    const s = strategy({ aggregateSeconds: 300, aggregateBy: ['checker'] });
    const { history } = tell(event(1), s, NO_HISTORY, T0);
    expect(decide(event(2), s, history, after(299))).toMatchObject({ action: 'hold', until: after(300).getTime() });
    expect(decide(event(2), s, history, after(300)).action).toBe('send');
    expect(decide(event(3, { checker: 'other' }), s, history, after(1)).action).toBe('send');
  });

  it('tells a batch together, and counts', () => {
    const batch = [
      event(1),
      event(2),
      event(3, { status: 'info' }),
      event(4, { region: 'cn-beijing' }),
      event(1, { kind: 'update' }),
    ];
    const s = strategy({ aggregateSeconds: 300, leastSeverity: 'warning', mutes: [mute({ region: 'cn-beijing' })] });
    const { send, muted, counts, decisions } = decideAll(batch, s, NO_HISTORY, T0);
    expect([...send].map(([name, list]) => [name, list.map((e) => e.assetId)])).toEqual([
      ['wecom', ['i-1', 'i-2']],
      ['webhook', ['i-1', 'i-2']],
    ]);
    expect(muted).toEqual([{ event: batch[3], mute: s.mutes?.[0] }]);
    expect(counts).toEqual({ send: 2, hold: 0, muted: 1, suppress: 2 });
    expect(decisions.size).toBe(4);
  });

  it('matches mutes by the tags of the asset', () => {
    const s = strategy({ mutes: [mute({ tags: { env: 'test' } })] });
    expect(
      decideAll([event(1), event(2)], s, NO_HISTORY, T0, (e) => ({ env: e.assetId === 'i-1' ? 'test' : 'prod' }))
        .counts,
    ).toMatchObject({
      muted: 1,
      send: 1,
    });
  });
});

describe('history', () => {
  it('is bounded: recovered findings go first, then the oldest', () => {
    const notice = (at: number, status: 'ok' | 'error') => ({ at, status, targets: ['a'] });
    const history = {
      notices: { a: notice(1, 'error'), b: notice(9, 'ok'), c: notice(3, 'error') },
      groups: { x: 1, y: 3, z: 2 },
    };
    expect(prune(history, 3)).toBe(history);
    expect(prune(history, 2)).toEqual({
      notices: { a: history.notices.a, c: history.notices.c },
      groups: { y: 3, z: 2 },
    });
  });

  it('survives JSON and is not changed', () => {
    const { history } = tell(event(), strategy(), NO_HISTORY, T0);
    expect(JSON.parse(JSON.stringify(history))).toEqual(history);
    expect(NO_HISTORY).toEqual({ notices: {}, groups: {} });
  });
});

describe('checkStrategy', () => {
  it('accepts a good one', () => {
    expect(() =>
      checkStrategy(strategy({ silenceSeconds: 0, mutes: [mute({ region: 'x' })] }), ['wecom', 'webhook']),
    ).not.toThrow();
  });

  it.each<[Partial<AlertStrategy>, string]>([
    [{ targets: [] }, 'alerts.targets'],
    [{ targets: [{ name: 'slack' }] }, 'alerts.targets[0]'],
    [{ targets: [{ name: 'wecom', severities: ['bad' as never] }] }, 'alerts.targets[0].severities[0]'],
    [{ leastSeverity: 'ok' as never }, 'alerts.leastSeverity'],
    [{ silenceSeconds: -1 }, 'alerts.silenceSeconds'],
    [{ repeatSeconds: NaN }, 'alerts.repeatSeconds'],
    [{ aggregateSeconds: 1e9 }, 'alerts.aggregateSeconds'],
    [{ mutes: [mute()] }, 'alerts.mutes[0]'],
    [{ mutes: [mute({ asset: 'i', until: 'soon' })] }, 'alerts.mutes[0].until'],
    [{ mutes: [mute({ asset: 'i', reason: ' ' })] }, 'alerts.mutes[0].reason'],
  ])('refuses %j', (changes, field) => {
    expect(() => checkStrategy(strategy(changes), ['wecom', 'webhook'])).toThrow(
      expect.objectContaining({ code: 'config', field }),
    );
  });
});
