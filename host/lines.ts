/** Log lines that are kept: the first, which say how it began, and the last, which say how it ended. */
const FIRST_LINES = 500;
const LAST_LINES = 1500;

/** The first and the last lines of a log. */
export class Lines {
  private readonly first: string[] = [];
  private last: string[] = [];
  private left = 0;
  private dirty = false;

  add(line: string): void {
    this.dirty = true;
    if (this.first.length < FIRST_LINES) this.first.push(line);
    else this.last.push(line);
    if (this.last.length < 2 * LAST_LINES) return;
    this.left += LAST_LINES;
    this.last = this.last.slice(LAST_LINES);
  }

  all(): readonly string[] {
    const over = Math.max(0, this.last.length - LAST_LINES);
    const left = this.left + over;
    return [...this.first, ...(left > 0 ? [`… ${left} lines left out …`] : []), ...this.last.slice(over)];
  }

  /** Since the last question. */
  changed(): boolean {
    const was = this.dirty;
    this.dirty = false;
    return was;
  }
}
