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

/** Lets work through until it weighs so much, first come, first served; what weighs more than all goes alone. */
export class Gate {
  private readonly waiting: { readonly weight: number; readonly enter: () => void }[] = [];
  private inside = 0;

  constructor(private readonly limit: number) {}

  async run<T>(work: () => Promise<T>, weight = 1): Promise<T> {
    if (this.waiting.length === 0 && this.fits(weight)) this.inside += weight;
    else await new Promise<void>((enter) => this.waiting.push({ weight, enter }));
    try {
      return await work();
    } finally {
      this.inside -= weight;
      for (let [next] = this.waiting; next && this.fits(next.weight); [next] = this.waiting) {
        this.waiting.shift();
        this.inside += next.weight;
        next.enter();
      }
    }
  }

  private fits(weight: number): boolean {
    return this.inside === 0 || this.inside + weight <= this.limit;
  }
}
