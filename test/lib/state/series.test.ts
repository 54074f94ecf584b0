/** What checkers keep of series, in every store alike. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyedState, memoryState, openState } from '../../../lib/state';
import { memoryKeyed } from '../../harness/keyed';
import {
  bytes,
  forgettingTests,
  NOTHING,
  put,
  readSeries as read,
  SCOPE,
  seriesTests,
} from '../../harness/state/series';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'series-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('a file', () => {
  seriesTests(() => openState(dir));
  forgettingTests(() => openState(dir));
});
describe('memory', () => seriesTests(() => memoryState()));
describe('memory over a file', () => seriesTests(() => memoryState(openState(dir))));
describe('a store of texts', () => {
  seriesTests(() => keyedState(memoryKeyed()));
  forgettingTests(() => keyedState(memoryKeyed()));
});

it('lies beside a file and changes nothing in it', async () => {
  const file = openState(dir);
  await file.apply(SCOPE, { ...NOTHING, series: [put('i-1', 'a', bytes(1)), put('i-2', 'a', bytes(2))] });
  const dry = memoryState(file);
  await dry.apply(SCOPE, { ...NOTHING, series: [put('i-1', 'a', bytes(5)), put('i-2', undefined)] });
  expect(await read(dry, ['i-1', 'i-2'])).toEqual({ 'i-1': { a: [5] } });
  expect(await read(file, ['i-1', 'i-2'])).toEqual({ 'i-1': { a: [1] }, 'i-2': { a: [2] } });
  await file.close();
});

it('has a value for each asset in a store of texts, and lists that do not grow with one another', async () => {
  const store = memoryKeyed();
  const state = keyedState(store);
  const ids = Array.from({ length: 400 }, (_, i) => `i-${i}`);
  await state.apply(SCOPE, { ...NOTHING, series: ids.map((id) => put(id, 'a', new Uint8Array(4000))) });
  const lengths = [...store.values].map(([key, text]) => [key.split('/').pop() ?? '', text.length] as const);
  expect(Math.max(...lengths.filter(([name]) => name.startsWith('i-')).map(([, length]) => length))).toBeLessThan(6000);
  expect(Math.max(...lengths.filter(([name]) => name.startsWith('#')).map(([, length]) => length))).toBeLessThan(400);
  store.values.set('series:trend/1/cn-hangzhou/ecs-instances/i-7', 'damaged');
  const next = keyedState(store);
  expect(Object.keys(await read(next, ['i-6', 'i-7']))).toEqual(['i-6']);
  await next.apply(SCOPE, { ...NOTHING, series: ids.map((id) => put(id, undefined)) });
  expect([...store.values.keys()].filter((key) => key.startsWith('series:'))).toEqual([]);
});
