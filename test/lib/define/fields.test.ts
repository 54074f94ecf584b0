import {
  amount,
  flag,
  follow,
  instant,
  list,
  manyOf,
  must,
  number,
  oneOf,
  readFields,
  shownAsset,
  shownField,
  tagMap,
  text,
  textList,
  unlessUnread,
} from '../../../lib/define';
import { isInspectionError, type FieldError } from '../../../lib/errors';

const refused = (path: string, problem: string) =>
  expect.objectContaining({
    code: 'response-shape',
    message: `field ${path} is ${problem}`,
    path,
    problem: 'malformed',
    value: undefined,
  });

function thrown(run: () => unknown): unknown {
  try {
    return { returned: run() };
  } catch (error) {
    return error;
  }
}

test.each([
  ['a', 'a'],
  [7, '7'],
  [0, '0'],
  [' ', ' '],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
])('text reads %p as %p', (wire, value) => {
  expect(text('A').read({ A: wire })).toBe(value);
});

test.each([
  [1.5, 1.5],
  [0, 0],
  ['12', 12],
  ['-1.25', -1.25],
  [' 3 ', 3],
  ['', undefined],
  [null, undefined],
])('number reads %p as %p', (wire, value) => {
  expect(number('A').read({ A: wire })).toBe(value);
});

test.each([
  [1234.5, 1234.5],
  ['1234.5', 1234.5],
  ['1,234.56', 1234.56],
  ['-1,234,567.00', -1234567],
  ['10000.00\n', 10000],
  ['', undefined],
])('amount reads %p as %p', (wire, value) => {
  expect(amount('A').read({ A: wire })).toBe(value);
});

test.each(['1,23', '12,34.5', '1.234,56', 'CNY 5', true])('amount refuses %p', (wire) => {
  expect(thrown(() => amount('A').read({ A: wire }))).toEqual(refused('A', `${typeof wire}, expected an amount`));
});

test.each([
  [true, true],
  [false, false],
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['', undefined],
])('flag reads %p as %p', (wire, value) => {
  expect(flag('A').read({ A: wire })).toBe(value);
});

test('instant reads a time, and "never" as absent', () => {
  expect(instant('A').read({ A: '2026-03-01T00:00Z' })).toEqual(new Date('2026-03-01T00:00:00Z'));
  expect(instant('A').read({ A: '2099-12-31T15:59Z' })).toBeUndefined();
  expect(instant('A').read({})).toBeUndefined();
});

test.each([
  ['text', text('A.B'), {}, 'object, expected text'],
  ['text', text('A.B'), ['x'], 'a list, expected text'],
  ['text', text('A.B'), true, 'boolean, expected text'],
  ['number', number('A.B'), 'many', 'string, expected a number'],
  ['number', number('A.B'), '1e3', 'string, expected a number'],
  ['number', number('A.B'), '0x10', 'string, expected a number'],
  ['number', number('A.B'), NaN, 'number, expected a number'],
  ['number', number('A.B'), true, 'boolean, expected a number'],
  ['flag', flag('A.B'), 'yes', 'string, expected true or false'],
  ['flag', flag('A.B'), 1, 'number, expected true or false'],
  ['instant', instant('A.B'), 'tomorrow', 'string, expected a time'],
  ['instant', instant('A.B'), [1], 'a list, expected a time'],
])('%s refuses %p %p', (_kind, field, wire, problem) => {
  const error = thrown(() => field.read({ A: { B: wire } }));
  expect(isInspectionError(error)).toBe(true);
  expect(error).toEqual(refused('A.B', problem));
});

test('paths go through objects only, and stop at what is absent', () => {
  expect(text('A.B.C').read({ A: { B: { C: 'x' } } })).toBe('x');
  expect(text('A.B.C').read({ A: { B: null } })).toBeUndefined();
  expect(text('A.B.C').read({ A: 'text' })).toBeUndefined();
  expect(follow({ a: [1] }, ['a', '0'])).toBe(1);
  expect(follow(undefined, ['a'])).toBeUndefined();
  expect(follow(7, [])).toBe(7);
});

