/**
 * One scope in a store of texts: a head, parts that it names, and a journal of steps that is read until one is not there.
 * A step is one write, and true with it; what it costs depends on what has changed, not on what there is. A journal that is
 * long becomes a part, and when most of what was written counts no more, the parts are written anew: then the head changes,
 * which is one write as well.
 */
import { randomBytes } from 'node:crypto';
import { StateError } from '../errors';
import {
  emptyKept,
  keptOf,
  LONGEST_PART,
  partsOf,
  take,
  Touched,
  weightOf,
  weightOfKept,
  wholeOf,
  type Kept,
  type Step,
  type Written,
} from './kept';
import type { Texts, Write } from './texts';
import { seal, sealed, unseal } from './values';

/** A journal of so many steps becomes a part: each is one question when it is read. */
const LONGEST_JOURNAL = 100;
/** Parts are written anew when so much more of what they hold counts no more than does, and it is more than this. */
const MOST_WASTE = 2;
const LEAST_WASTE = 1_000;
/** Steps of a journal that are asked for at once, where the store can. */
const AT_ONCE = 20;
/** The head may change while its parts are read: then they are read again. */
const ATTEMPTS = 5;

/** Of a scope, the one value that says where all others are. */
interface Head {
  readonly format: 2;
  readonly version: number;
  readonly lost?: string;
  /** The name of the journal that goes on from here. */
  readonly journal: string;
  /** Keys, in order. */
  readonly parts: readonly string[];
  /** How much they hold, see `weightOf`. */
  readonly weight: number;
  /** Keys that were left when it was written: they are removed once more when it is written again. */
  readonly left: readonly string[];
}

/** A step as it is written: itself, or the keys of its parts where it is long. */
type Line = (Step & { readonly version: number }) | { readonly version: number; readonly parts: readonly string[] };

/** A value that is not what was written, or is gone. */
export class DamagedText extends StateError {
  constructor(
    message: string,
    readonly text?: string,
  ) {
    super(message);
  }
}

export class Journal {
  readonly kept: Kept;
  /** Whether the store had anything of it. */
  readonly found: boolean;
  private head: Head | undefined;
  private headText: string | undefined;
  private touched = new Touched();
  private weight = 0;
  /** Of the journal alone. */
  private lineWeight = 0;
  private length = 0;
  /** Nobody knows what the store holds: it has to be read again. */
  stale = false;
  /** Keys of the journal and of the parts of its steps. */
  private lines: string[] = [];
  private cleaned = false;

  /**
   * @param key of the head
   * @throws DamagedText
   */
  static async read(texts: Texts, key: string): Promise<Journal> {
    for (let attempt = 1; ; attempt++) {
      const text = await texts.read(key);
      try {
        const journal = new Journal(texts, key, text);
        await journal.fill();
        return journal;
      } catch (error) {
        // Whoever writes it may have moved on in between.
        if (attempt === ATTEMPTS || (await texts.read(key)) === text) throw error;
      }
    }
  }

  /** One that begins, or begins again. @param lost why what was here is gone */
  static empty(texts: Texts, key: string, version = 0, lost?: string): Journal {
    const journal = new Journal(texts, key, undefined);
    journal.kept.version = version;
    if (lost !== undefined) journal.kept.lost = lost;
    return journal;
  }

  private constructor(
    private readonly texts: Texts,
    private readonly key: string,
    text: string | undefined,
  ) {
    this.headText = text;
    this.found = text !== undefined;
    const value = text === undefined ? undefined : whole<Head | Written>(text);
    this.head = value && 'format' in value ? value : undefined;
    if (value && !('format' in value)) this.kept = keptOf(value);
    else if (value) {
      const { version, lost } = value;
      this.kept = { ...emptyKept(version), ...(lost === undefined ? {} : { lost, noted: true }) };
    } else this.kept = emptyKept();
  }

  /** Catches up with whoever writes it. @returns this, or another one where it has been written anew */
  async refreshed(): Promise<Journal> {
    const text = await this.texts.read(this.key);
    if (text !== this.headText) return Journal.read(this.texts, this.key);
    if (this.head) await this.follow();
    return this;
  }

  /**
   * Writes a step, and takes it. After an error nobody knows whether it was written: the journal has to be read again.
   *
   * @throws StateError
   */
  async append(step: Step, write: Write): Promise<void> {
    const head = this.head ?? (await this.rewrite(write, wholeOf(this.kept), []));
    const version = this.kept.version + 1;
    const key = this.lineKey(this.length + 1);
    const json = JSON.stringify({ version, ...step });
    const keys: string[] = [];
    if (json.length > LONGEST_PART) {
      for (const [i, part] of partsOf(step).entries()) {
        const name = `${key}.${i}`;
        await write(name, seal(part));
        keys.push(name);
      }
    }
    const relearned = step.relearned ? { relearned: true } : {};
    await write(key, keys.length > 0 ? seal({ version, parts: keys, ...relearned }) : sealed(json));
    this.took(step, version, [key, ...keys]);
    const live = weightOfKept(this.kept);
    try {
      if (this.weight - live > Math.max(LEAST_WASTE, MOST_WASTE * live))
        await this.rewrite(write, wholeOf(this.kept), []);
      else if (this.length >= LONGEST_JOURNAL) await this.rewrite(write, this.touched.stepOf(this.kept), head.parts);
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      // The step is true all the same.
      this.stale = true;
    }
  }

