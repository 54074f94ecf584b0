/** What can be odd about metric points. */
export const ODD_POINTS = [
  'twinFirst',
  'twinLast',
  'renamed',
  'text',
  'notANumber',
  'negative',
  'beyond',
  'future',
  'earlier',
  'undated',
  'nameless',
] as const;
type OddPoint = (typeof ODD_POINTS)[number];

export interface OddPoints {
  as: OddPoint;
  /** Of this metric only. */
  metric?: string;
  /** Every n-th point of an answer; all when absent. */
  nth?: number;
  /** What a twin's value is of the point's own; half by default. */
  factor?: number;
}

type Row = Record<string, unknown>;

const DAY = 86_400_000;
const MINUTE = 60_000;
const STATISTICS = ['Average', 'Minimum', 'Maximum', 'Value', 'Sum'];
/** What a statistic is renamed to. */
const OTHER: Readonly<Record<string, string>> = { Value: 'Average', Average: 'Value', Maximum: 'Peak', Sum: 'Total' };

/** The points as they are with the fault. */
export function oddPoints(rows: readonly Row[], { as, nth = 1, factor = 0.5 }: OddPoints): Row[] {
  return rows.flatMap((row, i) => ((i + 1) % nth === 0 ? odd(row, as, factor) : [row]));
}

function odd(row: Row, as: OddPoint, factor: number): Row[] {
  const at = Number(row.timestamp);
  switch (as) {
    case 'twinFirst':
      return [{ ...scaled(row, factor), nodeId: 'twin' }, row];
    case 'twinLast':
      return [row, { ...scaled(row, factor), nodeId: 'twin' }];
    case 'renamed':
      return [Object.fromEntries(Object.entries(row).map(([name, value]) => [OTHER[name] ?? name, value]))];
    case 'text':
      return [{ ...changed(row, String), timestamp: String(at) }];
    case 'notANumber':
      return [changed(row, () => 'NaN')];
    case 'negative':
      return [changed(row, (value) => -1 - value)];
    case 'beyond':
      return [changed(row, (value) => value + 1e6)];
    case 'future':
      return [{ ...row, timestamp: at + DAY }];
    case 'earlier':
      return [{ ...row, timestamp: at - 10 * MINUTE }];
    case 'undated':
      return [without(row, ['timestamp'])];
    case 'nameless':
      return [
        without(
          row,
          Object.keys(row).filter((name) => /(?:id|name)$/i.test(name) && name !== 'userId'),
        ),
      ];
  }
}

function changed(row: Row, change: (value: number) => unknown): Row {
  const out = { ...row };
  for (const name of STATISTICS) if (name in row) out[name] = change(Number(row[name]));
  return out;
}

function scaled(row: Row, factor: number): Row {
  return changed(row, (value) => value * factor);
}

function without(row: Row, names: readonly string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
}
