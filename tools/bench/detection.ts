/**
 * `npm run bench -- detection --data DIR --out DIR`: feeds each series of a corpus in the layout of the Numenta Anomaly
 * Benchmark to the detector, point by point, and writes how new each point was. Whoever has the labels can score it.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { novelty } from '../../lib/trend';

interface Row {
  readonly timestamp: string;
  readonly value: number;
}

/** What was seen of a corpus. */
export interface Seen {
  readonly files: number;
  readonly points: number;
  readonly msPerPoint: number;
  /** The most that one stream remembered. */
  readonly bytes: number;
}

/**
 * @param data holds `<folder>/<file>.csv` with `timestamp,value`, or a folder `data` with these
 * @param out where `<folder>/<file>.csv` with `timestamp,anomaly_score` goes, a row for each row
 */
export function detect(data: string, out: string): Seen {
  const root = readdirSync(data).includes('data') ? join(data, 'data') : data;
  const files = readdirSync(root)
    .filter((folder) => statSync(join(root, folder)).isDirectory())
    .flatMap((folder) => readdirSync(join(root, folder)).map((file) => join(folder, file)))
    .filter((file) => file.endsWith('.csv'))
    .sort();
  if (files.length === 0) throw new Error(`${root} has no <folder>/<file>.csv`);
  let points = 0;
  let ms = 0;
  let bytes = 0;
  for (const file of files) {
    const rows = rowsOf(readFileSync(join(root, file), 'utf8'), file);
    const began = performance.now();
    const stream = novelty();
    const scores = rows.map(({ value }) => stream.observe(value));
    ms += performance.now() - began;
    points += rows.length;
    bytes = Math.max(bytes, stream.bytes());
    const lines = rows.map(({ timestamp }, i) => `${timestamp},${Number((scores[i] ?? 0).toFixed(6))}`);
    mkdirSync(dirname(join(out, file)), { recursive: true });
    writeFileSync(join(out, file), ['timestamp,anomaly_score', ...lines, ''].join('\n'));
  }
  return { files: files.length, points, msPerPoint: points > 0 ? ms / points : 0, bytes };
}

/** The rows of a table, by its header; a value that is no number is `NaN`, and its row stays. */
function rowsOf(text: string, file: string): Row[] {
  const [header = '', ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const columns = header.split(',').map((name) => name.trim());
  const [at, of] = [columns.indexOf('timestamp'), columns.indexOf('value')];
  if (at < 0 || of < 0) throw new Error(`${file}: the header is "${header}", not timestamp,value`);
  return lines.map((line) => {
    const cells = line.split(',');
    const value = cells[of]?.trim() ?? '';
    return { timestamp: cells[at] ?? '', value: value === '' ? NaN : Number(value) };
  });
}
