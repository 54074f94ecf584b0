import { partsOf, Sightings, sightingsFact } from '../../../lib/inspection/sightings';

const start = Date.parse('2026-03-01T00:00:00Z');
const at = (minutes: number) => new Date(start + minutes * 60_000);

/** Looks at one fault now and then: what is bad at which minute. The last look answers. */
function looks(...seen: readonly (readonly [minute: number, parts: readonly string[] | undefined | 'well'])[]) {
  let text: string | undefined;
  let last;
  for (const [minute, parts] of seen) {
    const sightings = new Sightings(at(minute), text);
    if (parts === 'well') sightings.forget('f');
    else last = sightings.see('f', 10, parts);
    text = sightings.text() ?? text;
  }
  return last;
}

describe('a fault without parts', () => {
  it.each([
    ['is new', looks([0, undefined]), { since: at(0), settled: false }],
    ['is seen again too soon', looks([0, undefined], [9, undefined]), { since: at(0), settled: false }],
    ['has lasted', looks([0, undefined], [10, undefined]), { since: at(0), settled: true }],
    ['has lasted but for a moment', looks([0, undefined], [9.7, undefined]), { since: at(0), settled: true }],
    ['was well in between', looks([0, undefined], [5, 'well'], [10, undefined]), { since: at(10), settled: false }],
    ['is seen again on the next day', looks([0, undefined], [1440, undefined]), { since: at(0), settled: true }],
  ])('%s', (_, sighting, expected) => expect(sighting).toEqual(expected));
});

describe('a fault with parts', () => {
  it.each([
    ['has another part each time', looks([0, ['a']], [30, ['b']]), { since: at(30), settled: false }],
    ['has one that stays', looks([0, ['a', 'b']], [30, ['b', 'c']]), { since: at(0), settled: true }],
    ['has one that comes back', looks([0, ['a']], [20, ['b']], [40, ['a']]), { since: at(40), settled: false }],
    [
      'is never without one for an hour',
      looks([0, ['a']], [30, ['b']], [59, ['c']], [60, ['d']]),
      { since: at(0), settled: true },
    ],
    ['names none', looks([0, []], [30, []]), { since: at(30), settled: false }],
  ])('%s', (_, sighting, expected) => expect(sighting).toEqual(expected));
});

it('takes what is open for as old as it is', () => {
  const sightings = new Sightings(at(30), undefined);
  expect(sightings.see('f', 10, ['a'], at(0))).toEqual({ since: at(0), settled: true });
});

it('forgets what nobody has seen for three days', () => {
  const first = new Sightings(at(0), undefined);
  first.see('old', 10, undefined);
  const later = new Sightings(at(4320), first.text());
  later.see('new', 10, undefined);
  expect(Object.keys(JSON.parse(later.text() ?? '') as object)).toEqual(['new']);
});

it('keeps nothing when nothing has changed', () => {
  const first = new Sightings(at(0), undefined);
  first.see('f', 10, undefined);
  const second = new Sightings(at(1), first.text());
  second.forget('other');
  expect(second.text()).toBeUndefined();
});

it('tells at once what it cannot keep in mind', () => {
  const sightings = new Sightings(at(0), undefined);
  for (let i = 0; i < 2000; i++) expect(sightings.see(`f-${i}`, 10, undefined).settled).toBe(false);
  expect(sightings.see('one more', 10, undefined)).toEqual({ since: at(0), settled: true });
});

it('begins anew with a text that cannot be read', () => {
  expect(new Sightings(at(0), '{').see('f', 10, undefined)).toEqual({ since: at(0), settled: false });
});

it.each([
  ['no list', {}, undefined],
  ['what an entry begins with', { servers: ['i-1:80 (timeout)', 'i-2:80'] }, ['i-1:80', 'i-2:80']],
  ['no list under that name', { servers: 'i-1' }, undefined],
])('of a failure %s are the parts', (_, data, parts) => {
  expect(partsOf({ minutes: 10, each: 'servers' }, data)).toEqual(parts);
});

it('keeps the scopes apart', () => {
  const scope = { inspection: 'a', account: '1', region: 'r', collector: 'c' };
  expect(sightingsFact(scope)).toBe('sightings:a/1/r/c');
});
