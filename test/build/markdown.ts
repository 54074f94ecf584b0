/** Reads Markdown as far as the checks of the documentation need it. */
export interface Page {
  /** What a link can point to: the headings, as GitHub names them. */
  readonly anchors: ReadonlySet<string>;
  readonly links: readonly { readonly line: number; readonly to: string }[];
  /** Rows of a table that have another number of columns than its heading. */
  readonly unevenRows: readonly number[];
  readonly code: readonly { readonly line: number; readonly language: string; readonly text: string }[];
}

/** The anchor that GitHub gives to a heading. @example anchorOf('Set-up, `npm ci`') // 'set-up-npm-ci' */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[^\p{Letter}\p{Number}\p{Mark} _-]/gu, '')
    .trim()
    .replace(/ /g, '-');
}

const cellsOf = (row: string): number =>
  row
    .trim()
    .replace(/^\||\|$/g, '')
    .replace(/\\\|/g, '')
    .split('|').length;

/** @example readPage('# A\n[b](#a)').links // [{ line: 2, to: '#a' }] */
export function readPage(text: string): Page {
  const anchors = new Set<string>();
  const links: { line: number; to: string }[] = [];
  const unevenRows: number[] = [];
  const code: { line: number; language: string; text: string }[] = [];
  const counts = new Map<string, number>();
  let fence: { line: number; language: string; mark: string; rows: string[] } | undefined;
  let columns: number | undefined;
  for (const [index, row] of text.split('\n').entries()) {
    const line = index + 1;
    const [, mark, language = ''] = /^\s*(```+)(\S*)/.exec(row) ?? [];
    if (fence) {
      if (mark !== undefined && mark.length >= fence.mark.length && language === '') {
        code.push({ line: fence.line, language: fence.language, text: fence.rows.join('\n') });
        fence = undefined;
      } else fence.rows.push(row);
      continue;
    }
    if (mark !== undefined) {
      fence = { line, language, mark, rows: [] };
      continue;
    }
    const [, heading] = /^#{1,6} (.*)$/.exec(row) ?? [];
    if (heading !== undefined) {
      const anchor = anchorOf(heading);
      const count = counts.get(anchor) ?? 0;
      counts.set(anchor, count + 1);
      anchors.add(count === 0 ? anchor : `${anchor}-${count}`);
    }
    const prose = row.replace(/(`+)[^`]*\1/g, '');
    for (const [, to = ''] of prose.matchAll(/\]\(([^)\s]+)\)/g)) links.push({ line, to });
    if (!/^\s*\|/.test(row)) columns = undefined;
    else if (columns === undefined) columns = cellsOf(row);
    else if (cellsOf(row) !== columns) unevenRows.push(line);
  }
  return { anchors, links, unevenRows, code };
}
