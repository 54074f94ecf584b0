import {
  amount,
  flag,
  follow,
  instant,
  list,
  must,
  number,
  readFields,
  tagMap,
  text,
  textList,
} from '../../../lib/define';
import { isInspectionError } from '../../../lib/errors';

const refused = (path: string, problem: string) =>
  expect.objectContaining({ code: 'response-shape', message: `field ${path} is ${problem}`, context: { path } });

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
  ['A[].B', { A: [{ B: 'x' }, {}, { B: 'y' }] }, ['x', 'y']],
  ['A[].B[].C', { A: [{ B: [{ C: 'x' }, { C: 'y' }] }, { B: null }, { B: [{ C: 'z' }] }] }, ['x', 'y', 'z']],
])('textList %s reads %j as %j', (path, item, expected) => {
  expect(textList(path).read(item)).toEqual(expected);
});

test('textList refuses other shapes', () => {
  expect(thrown(() => textList('A[]').read({ A: 'x' }))).toEqual(refused('A[]', 'string, expected a list'));
  expect(thrown(() => textList('A[]').read({ A: { B: [] } }))).toEqual(refused('A[]', 'object, expected a list'));
  expect(thrown(() => textList('A[]').read({ A: [{}] }))).toEqual(refused('A[]', 'object, expected a list of texts'));
});

const tags = tagMap('Tags.Tag[]', 'TagKey', 'TagValue');

test('tagMap reads tags; none is an empty map', () => {
  expect(
    tags.read({ Tags: { Tag: [{ TagKey: 'env', TagValue: 'prod' }, { TagKey: 'bare' }, { TagValue: 'x' }] } }),
  ).toEqual({
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
  expect(thrown(() => ports.read({ Ports: [{}] }))).toEqual(refused('Port', 'missing'));
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
