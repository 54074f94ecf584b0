/** Characters that the reports escape, and what stands for them where a robot knows no escapes. */
const STAND_INS: Readonly<Record<string, string>> = {
  '*': '∗',
  '`': "'",
  '[': '［',
  ']': '］',
  '<': '‹',
  '>': '›',
  '#': '＃',
};

/**
 * The part of Markdown that chat robots render: bold, links, inline code and lists. A table becomes a list of its
 * rows, and an escaped character a look-alike that no robot takes for markup, so that a name in the cloud can neither
 * make a link nor call everybody.
 *
 * @example chatMarkdown('| Attribute | Value |\n| --- | --- |\n| status | Running |') // '- status: Running'
 */
export function chatMarkdown(markdown: string): string {
  const lines: string[] = [];
  let row = 0;
  for (const line of markdown.split('\n')) {
    const cells = cellsOf(line);
    if (!cells) {
      row = 0;
      lines.push(unescape(line));
      continue;
    }
    row += 1;
    // The first row names the columns, the second draws a line.
    if (row > 2) lines.push(`- ${unescape(cells[0] ?? '')}: ${cells.slice(1).map(unescape).join(', ')}`);
  }
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The cells of a table's row, `undefined` for any other line. */
function cellsOf(line: string): string[] | undefined {
  if (!line.startsWith('|') || !line.endsWith('|') || line.length < 2) return undefined;
  return line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}

function unescape(text: string): string {
  // A bare `<` comes from whoever writes messages of their own: in Feishu and DingTalk it may call everybody.
  return text.replace(/\\([\\`*_[\]<>#|])|</g, (whole, char: string = whole) => STAND_INS[char] ?? char);
}
