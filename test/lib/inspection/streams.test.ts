import { audienceOf, countsUntil } from '../../../lib/inspection/sharing';
import { settle } from '../../../lib/inspection/streams';
import { closing, explaining, raising, type About, type Place, type Turn } from '../../../lib/inspection/turn';
import type { Finding, Severity } from '../../../lib/model';
import type { OpenFinding, Peers } from '../../../lib/state';
import { fingerprintOf } from '../../../lib/event';
import { rejectedConnections } from '../../../scripts/alb/metrics';
import { inspectionOf, widgets, worn } from './run/world';

const NOW = new Date('2026-06-01T12:00:00Z');
const LATER = '2026-06-02T12:00:00.000Z';
const EARLIER = '2026-06-01T11:00:00.000Z';
const both = (en: string) => ({ zh: en, en });
const account = { id: '1', name: 'production' };
const asset = { id: 'w1', name: '', account, region: 'r', product: 'widgets', collector: widgets.id };
const about = { checker: worn, asset };
/** By a metric of a minute, which may show for 13 minutes what is over. */
const measured = { ...about, checker: { ...worn, metrics: { rejectedConnections } } };

const placeOf = (id: string, now: Date): Place => ({
  inspection: { id, title: both(id) },
  collector: widgets,
  account,
  region: 'r',
  now,
  startedAt: now.toISOString(),
  lost: false,
  audience: 'everybody',
  until: LATER,
  updates: { tolerance: 0.2, every: 0 },
});

const fails = (severity: Severity): Finding => ({
  ...{ checker: worn.id, product: 'widgets', assetId: 'w1', assetName: '', account: '1', accountName: 'production' },
  ...{ region: 'r', verdict: 'fail', severity, message: both(`it is ${severity}`), data: {} },
});

/** Inspections that look at one asset, each with what it has open. */
class Shares {
  readonly open = new Map<string, OpenFinding>();
  readonly ended = new Set<string>();
  now = NOW;

  private peers(me: string): Peers {
    return {
      inspections: [...this.open.keys()].filter((id) => id !== me),
      open: (id, fingerprint) => {
        const found = this.open.get(id);
        return found?.fingerprint === fingerprint ? found : undefined;
      },
      isEnded: (faultId) => this.ended.has(faultId),
    };
  }

  /** @returns `kind status` of the event, in whose name, and what is quoted; `undefined` when there is none */
  turn(id: string, make: (place: Place, open: OpenFinding | undefined) => Turn): string | undefined {
    const { now } = this;
    const place = placeOf(id, now);
    const turn = settle(make(place, this.open.get(id)), this.peers(id), { inspection: place.inspection, now });
    if (turn.opened) this.open.set(id, turn.opened);
    if (turn.closed !== undefined) this.open.delete(id);
    for (const faultId of turn.ended ?? []) this.ended.add(faultId);
    const { event } = turn;
    return event && `${event.kind} ${event.status} of ${event.inspection}`;
  }

  fails(id: string, severity: Severity = 'warning', of: Pick<About, 'checker' | 'asset'> = about): string | undefined {
    return this.turn(id, (place, open) =>
      raising(place, of, { finding: fails(severity), message: 'worn', open, flapping: undefined }),
    );
  }

  passes(id: string): string | undefined {
    return this.turn(id, (place, open) => closing(place, about, open as OpenFinding, 'passed'));
  }

  change(id: string, changed: Partial<OpenFinding>): void {
    this.open.set(id, { ...(this.open.get(id) as OpenFinding), ...changed });
  }
}

let shares: Shares;
beforeEach(() => (shares = new Shares()));

it('says each change of the worst severity once, whoever makes it', () => {
  expect(shares.fails('a', 'warning')).toBe('anomaly warning of a');
  expect(shares.fails('b', 'error')).toBe('update error of a');
  expect(shares.fails('c', 'critical')).toBe('update critical of a');
  expect(shares.fails('b', 'warning')).toBeUndefined();
  expect(shares.fails('a', 'warning')).toBe('update critical of a');
  expect(shares.fails('c', 'warning')).toBe('update warning of a');
  expect(shares.fails('c', 'critical')).toBe('update critical of a');
  expect(shares.passes('c')).toBe('update warning of a');
  expect(shares.passes('a')).toBeUndefined();
  // The first of those that are left goes on saying it.
  expect(shares.fails('b', 'warning')).toBe('update warning of a');
  expect(shares.passes('b')).toBe('recovery ok of a');
});

it('leaves alone what each had reported by itself in a state of an earlier version', () => {
  for (const id of ['a', 'b', 'c']) {
    expect(new Shares().fails(id)).toBe(`anomaly warning of ${id}`);
    const alone = new Shares();
    alone.fails(id);
    shares.open.set(id, alone.open.get(id) as OpenFinding);
    shares.change(id, { teller: undefined, audience: undefined, until: undefined });
  }
  for (const id of ['b', 'a', 'c']) expect(shares.fails(id)).toBe(`update warning of ${id}`);
  // One that is new to the fault reports none of its own.
  expect(shares.fails('d')).toBeUndefined();
  for (const id of ['c', 'd', 'b', 'a']) shares.passes(id);
  expect(shares.open.size).toBe(0);
});

it('recovers each of those once', () => {
  const told: (string | undefined)[] = [];
  for (const id of ['a', 'b']) {
    const alone = new Shares();
    alone.fails(id);
    shares.open.set(id, alone.open.get(id) as OpenFinding);
    shares.change(id, { teller: undefined, audience: undefined, until: undefined });
  }
  for (const id of ['a', 'b']) told.push(shares.passes(id));
  expect(told).toEqual(['recovery ok of a', 'recovery ok of b']);
});

