/** Counts requests of the last minute; a request that is refused does not count. */
export class MinuteLimit {
  private readonly times = new Map<string, number[]>();

  constructor(
    private readonly perMinute: number,
    private readonly now: () => number,
  ) {}

  private recent(key: string): number[] {
    const from = this.now() - 60_000;
    const list = (this.times.get(key) ?? []).filter((time) => time > from);
    this.times.set(key, list);
    return list;
  }

  isFull(key: string): boolean {
    return this.recent(key).length >= this.perMinute;
  }

  count(key: string): void {
    this.recent(key).push(this.now());
  }
}
