import { Courier, destinationOf, type CourierReport } from '../../../lib/inspection/courier';
import type { InspectionEvent, Severity } from '../../../lib/model';
import type { AlertStrategy, Delivery, Reporter } from '../../../lib/report';
import type { Stop } from '../../../lib/report/stop';
import { memoryState } from '../../../lib/state';
import { FakeClock } from '../guance/fake';

const SCOPE = { inspection: 'i', account: 'a', region: 'r', collector: 'c' };
const NOON = Date.parse('2026-06-01T12:00:00Z');
const both = (en: string) => ({ zh: en, en });

function event(id: string, more: Partial<InspectionEvent> = {}): InspectionEvent {
  const asset = more.assetId ?? 'x';
  return {
    id,
    kind: 'anomaly',
    status: 'error',
    time: new Date(NOON).toISOString(),
    inspection: 'i',
    inspectionTitle: both('I'),
    checker: 'k',
    checkerTitle: both('K'),
    title: both(id),
    message: both(id),
    dimensionTags: { account_id: 'a', region: 'r', product: 'p', asset_id: asset, checker: 'k' },
    fingerprint: `f-${asset}`,
    faultId: id,
    faultStartTime: new Date(NOON).toISOString(),
    faultDuration: 0,
    account: 'a',
    accountName: 'A',
    region: 'r',
    product: 'p',
    assetId: asset,
    assetName: '',
    data: {},
    attributes: {},
    ...more,
  };
}
const update = (id: string, assetId = 'x', status: Severity = 'error') =>
  event(id, { kind: 'update', assetId, status });
const recovery = (id: string, assetId = 'x') => event(id, { kind: 'recovery', status: 'ok', assetId });

/** Runs of one inspection that share a state and a destination. */
class Desk {
  readonly told: string[][] = [];
  readonly state = memoryState();
  readonly clock = new FakeClock();
  stop?: Stop;
  last?: CourierReport;
  minutes = 0;
  /** What the destination does with a batch; accepts all of it by default. */
  answer: (ids: string[]) => Partial<Delivery> | Error = (accepted) => ({ accepted });

  constructor(
    readonly alerts?: AlertStrategy,
    readonly name = 'dingtalk',
    readonly inspection = 'i',
  ) {}

  async run(...events: InspectionEvent[]): Promise<string[]> {
    const reporter: Reporter = {
      name: this.name,
      deliver: (batch) => {
        const ids = batch.map((one) => one.id);
        const answer = this.answer(ids);
        if (answer instanceof Error) return Promise.reject(answer);
        this.told.push(ids);
        return Promise.resolve({ accepted: [], rejected: [], ...answer });
      },
    };
    const { inspection, state, alerts } = this;
    const now = new Date(NOON + this.minutes * 60_000);
    const courier = new Courier({ inspection, reporter, state, alerts, now, stop: this.stop, clock: this.clock });
    const changes = { opened: [], closed: [], remembered: [], forgotten: [], events };
    await state.apply(SCOPE, changes, [courier.destination]);
    await courier.finish();
    this.last = await courier.report();
    return [...this.last.notes];
  }

  get waiting(): Promise<number> {
    return this.state.waiting(destinationOf(this.inspection, { name: this.name }));
  }

  /** All that was told so far, and forgets it. */
  take(): string[] {
    return this.told.splice(0).flat();
  }
}

const many = (n: number) => Array.from({ length: n }, (_, i) => event(`e${i}`, { assetId: `x${i}` }));
const targets = [{ name: 'dingtalk' }];

describe('without a strategy', () => {
  it('delivers everything in order, in batches', async () => {
    const desk = new Desk();
    expect(await desk.run(...many(250))).toEqual([]);
    expect(desk.told.map((batch) => batch.length)).toEqual([100, 100, 50]);
    expect(desk.take()).toEqual(many(250).map((one) => one.id));
  });

  it('keeps what was not accepted, and sends it before what is newer', async () => {
    const desk = new Desk();
    desk.answer = ([first = '']) => ({ accepted: [first], problem: 'it is tired' });
    expect(await desk.run(event('a'), event('b'))).toEqual([
      '1 events wait for dingtalk: it is tired; the oldest is from 2026-06-01T12:00:00.000Z; the next run sends them',
    ]);
    desk.answer = () => new Error('it is away');
    expect(await desk.run(event('c'))).toEqual([
      '2 events wait for dingtalk: it is away; the oldest is from 2026-06-01T12:00:00.000Z; the next run sends them',
    ]);
    desk.answer = (accepted) => ({ accepted });
    desk.take();
    expect(await desk.run()).toEqual([]);
    expect(desk.take()).toEqual(['b', 'c']);
  });

  it('says what was refused for good', async () => {
    const desk = new Desk();
    desk.answer = ([id = '', ...accepted]) => ({ accepted, rejected: [{ id, reason: 'HTTP 400' }] });
    expect(await desk.run(event('a'), event('b'))).toEqual([
      'dingtalk refused 1 events for good (HTTP 400); they are in the dead letters',
    ]);
    expect(await desk.waiting).toBe(0);
  });

  it('does not ask for ever when a destination accepts nothing and gives no reason', async () => {
    const desk = new Desk();
    desk.answer = () => ({});
    expect((await desk.run(event('a'))).join()).toContain('it accepted none of a batch');
    const strict = new Desk({ targets, aggregateSeconds: 600 });
    await strict.run(event('z', { assetId: 'z' }));
    strict.answer = () => ({});
    expect((await strict.run(event('a'), recovery('b', 'z'))).join()).toContain('it accepted none of a batch');
  });

  it('carries the events of its own inspection alone', async () => {
    const mine = new Desk();
    const other = new Courier({
      inspection: 'other',
      reporter: { name: 'dingtalk', deliver: () => Promise.reject(new Error('not its events')) },
      state: mine.state,
      now: new Date(NOON),
    });
    mine.answer = () => new Error('down');
    await mine.run(event('a'));
    await other.finish();
    expect((await other.report()).notes).toEqual([]);
    expect(await mine.waiting).toBe(1);
  });
});

