/**
 * The known name that somebody most likely meant: the one that takes the fewest changes, else the only one that begins or
 * ends alike. Capitals, dashes and underscores do not count.
 *
 * @returns `undefined` when nothing is like it
 * @example nearest('timeout', ['timeoutSeconds', 'title']) // 'timeoutSeconds'
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const plain = plainOf(word);
  // Of a short word, three changes leave nothing.
  const most = Math.min(3, Math.floor(plain.length / 2));
  const ranked = known
    .map((name) => [distance(plain, plainOf(name)), name] as const)
    .sort(([a, one], [b, other]) => a - b || Math.abs(one.length - word.length) - Math.abs(other.length - word.length));
  const [best] = ranked;
  if (best && best[0] <= most) return best[1];
  if (plain.length < 3) return undefined;
  const alike = known.filter((name) => isPart(plain, plainOf(name)));
  return alike.length === 1 ? alike[0] : undefined;
}

/**
 * The end of a sentence about a name that is not known: the nearest one, or all.
 *
 * @example `filter: unknown${hintOf('filter', ['filters', 'title'])}` // 'filter: unknown, did you mean filters?'
 * @example `x: unknown${hintOf('x', ['filters', 'title'])}` // 'x: unknown; known are filters, title'
 */
export function hintOf(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  if (near !== undefined) return `, did you mean ${near}?`;
  return known.length > 0 ? `; known are ${known.join(', ')}` : '; there are none';
}

const plainOf = (name: string): string => name.toLowerCase().replace(/[-_\s]/g, '');

function isPart(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 3 && (long.startsWith(short) || long.endsWith(short));
}

/** The fewest letters to add, leave out, change, or swap with their neighbour. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, i) => i)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    const row = (rows[i] = [i]);
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity;
      row[j] = Math.min(at(i, j - 1) + 1, at(i - 1, j) + 1, at(i - 1, j - 1) + cost, swapped);
    }
  }
  return at(a.length, b.length);
}
