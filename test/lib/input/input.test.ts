import type { ConfigError } from '../../../lib/errors';
import { fields, optional, read, someOf, table, text, whole, flag } from '../../../lib/input';
import { hintOf, nearest } from '../../../lib/model';

const refusal = (work: () => unknown): ConfigError => {
  try {
    work();
  } catch (error) {
    return error as ConfigError;
  }
  throw new Error('nothing was refused');
};

describe('nearest', () => {
  it.each([
    ['filter', 'filters'],
    ['timeout', 'timeoutSeconds'],
    ['timeout_seconds', 'timeoutSeconds'],
    ['TimeoutSeconds', 'timeoutSeconds'],
    ['metricCall', 'metricCalls'],
    ['guanse', 'guance'],
    ['tilte', 'title'],
    ['Seconds', 'timeoutSeconds'],
  ])('%s was meant to be %s', (typed, meant) => {
    const known = ['title', 'schedule', 'timeoutSeconds', 'metricCalls', 'guance', 'filters'];
    expect(nearest(typed, known)).toBe(meant);
    expect(hintOf(typed, known)).toBe(`, did you mean ${meant}?`);
  });

  it.each(['xy', '', 'quality', 'é'])('"%s" is like nothing', (typed) => {
    expect(nearest(typed, ['zh', 'en', 'title'])).toBeUndefined();
    expect(hintOf(typed, ['zh', 'en'])).toBe('; known are zh, en');
    expect(hintOf(typed, [])).toBe('; there are none');
  });

  it('does not choose between two that begin alike', () => {
    expect(nearest('instance', ['instanceExpiring', 'instanceLockedUp'])).toBeUndefined();
  });

  it('takes two letters that changed places for one mistake', () => {
    expect(nearest('ab', ['ba', 'cd'])).toBe('ba');
  });
});

describe('read', () => {
  const schema = fields({
    name: text(),
    sizes: someOf(whole(1, 9), 'sizes'),
    tags: optional(table(fields({ on: flag() }), 'an object of tags')),
  });

  it('gives what was declared', () => {
    const given = { name: 'a', sizes: [1, 2], tags: { x: { on: true } } };
    expect(read(schema, given)).toEqual(given);
    expect(read(schema, { name: 'a', sizes: [1] })).toEqual({ name: 'a', sizes: [1] });
  });

  it('names each field by its path, the misspelt ones first', () => {
    const error = refusal(() =>
      read(schema, { name: 1, sizes: [0, 3], tag: {}, tags: { 'a b': { on: 1, off: 2 } } }, 'box '),
    );
    expect(error.field).toBe('box tags.a b.off');
    expect(error.message).toBe(
      'box tags.a b.off: unknown; known are on; tag: unknown, did you mean tags?; name: 1 is not a text; ' +
        'sizes[0]: 0 is not a whole number from 1 to 9; tags.a b.on: 1 is not true or false',
    );
  });

  it('says of the whole what is wrong as a whole, and tells five mistakes at most', () => {
    expect(refusal(() => read(schema, 7, 'box ', 'box')).message).toBe('box: 7 is not an object');
    const { message } = refusal(() => read(schema, { name: 'a', sizes: [0, 0, 0, 0, 0, 0, 0] }));
    expect(message).toContain('; sizes[4]: 0 is not a whole number from 1 to 9; and 2 more');
  });

  it.each(['__proto__', 'constructor', 'toString'])('does not take %s for a field', (key) => {
    const given: unknown = JSON.parse(`{"name":"a","sizes":[1],"${key}":{}}`);
    expect(refusal(() => read(schema, given)).message).toContain(`${key}: unknown; known are name, sizes, tags`);
  });

  it('keeps every key of a table, whatever it is called', () => {
    const read1 = read(table(whole(0), 'counts'), JSON.parse('{"__proto__":1,"constructor":2}'));
    expect(Object.entries(read1)).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ]);
    expect(Object.getPrototypeOf(read1)).toBe(Object.prototype);
  });

  it.each([[new Date(0)], [new Map()], [[]], [null], [() => 1]])('does not take %p for an object', (given) => {
    expect(refusal(() => read(schema, given)).message).toMatch(/is not an object$/);
  });
});