it('begins anew in its own name for one that was away when it recovered', () => {
  shares.fails('a');
  shares.fails('b');
  shares.change('b', { until: EARLIER });
  expect(shares.passes('a')).toBe('recovery ok of a');
  expect(shares.fails('b')).toBe('anomaly warning of b');
  expect(shares.passes('b')).toBe('recovery ok of b');
});

describe('what is the consequence of another finding for one', () => {
  const explained = (id: string, severity: Severity) =>
    shares.turn(id, (place) => explaining(place, about, fails(severity)));

  it('is not reported by another, until the first says so no more', () => {
    expect(explained('a', 'error')).toBeUndefined();
    expect(shares.fails('b', 'error')).toBeUndefined();
    expect(shares.fails('c', 'error')).toBeUndefined();
    shares.passes('a');
    // Nobody leans on one that leans itself.
    expect(shares.fails('b', 'error')).toBe('anomaly error of b');
    expect(shares.fails('c', 'error')).toBeUndefined();
    expect(shares.passes('b')).toBeUndefined();
    expect(shares.passes('c')).toBe('recovery ok of b');
  });

  it('is not reported at once by a metric that may still show what is over', () => {
    const after = (minutes: number) => (shares.now = new Date(NOW.getTime() + minutes * 60_000));
    explained('a', 'error');
    expect(shares.fails('b', 'error', measured)).toBeUndefined();
    shares.passes('a');
    expect(shares.fails('b', 'error', measured)).toBeUndefined();
    after(12);
    expect(shares.fails('b', 'error', measured)).toBeUndefined();
    after(13);
    expect(shares.fails('b', 'error', measured)).toBe('anomaly error of b');
    expect(shares.passes('b')).toBe('recovery ok of b');
  });

  it('waits anew when it has been explained again meanwhile', () => {
    const after = (minutes: number) => (shares.now = new Date(NOW.getTime() + minutes * 60_000));
    for (const minutes of [0, 12, 24]) {
      after(minutes);
      explained('a', 'error');
      expect(shares.fails('b', 'error', measured)).toBeUndefined();
      shares.passes('a');
      expect(shares.fails('b', 'error', measured)).toBeUndefined();
    }
    // What is worse than what is explained is told, however long it has been so.
    explained('a', 'warning');
    expect(shares.fails('b', 'error', measured)).toBe('anomaly error of b');
  });

  it('is reported where it is worse', () => {
    explained('a', 'warning');
    expect(shares.fails('b', 'critical')).toBe('anomaly critical of b');
  });

  it('stands alone at once when its cause has recovered, whatever others make of it', () => {
    explained('a', 'error');
    explained('b', 'error');
    expect(shares.fails('a', 'error')).toBe('anomaly error of a');
  });
});

it('one that is switched off leaves what others see, and keeps what it alone has seen', () => {
  const tags = { account_id: '1', region: 'r', product: 'widgets', asset_id: 'w1', checker: worn.id };
  const leave = (id: string) => shares.turn(id, (_, before) => ({ leaving: true, before, tags }));
  shares.fails('a');
  expect(leave('a')).toBeUndefined();
  expect(shares.open.has('a')).toBe(true);
  shares.fails('b');
  leave('a');
  expect([...shares.open.keys()]).toEqual(['b']);
  expect(shares.open.get('b')?.fingerprint).toBe(fingerprintOf('b', tags));
});

it('counts for others for a day, or for three runs where those are longer', () => {
  expect(countsUntil('*/30 * * * *', NOW)).toBe('2026-06-02T12:00:00.000Z');
  expect(countsUntil('0 9 * * *', NOW)).toBe('2026-06-04T10:00:00.000Z');
});

it('has one audience for inspections that report to the same places by the same rules', () => {
  const one = inspectionOf({ id: 'one' });
  const other = inspectionOf({ id: 'other' });
  const config = { apiKeyId: 'wsak_1', openapiUrl: 'https://example.com' };
  expect(audienceOf(one, {})).toBe('');
  expect(audienceOf(one, config)).toBe(audienceOf(other, { ...config, startSeconds: 5 }));
  expect(audienceOf(one, config)).not.toBe(audienceOf(other, { ...config, apiKeyId: 'wsak_2' }));
  const policies = inspectionOf({ id: 'other', guance: { alertPolicyUUIDs: ['altpl_1'] } });
  expect(audienceOf(policies, config)).not.toBe(audienceOf(one, config));
  const robot = { ...config, reporters: ['guance', 'dingtalk'] as const, dingtalk: { url: 'https://example.com/r' } };
  expect(audienceOf(one, robot)).not.toBe(audienceOf(one, config));
  const alerts = inspectionOf({ id: 'other', alerts: { targets: [{ name: 'dingtalk' }], leastSeverity: 'error' } });
  expect(audienceOf(alerts, robot)).not.toBe(audienceOf(one, robot));
  // A host that registers tells of each inspection in its own name only.
  const registered = { kwargs: {}, report: () => undefined };
  expect(audienceOf(one, config, { registered })).not.toBe(audienceOf(other, config, { registered }));
  expect(audienceOf(one, config, { registered })).toBe(audienceOf(one, config, { registered }));
  expect(audienceOf(one, config)).not.toContain('wsak');
});