test('a single value may not be a path through lists, a list must be one', () => {
  expect(() => text('A[].B')).toThrow(new TypeError('field A[].B is a single value: its path may not hold []'));
  expect(() => textList('A.B')).toThrow(new TypeError('field A.B is a list: mark it with []'));
  expect(() => list('A[].B', {})).toThrow(new TypeError('field A[].B is a list: mark it with []'));
});

test.each([
  ['A.B[]', { A: { B: ['x', 'y'] } }, ['x', 'y']],
  ['A.B[]', { A: { B: [] } }, []],
  ['A.B[]', { A: { B: ['', null, 'x', 7] } }, ['x', '7']],
  ['A.B[]', { A: {} }, undefined],
  ['A.B[]', { A: { B: null } }, undefined],
  ['A.B[]', {}, undefined],
  ['A[].B', { A: [{ B: 'x' }, { B: '' }, { B: 'y' }] }, ['x', 'y']],
  ['A[].B[].C', { A: [{ B: [{ C: 'x' }, { C: 'y' }] }, { B: null }, { B: [{ C: 'z' }] }] }, ['x', 'y', 'z']],
])('textList %s reads %j as %j', (path, item, expected) => {
  expect(textList(path).read(item)).toEqual(expected);
});

test('textList refuses other shapes', () => {
  expect(thrown(() => textList('A[]').read({ A: 'x' }))).toEqual(refused('A[]', 'string, expected a list'));
  expect(thrown(() => textList('A[]').read({ A: { B: [] } }))).toEqual(refused('A[]', 'object, expected a list'));
  expect(thrown(() => textList('A[]').read({ A: [{}] }))).toEqual(refused('A[]', 'object, expected a list of texts'));
  // An entry that does not tell is not one entry less.
  const halves = [{ B: 'x' }, {}];
  expect(thrown(() => textList('A[].B').read({ A: halves }))).toEqual(refused('A[].B', 'missing'));
});

const tags = tagMap('Tags.Tag[]', 'TagKey', 'TagValue');

test('tagMap reads tags; none is an empty map', () => {
  expect(tags.read({ Tags: { Tag: [{ TagKey: 'env', TagValue: 'prod' }, { TagKey: 'bare' }] } })).toEqual({
    env: 'prod',
    bare: '',
  });
  for (const item of [{}, { Tags: null }, { Tags: { Tag: [] } }]) expect(tags.read(item)).toEqual({});
});

test.each(['constructor', 'toString', 'hasOwnProperty', '__proto__', 'prototype'])('a tag may be named %s', (name) => {
  const read = tags.read({
    Tags: {
      Tag: [
        { TagKey: name, TagValue: 'v' },
        { TagKey: 'env', TagValue: 'prod' },
      ],
    },
  });
  expect(Object.entries(read)).toEqual([
    [name, 'v'],
    ['env', 'prod'],
  ]);
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  expect(({} as Record<string, unknown>).v).toBeUndefined();
});

test('tagMap refuses other shapes', () => {
  expect(thrown(() => tags.read({ Tags: { Tag: {} } }))).toEqual(refused('Tags.Tag[]', 'object, expected a list'));
  expect(thrown(() => tags.read({ Tags: { Tag: [{ TagValue: 'x' }] } }))).toEqual(refused('TagKey', 'missing'));
  expect(thrown(() => tags.read({ Tags: { Tag: [{ TagKey: {} }] } }))).toEqual(
    refused('TagKey', 'object, expected text'),
  );
});

test('list reads objects with fields of their own', () => {
  const ports = list('Ports[]', { port: must(number('Port')), protocol: text('Protocol') });
  expect(ports.read({ Ports: [{ Port: '80', Protocol: 'http' }, { Port: 22 }] })).toEqual([
    { port: 80, protocol: 'http' },
    { port: 22, protocol: undefined },
  ]);
  expect(ports.read({})).toBeUndefined();
  // An entry without it costs nothing but what is read of it.
  const odd: FieldError[] = [];
  const [entry] = ports.read({ Ports: [{ Protocol: 'udp' }] }, odd) ?? [];
  expect(entry?.protocol).toBe('udp');
  expect(thrown(() => entry?.port)).toEqual(refused('Port', 'missing'));
  expect(odd).toEqual([refused('Port', 'missing')]);
  expect(ports.parts).toHaveProperty('protocol.path', 'Protocol');
});

