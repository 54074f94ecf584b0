/**
 * Every answer of the default world: beside the official models (fields and types that are wrong, fields that are not there), and
 * beside the others (what one answer names, another one lists).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../emulator';
import { modelFor } from '../contract/models';
import { CATALOGUE } from '../../emulator/catalogue';
import { answersOf, READING, rowsIn, type Answered } from '../harness/answers';

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
const answers: Answered[] = [];

/** Actions whose answer no official package describes. */
const WITHOUT_MODEL = ['location:DescribeEndpoints', 'oss:GetBucketPolicy', 'oss:GetBucketReferer'];

const actions = READING.map(({ product, action }) => ({
  name: `${product.code}:${action.name}`,
  product,
  action,
})).filter(({ name }) => !WITHOUT_MODEL.includes(name));

test.each(actions)('$name answers in the form of the official model', async ({ name, product, action }) => {
  const given = await answersOf(emulator, product, action);
  answers.push(...given);
  const bodies = given.map(({ body }) => body);
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

/** Ids that say by their beginning of what they are, the longest first. */
const PREFIXES = [...new Set(Object.values(CATALOGUE.kinds).map(({ prefix }) => prefix))]
  .filter((prefix) => /^[a-z]+-$/.test(prefix))
  .sort((a, b) => b.length - a.length);
const ID = new RegExp(`^(?:${PREFIXES.join('|')})[a-z0-9-]{8,}$`);

/** Fields that hold an id of no such form, and the list that has it. */
const FIELDS: readonly (readonly [RegExp, string])[] = [
  [/\.KMSKeyId$/i, 'kms:ListKeys'],
  [/\.Bucket(Name)?$/, 'oss:ListBuckets'],
  [/\.(LogBucket|TargetBucket)$/, 'oss:ListBuckets'],
  [/^ecs:.*\.ImageId$/, 'ecs:DescribeImages'],
  [/^vpc:Describe(Vpcs|VSwitch|Route).*\.RouteTableId$/, 'vpc:DescribeRouteTableList'],
  [/^ram:.*\.UserName$/, 'ram:ListUsers'],
  [/^ram:.*\.GroupName$/, 'ram:ListGroups'],
  [/^ram:.*\.RoleName$/, 'ram:ListRoles'],
  [/^ram:.*\.PolicyName$/, 'ram:ListPolicies'],
];

/** Places whose ids begin as others do, or are of what is gone on purpose. */
const APART: readonly (readonly [RegExp, string])[] = [
  [/Name$/, 'a name and no id'],
  [/JobId$/, 'jobs that succeeded are on no list that is asked for here'],
  [/\.PrimaryKeyVersion$/, 'a version of the key'],
  [/^dds:.*\.NodeId$/, 'nodes of MongoDB begin as snapshots and disks do'],
  [/\.PhysicalConnectionId$/, 'lines of a partner: no list is emulated, and they begin as clusters of PolarDB do'],
  [/^ecs:DescribeSnapshots .*\.SourceDiskId$/, 'the disk of an orphan is gone'],
];

/** All texts of a value, also those of JSON in a text, with where they are. */
function textsIn(value: unknown, place: string, into: (place: string, text: string) => void): void {
  if (typeof value === 'string') {
    if (/^[[{]"/.test(value)) textsIn(JSON.parse(value), place, into);
    else into(place, value);
  } else if (Array.isArray(value)) value.forEach((one) => textsIn(one, `${place}[]`, into));
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) textsIn(inner, `${place}.${key}`, into);
  }
}

const nameOf = ({ product, action }: Answered): string => `${product.code}:${action.name}`;

function idsListed(answered: Answered): string[] {
  return rowsIn(answered).map((row) => String(row[answered.action.itemId ?? '']));
}

test('what an answer names is on the list of its kind', () => {
  const listed = new Set(answers.flatMap(idsListed));
  const byList = new Map<string, Set<string>>();
  for (const one of answers) {
    const ids = byList.get(nameOf(one)) ?? new Set();
    idsListed(one).forEach((id) => ids.add(id));
    byList.set(nameOf(one), ids);
  }
  const dangling: Record<string, string> = {};
  let named = 0;
  for (const one of answers) {
    textsIn(one.body, `${nameOf(one)} `, (place, text) => {
      const list = FIELDS.find(([field]) => field.test(place))?.[1];
      if (list === undefined && APART.some(([where]) => where.test(place))) return;
      if (list === undefined ? !ID.test(text) : text === '') return;
      named++;
      if (!(list === undefined ? listed : byList.get(list))?.has(text)) dangling[place] = text;
    });
  }
  expect(dangling).toEqual({});
  expect(named).toBeGreaterThan(10_000);
});
