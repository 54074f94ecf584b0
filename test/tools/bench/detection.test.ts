import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { detect } from '../../../tools/bench/detection';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'detection-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const lines = (path: string) => readFileSync(join(folder, path), 'utf8').trim().split('\n');
const table = (values: readonly (number | string)[]) =>
  ['timestamp,value', ...values.map((value, i) => `2026-01-${10 + i} 00:00:00,${value}`), ''].join('\r\n');

test.each(['in', 'in/data'])('writes a row for each row of %s, in order, with scores from 0 to 1', (root) => {
  const values = [1, 2, 1, 2, 1, 2, '', 'x', 90, 2, 1];
  put(`${root}/cloud/one.csv`, table(values));
  put(`${root}/cloud/short.csv`, 'timestamp,value\n');
  put(`${root}/other/two.csv`, table([1]));
  put(`${root}/labels.json`, '{}');
  const seen = detect(join(folder, 'in'), join(folder, 'out'));
  expect(seen).toMatchObject({ files: 3, points: 12 });
  expect(lines('out/cloud/short.csv')).toEqual(['timestamp,anomaly_score']);
  const [header, ...rows] = lines('out/cloud/one.csv');
  expect(header).toBe('timestamp,anomaly_score');
  expect(rows.map((row) => row.split(',')[0])).toEqual(values.map((_, i) => `2026-01-${10 + i} 00:00:00`));
  const scores = rows.map((row) => Number(row.split(',')[1]));
  expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
  expect(scores.indexOf(Math.max(...scores))).toBe(8);
});

test.each([
  ['a folder without series', () => mkdirSync(join(folder, 'in')), 'has no <folder>/<file>.csv'],
  ['other columns', () => put('in/a/b.csv', 'time,level\n1,2\n'), 'the header is "time,level"'],
])('refuses %s', (_, make, message) => {
  make();
  expect(() => detect(join(folder, 'in'), join(folder, 'out'))).toThrow(message);
});
