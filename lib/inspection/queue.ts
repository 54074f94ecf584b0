/** Work that begets work, so many at a time. */
export class WorkQueue {
  private readonly waiting: (() => Promise<void>)[] = [];
  private running = 0;
  private error: { readonly reason: unknown } | undefined;
  private resolve: (() => void) | undefined;

  constructor(private readonly limit: number) {}

  add(work: () => Promise<void>): void {
    this.waiting.push(work);
    this.pump();
  }

  /** Resolves when nothing is left; rejects with the first failure once the rest has ended. */
  async drained(): Promise<void> {
    if (this.running > 0 || this.waiting.length > 0) await new Promise<void>((resolve) => (this.resolve = resolve));
    if (this.error) throw this.error.reason;
  }

  private pump(): void {
    while (this.running < this.limit && this.waiting.length > 0) {
      const work = this.waiting.shift();
      if (!work) return;
      this.running += 1;
      work()
        .catch((reason: unknown) => {
          this.error ??= { reason };
        })
        .finally(() => {
          this.running -= 1;
          if (this.running === 0 && this.waiting.length === 0) this.resolve?.();
          else this.pump();
        });
    }
  }
}

/** Lets so many pieces of work through at a time, first come, first served. */
export class Gate {
  private readonly waiting: (() => void)[] = [];
  private free: number;

  constructor(limit: number) {
    this.free = limit;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}
