/** What many values of a state say alike is kept once: a quarter of a million open findings name few checkers and times. */
import type { OpenFinding, RememberedAsset } from './store';

/** Beyond so many a value is taken for one that does not repeat. */
const MOST = 10_000;

/** Values that repeat while a scope is read. */
export class Pool {
  private readonly texts = new Map<string, string>();
  private readonly objects = new Map<string, object>();

  finding(open: OpenFinding): OpenFinding {
    const { checker, startedAt, audience, until, teller, told } = open;
    return Object.assign(open, {
      checker: this.text(checker),
      startedAt: this.text(startedAt),
      ...(audience === undefined ? {} : { audience: this.text(audience) }),
      ...(until === undefined ? {} : { until: this.text(until) }),
      ...(teller ? { teller: this.object(teller) } : {}),
      ...(told ? { told: this.object(told) } : {}),
    });
  }

  asset(asset: RememberedAsset): RememberedAsset {
    return Object.assign(asset, { fields: this.object(asset.fields) });
  }

  private text(text: string): string {
    const known = this.texts.get(text);
    if (known === undefined && this.texts.size < MOST) this.texts.set(text, text);
    return known ?? text;
  }

  private object<T extends object>(value: T): T {
    const key = JSON.stringify(value);
    const known = this.objects.get(key) as T | undefined;
    if (known === undefined && this.objects.size < MOST) this.objects.set(key, value);
    return known ?? value;
  }
}