describe('what may be accepted in a moment', () => {
  const busy: Partial<Delivery> = { problem: 'HTTP 503', retryAfterMs: 0 };

  it('is tried again within the run, with longer and longer waits, until there was no use in it', async () => {
    const desk = new Desk();
    let fails = 3;
    desk.answer = (accepted) => (fails-- > 0 ? busy : { accepted });
    expect(await desk.run(...many(5))).toEqual([]);
    expect(desk.clock.slept).toEqual([200, 500, 1000]);
    expect(new Set(desk.told.map((batch) => batch.join())).size).toBe(1);
    expect(desk.last?.summary).toEqual({ destination: 'dingtalk', accepted: 5, rejected: 0, gathered: 0, waiting: 0 });

    const away = new Desk();
    away.answer = () => busy;
    expect((await away.run(...many(5))).join()).toMatch(/^5 events wait for dingtalk: HTTP 503; the oldest/);
    expect(away.clock.slept.reduce((a, b) => a + b)).toBeLessThan(6_000);
    expect(away.last?.summary).toEqual({
      ...{ destination: 'dingtalk', accepted: 0, rejected: 0, gathered: 0, waiting: 5 },
      oldestWaiting: '2026-06-01T12:00:00.000Z',
    });
  });

  it('is tried when the destination has asked for it, if the run has so much time', async () => {
    const desk = new Desk();
    let fails = 1;
    desk.answer = (accepted) => (fails-- > 0 ? { problem: 'HTTP 429', retryAfterMs: 42_000 } : { accepted });
    desk.stop = { deadline: desk.clock.now() + 43_000 };
    expect(await desk.run(event('a'))).toEqual([]);
    expect(desk.clock.slept).toEqual([42_000]);
    fails = 1;
    desk.stop = { deadline: desk.clock.now() + 41_000 };
    expect((await desk.run(event('b'))).join()).toContain('1 events wait for dingtalk: HTTP 429;');
    expect(desk.clock.slept).toEqual([42_000]);
  });

  it('is left to the next run when its share of the time is used up by a slow destination', async () => {
    const desk = new Desk();
    desk.stop = { deadline: desk.clock.now() + 25_000 };
    desk.answer = (accepted) => {
      desk.clock.time += 10_000;
      return { accepted };
    };
    expect((await desk.run(...many(500))).join()).toMatch(
      /^200 events wait for dingtalk: .*its share of the run's time/,
    );
    desk.stop = undefined;
    expect(await desk.run()).toEqual([]);
    expect(desk.take()).toEqual(many(500).map((one) => one.id));
  });

  it('is given up when a destination lets every try hang', async () => {
    const desk = new Desk();
    const begun = desk.clock.now();
    desk.answer = () => {
      desk.clock.time += 10_000;
      return busy;
    };
    await desk.run(...many(5));
    expect(desk.clock.now() - begun).toBeLessThan(45_000);
  });

  it.each([0, 37, 99, 120])(
    'keeps back event %i that it stumbles over, and all of its fault, and no other',
    async (bad) => {
      const desk = new Desk();
      desk.answer = (accepted) => (accepted.includes(`e${bad}`) ? busy : { accepted });
      const list = many(130);
      list.push(recovery('later', `x${bad}`), event('last', { assetId: 'last' }));
      expect((await desk.run(...list)).join()).toMatch(/^2 events wait for dingtalk: HTTP 503; /);
      const kept = await desk.state.pending(destinationOf('i', desk), 10);
      expect(kept.map((one) => one.id)).toEqual([`e${bad}`, 'later']);
      // Not one of them twice.
      const took = desk.told.filter((batch) => !batch.includes(`e${bad}`)).flat();
      expect(took).toEqual(list.filter((one) => !kept.some(({ id }) => id === one.id)).map((one) => one.id));
      desk.answer = (accepted) => ({ accepted });
      desk.take();
      expect(await desk.run()).toEqual([]);
      expect(desk.take()).toEqual([`e${bad}`, 'later']);
    },
  );

  it('is not tried again when the destination gives no hope', async () => {
    const desk = new Desk();
    desk.answer = () => ({ problem: 'a login page' });
    await desk.run(...many(5));
    expect([desk.told.length, desk.clock.slept]).toEqual([1, []]);
  });
});

