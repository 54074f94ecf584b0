/** The lines of a run's log: what is kept of them, and how one in both languages comes out of a process. */
import type { Text } from '../lib/model';
import type { LogLine } from './types';

/** Lines that are kept: the first, which say how it began, and the last, which say how it ended. */
const FIRST_LINES = 500;
const LAST_LINES = 1500;
/** Before each half of a line in both languages. No half has it: it is a control character. */
const HALF = '\u001f';

/** As a process prints it. @example printedIn({ zh: '开始', en: 'started' }) */
export const printedIn = ({ zh, en }: Text): string => `${HALF}${zh}${HALF}${en}`;

/** What a process has printed. @param cut what becomes of a text */
export function lineOf(printed: string, cut: (text: string) => string): LogLine {
  const [before, zh, en] = printed.split(HALF);
  return before === '' && zh !== undefined && en !== undefined ? { zh: cut(zh), en: cut(en) } : cut(printed);
}

/** The first and the last lines of a log. */
export class Lines {
  private readonly first: LogLine[] = [];
  private last: LogLine[] = [];
  private left = 0;
  private dirty = false;

  add(line: LogLine): void {
    this.dirty = true;
    if (this.first.length < FIRST_LINES) this.first.push(line);
    else this.last.push(line);
    if (this.last.length < 2 * LAST_LINES) return;
    this.left += LAST_LINES;
    this.last = this.last.slice(LAST_LINES);
  }

  all(): readonly LogLine[] {
    const over = Math.max(0, this.last.length - LAST_LINES);
    const left = this.left + over;
    const gap = { zh: `…… 省略了 ${left} 行 ……`, en: `… ${left} lines left out …` };
    return [...this.first, ...(left > 0 ? [gap] : []), ...this.last.slice(over)];
  }

  /** Since the last question. */
  changed(): boolean {
    const was = this.dirty;
    this.dirty = false;
    return was;
  }
}
