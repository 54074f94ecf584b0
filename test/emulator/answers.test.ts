/** Every answer of the default world beside the official models: fields and types that are wrong, and fields that are not there. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../emulator';
import { modelFor } from '../contract/models';
import { answersOf, READING } from '../harness/answers';

/**
 * How many fields of the model no answer has, by action: fields of features that the world has nothing of. The numbers may only
 * shrink; `UPDATE_MISSING=1` writes those of today.
 */
const TABLE = join(__dirname, 'missing.json');
const missing = (existsSync(TABLE) ? JSON.parse(readFileSync(TABLE, 'utf8')) : {}) as Record<string, number>;

/** What every answer has whose model has it, and every list of regions. */
const ALWAYS = /^(RequestId|requestId|TotalCount|TotalRecordCount|PageRecordCount|PageNumber|PageSize|IsTruncated)$/;

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

const found: Record<string, number> = {};

const actions = READING.filter(({ product }) => product.code !== 'location').map(({ product, action }) => ({
  name: `${product.code}:${action.name}`,
  product,
  action,
}));

test.each(actions)('$name answers in the form of the official model', async ({ name, product, action }) => {
  const bodies = (await answersOf(emulator, product, action)).map(({ body }) => body);
  expect(bodies.length).toBeGreaterThan(0);
  const model = modelFor(`${product.code}${product.version.replace(/-/g, '')}`, action.name);
  const problems = bodies.flatMap((body) => model.checkResponse(body)).map((one) => one.replace(/\[\d+\]/g, '[]'));
  expect([...new Set(problems)]).toEqual([]);
  // OSS says a request's id in a header.
  const lost = model.missing(bodies).filter((field) => product.oss !== true || field !== 'RequestId');
  found[name] = lost.length;
  const always = lost.filter((field) => ALWAYS.test(field) || action.name === 'DescribeRegions');
  expect(always).toEqual([]);
  if (process.env.UPDATE_MISSING !== undefined) return;
  expect({ missing: lost.length, lost }).toEqual({ missing: missing[name] ?? 0, lost });
});

test('the table of missing fields names no other action', () => {
  const open = Object.fromEntries(
    Object.entries(found)
      .filter(([, count]) => count > 0)
      .sort(),
  );
  if (process.env.UPDATE_MISSING !== undefined) writeFileSync(TABLE, `${JSON.stringify(open, undefined, 2)}\n`);
  expect(open).toEqual(JSON.parse(readFileSync(TABLE, 'utf8')));
});
