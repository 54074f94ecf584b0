import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const CSS = readFileSync(join(__dirname, '..', '..', '..', 'ground', 'page', 'colours.css'), 'utf8');
/** The colours of each block, in the order of the file. */
const BLOCKS = [...CSS.matchAll(/:root[^{]*\{([^}]*)\}/g)].map(
  ([, body = '']) =>
    new Map([...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex])),
);
const [LIGHT = new Map<string, string>(), DARK = new Map<string, string>(), ...MORE] = BLOCKS;

test('both themes have the same colours, and dark is the same by choice and by the system', () => {
  expect(LIGHT.size).toBeGreaterThan(15);
  expect([...DARK.keys()]).toEqual([...LIGHT.keys()]);
  expect(MORE).toEqual([DARK]);
});

const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

it.each(['light', 'dark'] as const)('can be read in the %s theme (WCAG AA)', (theme) => {
  const colours = theme === 'light' ? LIGHT : DARK;
  const weak: string[] = [];
  const check = (front: string, back: string, least: number) => {
    const ratio = contrast(colours.get(front) ?? '', colours.get(back) ?? '');
    if (ratio < least) weak.push(`${front} on ${back}: ${ratio.toFixed(2)}`);
  };
  for (const back of ['bg', 'panel'] as const) {
    for (const front of ['text', 'muted', 'link', 'critical', 'error', 'warning', 'info', 'good'] as const) {
      check(front, back, 4.5);
    }
    check('control', back, 3);
  }
  for (const kind of ['critical', 'error', 'warning', 'info', 'good'] as const) {
    check(kind, `${kind}-tint`, 4.5);
    check('text', `${kind}-tint`, 4.5);
  }
  expect(weak).toEqual([]);
});