  /** Writes all of it anew. @throws StateError */
  async renew(write: Write): Promise<void> {
    await this.rewrite(write, wholeOf(this.kept), []);
  }

  /** Removes all of it. */
  async remove(write: Write): Promise<void> {
    // Without a head the rest is nobody's.
    await write(this.key, undefined);
    for (const key of [...(this.head?.parts ?? []), ...(this.head?.left ?? []), ...this.lines])
      await write(key, undefined);
  }

  /**
   * Writes parts, and a head that names them: until that is written, nothing has changed.
   *
   * @param before keys of parts that stay
   */
  private async rewrite(write: Write, step: Step, before: readonly string[]): Promise<Head> {
    const journal = randomBytes(6).toString('hex');
    const { version, lost } = this.kept;
    const parts = [...before];
    for (const [i, part] of partsOf(step).entries()) {
      const key = this.partKey(`${journal}/0.${i}`);
      await write(key, seal(part));
      parts.push(key);
    }
    const old = this.head;
    const left = [...(old?.parts ?? []).filter((key) => !parts.includes(key)), ...this.lines];
    const earlier = this.cleaned ? [] : (old?.left ?? []);
    const weight = before.length > 0 ? this.weight - this.lineWeight + weightOf(step) : weightOf(step);
    const head: Head = { format: 2, version, ...(lost === undefined ? {} : { lost }), journal, parts, weight, left };
    const text = seal(head);
    await write(this.key, text);
    this.head = head;
    this.headText = text;
    this.kept.noted = lost !== undefined;
    this.weight = weight;
    this.lineWeight = 0;
    this.lines = [];
    this.length = 0;
    this.touched = new Touched();
    for (const key of [...left, ...earlier]) await write(key, undefined);
    this.cleaned = true;
    return head;
  }

  private async fill(): Promise<void> {
    const { head } = this;
    if (!head) return;
    for (const text of await this.many(head.parts)) take(this.kept, whole<Step>(text));
    this.weight = head.weight;
    await this.follow();
  }

  /** Takes the steps that follow. */
  private async follow(): Promise<void> {
    for (;;) {
      const keys = Array.from({ length: this.texts.readAll ? AT_ONCE : 1 }, (_, i) =>
        this.lineKey(this.length + 1 + i),
      );
      const texts = this.texts.readAll ? await this.texts.readAll(keys) : [await this.texts.read(keys[0] ?? '')];
      for (const text of texts) {
        if (text === undefined) return;
        const key = this.lineKey(this.length + 1);
        const line = whole<Line>(text);
        if (!('parts' in line)) this.took(line, line.version, [key]);
        else {
          const steps = (await this.many(line.parts)).map((part) => whole<Step>(part));
          steps.forEach((step, i) => this.took(step, line.version, i === 0 ? [key, ...line.parts] : []));
          this.length -= steps.length - 1;
          if ('relearned' in line) take(this.kept, { relearned: true });
        }
      }
    }
  }

  private took(step: Step, version: number, keys: readonly string[]): void {
    take(this.kept, step);
    this.kept.version = version;
    this.touched.add(step);
    this.weight += weightOf(step);
    this.lineWeight += weightOf(step);
    this.lines.push(...keys);
    this.length += 1;
  }

  /** @throws DamagedText when one of them is gone */
  private async many(keys: readonly string[]): Promise<string[]> {
    const all: string[] = [];
    for (let from = 0; from < keys.length; from += AT_ONCE) {
      const some = keys.slice(from, from + AT_ONCE);
      const texts = this.texts.readAll ? await this.texts.readAll(some) : await this.each(some);
      for (const text of texts) {
        if (text === undefined) throw new DamagedText('a part of it is gone from the store');
        all.push(text);
      }
    }
    return all;
  }

  private async each(keys: readonly string[]): Promise<(string | undefined)[]> {
    const texts: (string | undefined)[] = [];
    for (const key of keys) texts.push(await this.texts.read(key));
    return texts;
  }

  private lineKey(n: number): string {
    return this.partKey(`${this.head?.journal ?? ''}/${n}`);
  }

  private partKey(name: string): string {
    return `part:${this.key.slice(this.key.indexOf(':') + 1)}/${name}`;
  }
}

function whole<T>(text: string): T {
  try {
    return unseal<T>(text);
  } catch (error) {
    throw new DamagedText((error as Error).message, text);
  }
}
