/** Comma-separated values as spreadsheets open them. */

/** What a spreadsheet would take for a formula: its cell begins with an apostrophe. Names come from the cloud's users. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * One line, with its end: quoted where RFC 4180 wants it, and without a cell that a spreadsheet would calculate.
 *
 * @example csvLine(['i-1', '=1+1', 'a,b', 7]) // `i-1,'=1+1,"a,b",7\r\n`
 */
export function csvLine(cells: readonly (string | number | boolean | undefined)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: string | number | boolean | undefined): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