test('must refuses absence in all its forms and keeps the rest', () => {
  const field = must(text('A.B'));
  expect(field).toMatchObject({ path: 'A.B', wire: 'text', required: true });
  expect(text('A.B').required).toBe(false);
  expect(field.read({ A: { B: 'x' } })).toBe('x');
  for (const item of [{}, { A: null }, { A: { B: '' } }, { A: { B: null } }]) {
    expect(thrown(() => field.read(item))).toEqual(refused('A.B', 'missing'));
  }
  expect(must(flag('A')).read({ A: false })).toBe(false);
  expect(must(number('A')).read({ A: 0 })).toBe(0);
});

test('readFields names every field, absent ones too', () => {
  expect(readFields({ a: text('A'), b: flag('B') }, { A: 'x', C: 1 })).toEqual({ a: 'x', b: undefined });
});

test('a field that cannot be read costs itself alone, and nobody can take it for absent', () => {
  const odd: FieldError[] = [];
  const fields = { a: text('A'), b: instant('B'), c: oneOf('C', ['Up', 'Down']), d: must(number('D')) };
  const read = readFields(fields, { A: 'x', B: 'soon', C: 'Sideways' }, {}, odd);
  expect(read.a).toBe('x');
  expect(thrown(() => read.b)).toEqual(refused('B', 'string, expected a time'));
  expect(thrown(() => read.c)).toMatchObject({
    message: 'field C has the value "Sideways", which this version does not know',
    path: 'C',
    problem: 'unheard',
    value: 'Sideways',
  });
  expect(thrown(() => read.d)).toEqual(refused('D', 'missing'));
  expect(odd.map(({ path, problem }) => `${path} ${problem}`)).toEqual(['B malformed', 'C unheard', 'D malformed']);
  expect(
    unlessUnread(
      () => read.b,
      ({ path }) => path,
    ),
  ).toBe('B');
  expect(
    unlessUnread(
      () => read.a,
      ({ path }) => path,
    ),
  ).toBe('x');
  expect(() =>
    unlessUnread(
      () => {
        throw new TypeError('a defect');
      },
      () => 0,
    ),
  ).toThrow('a defect');
  // What is shown is what was answered, and copies and JSON do not stumble.
  expect(['a', 'b', 'c', 'd'].map((name) => shownField(read, name))).toEqual(['x', undefined, 'Sideways', undefined]);
  expect(shownAsset(read)).toEqual({ a: 'x', b: undefined, c: 'Sideways', d: undefined });
  expect(JSON.stringify(read)).toBe('{"a":"x"}');
  const sound = { a: 1 };
  expect(shownAsset(sound)).toBe(sound);
});

test.each([
  ['Up', 'Up'],
  ['up', 'Up'],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
])('oneOf reads %p as %p', (wire, value) => {
  expect(oneOf('A', ['Up', 'Down']).read({ A: wire })).toBe(value);
});

test('oneOf and manyOf take numbers as such, and refuse what they do not know', () => {
  const code = oneOf('A', [0, 5]);
  expect(code).toMatchObject({ wire: 'number', values: [0, 5] });
  expect([code.read({ A: 5 }), code.read({ A: '0' })]).toEqual([5, 0]);
  expect(thrown(() => code.read({ A: 7 }))).toMatchObject({ problem: 'unheard', value: '7' });
  expect(thrown(() => code.read({ A: {} }))).toEqual(refused('A', 'object, expected text'));
  const locks = manyOf('Locks[].Reason', ['financial', 'security']);
  expect(locks).toMatchObject({ wire: 'texts', values: ['financial', 'security'] });
  expect(locks.read({ Locks: [{ Reason: 'security' }] })).toEqual(['security']);
  expect(locks.read({ Locks: [] })).toEqual([]);
  expect(locks.read({})).toBeUndefined();
  expect(thrown(() => locks.read({ Locks: [{ Reason: 'security' }, { Reason: 'mood' }] }))).toMatchObject({
    problem: 'unheard',
    value: 'mood',
  });
  const long = thrown(() => oneOf('A', ['x']).read({ A: 'y'.repeat(500) })) as FieldError;
  expect(long.value).toHaveLength(61);
});
