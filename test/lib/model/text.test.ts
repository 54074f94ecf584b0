import { inert, fill, fillText, placeholders, show } from '../../../lib/model';

test('finds placeholders, sorted, each once', () => {
  expect(placeholders('{{b}} {{a}} {{b}} {c} {{ d }} {{}}')).toEqual(['a', 'b']);
  expect(placeholders('none')).toEqual([]);
});

test('fills what it knows and leaves the rest visible', () => {
  expect(fill('{{id}} uses {{value}} %, {{more}}', { id: 'i-1', value: 96.256 })).toBe('i-1 uses 96.26 %, {{more}}');
  expect(fill('{{zero}} {{no}} {{empty}}|', { zero: 0, no: false, empty: '' })).toBe('0 false |');
});

test('a value is no template, and no replacement pattern', () => {
  expect(fill('{{a}} {{b}}', { a: '{{b}}', b: '$& $1' })).toBe('{{b}} $& $1');
});

test('fills both languages', () => {
  expect(fillText({ zh: '实例 {{id}}', en: 'Instance {{id}}' }, { id: 'i-1' })).toEqual({
    zh: '实例 i-1',
    en: 'Instance i-1',
  });
});

test.each([
  [1, '1'],
  [1.005, '1'],
  [33.333333, '33.33'],
  [-0.5, '-0.5'],
  [0.0123, '0.01'],
  [0.00456, '0.0046'],
  [0.0000001234, '1.2e-7'],
  [true, 'true'],
  ['x', 'x'],
  [['a', 'b'], 'a, b'],
  [[], ''],
  [new Date('2026-03-01T08:09:59.999Z'), '2026-03-01T08:09Z'],
])('shows %p as %s', (value, expected) => {
  expect(show(value)).toBe(expected);
});

test('a name cannot speak to a terminal, begin a line or turn it round', () => {
  expect(inert('web\u001b[31m-1\r\ncritical  all is lost\u009b2J\u202egnp.exe\u2066')).toBe(
    'web [31m-1 critical  all is lost 2J gnp.exe',
  );
});