describe('with a strategy', () => {
  it('tells a finding once, what gets worse, and its recovery; the rest is settled and counted', async () => {
    const desk = new Desk({ targets });
    await desk.run(event('a'));
    expect(desk.take()).toEqual(['a']);
    expect(await desk.run(update('b'))).toEqual(['dingtalk: the alert strategy kept 0 events muted and 1 untold']);
    expect(desk.take()).toEqual([]);
    await desk.run(update('c', 'x', 'critical'));
    await desk.run(recovery('d'));
    expect(desk.take()).toEqual(['c', 'd']);
    expect(await desk.waiting).toBe(0);
  });

  it('repeats after the interval, and is silent as long as it is told to be', async () => {
    const desk = new Desk({ targets, repeatSeconds: 3600, silenceSeconds: 1800 });
    await desk.run(event('a'));
    desk.minutes = 59;
    await desk.run(update('b'));
    desk.minutes = 60;
    await desk.run(update('c'));
    desk.minutes = 61;
    await desk.run(recovery('d'));
    desk.minutes = 62;
    await desk.run(event('e'));
    expect(desk.take()).toEqual(['a', 'c', 'd']);
    desk.minutes = 92;
    await desk.run(update('f'));
    expect(desk.take()).toEqual(['f']);
  });

  it('tells a target its severities alone, and a recovery only to whom the failure was told', async () => {
    const desk = new Desk({
      leastSeverity: 'warning',
      targets: [{ name: 'dingtalk', severities: ['critical', 'info'] }],
    });
    await desk.run(
      event('a', { assetId: '1', status: 'critical' }),
      event('b', { assetId: '2', status: 'error' }),
      event('c', { assetId: '3', status: 'info' }),
    );
    await desk.run(recovery('d', '1'), recovery('e', '2'), recovery('f', '3'));
    expect(desk.take()).toEqual(['a', 'd']);
    const other = new Desk({ targets: [{ name: 'webhook' }] });
    await other.run(event('a'));
    expect([other.take(), await other.waiting]).toEqual([[], 0]);
  });

  it('does not tell what is muted until the mute ends', async () => {
    const until = new Date(NOON + 3_600_000).toISOString();
    const desk = new Desk({ targets, mutes: [{ asset: 'x', until, reason: 'known' }] });
    const muted = { until, reason: 'by tag' };
    expect(await desk.run(event('a'), event('b', { assetId: 'y', muted }), event('c', { assetId: 'z' }))).toEqual([
      'dingtalk: the alert strategy kept 2 events muted and 0 untold',
    ]);
    desk.minutes = 60;
    await desk.run(update('d'), update('e', 'y'));
    expect(desk.take()).toEqual(['c', 'd', 'e']);
  });

  it('gathers what comes within the interval in the spool, past any number of it, and tells it together', async () => {
    const desk = new Desk({ targets, aggregateSeconds: 600 });
    await desk.run(event('first'));
    desk.minutes = 5;
    const notes = await desk.run(...many(250), recovery('over', 'x'));
    expect(notes).toEqual(['dingtalk: 250 events are gathered for the first run after 2026-06-01T12:10:00.000Z']);
    // A recovery does not wait.
    expect(desk.take()).toEqual(['first', 'over']);
    expect(await desk.waiting).toBe(250);
    desk.minutes = 16;
    expect(await desk.run()).toEqual([]);
    expect(desk.take()).toEqual(many(250).map((one) => one.id));
  });

  it('does not tell of what recovered while it was being gathered', async () => {
    const desk = new Desk({ targets, aggregateSeconds: 600 });
    await desk.run(event('first', { assetId: 'z' }));
    desk.minutes = 1;
    await desk.run(event('a'));
    desk.minutes = 2;
    expect(await desk.run(recovery('b'), event('c'))).toContainEqual(expect.stringContaining('1 events are gathered'));
    desk.minutes = 20;
    await desk.run();
    expect(desk.take()).toEqual(['first', 'c']);
    expect(await desk.waiting).toBe(0);
  });

  it('remembers only what was accepted', async () => {
    const desk = new Desk({ targets });
    desk.answer = () => ({ problem: 'busy' });
    await desk.run(event('a'));
    desk.answer = (accepted) => ({ accepted });
    desk.take();
    await desk.run(update('b'), recovery('c'));
    expect(desk.take()).toEqual(['a', 'c']);
    desk.answer = ([id = '']) => ({ rejected: [{ id, reason: 'no' }] });
    await desk.run(event('d'));
    desk.answer = (accepted) => ({ accepted });
    desk.take();
    await desk.run(recovery('e'));
    expect(desk.take()).toEqual([]);
  });

  it('reads an unreadable history as none', async () => {
    const desk = new Desk({ targets });
    await desk.state.setFact(`alerts:${destinationOf('i', { name: 'dingtalk' })}`, '{"notices":');
    await desk.run(event('a'));
    expect(desk.take()).toEqual(['a']);
  });
});
