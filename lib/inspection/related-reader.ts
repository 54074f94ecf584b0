import { chunk } from 'lodash';
import { listPages, type Client } from '../aliyun';
import { unlessUnread, type AnyCollector } from '../define';
import {
  ResponseShapeError,
  isInspectionError,
  type CloudApiError,
  type FieldError,
  type InspectionError,
} from '../errors';
import type { AccountRef, AnyAsset } from '../model';
import { reasonOf, type Collecting } from './collecting';
import type { Missing, RelatedFacts } from './facts';
import { askFor, listOf, readAsset, variantsOf } from './pages';

async function* inTurn<T>(lists: readonly AsyncIterable<T>[]): AsyncGenerator<T, void, undefined> {
  for (const list of lists) yield* list;
}

/** What was answered to a question for some keys. */
interface Answered {
  readonly rows: ReadonlyMap<string, readonly AnyAsset[]>;
  readonly failed: ReadonlyMap<string, Missing>;
}

function unreadKey({ message }: FieldError): Missing {
  return { reason: message };
}

/** Whose the rows are that are facts about every parent. */
const EVERYBODY = '';

/** Reads what belongs to the assets of a page: the whole list once, or by asking for the parents in batches. */
export class RelatedReader {
  private whole: Promise<Map<string, AnyAsset[]>> | undefined;
  /** Parents of malformed rows of the whole list, `undefined` among them where that cannot be told. */
  private readonly broken = new Set<string | undefined>();
  private readonly kept = new Map<string, Promise<Answered>>();
  /** The first parent that was not found. */
  private lost: InspectionError | undefined;

  constructor(
    readonly collector: AnyCollector,
    private readonly client: Client,
    private readonly region: string,
    private readonly account: AccountRef,
    readonly collecting: Collecting,
    /** Something that is open rests on these rows: that there are none is asked twice. */
    private readonly expected = false,
  ) {}

  start(): void {
    if (this.collector.belongs?.ask || this.whole) return;
    this.whole = this.read(undefined, this.broken);
    this.whole.catch(() => undefined);
  }

  /** Resolves when nothing is under way any more, so that the summary speaks of all of it. */
  async ended(): Promise<void> {
    await this.whole;
    // One parent may vanish between two calls; where nobody is found, it is the question that is refused.
    if (this.lost && !this.collecting.answered) this.collecting.faults.push(this.lost);
  }

  /** @returns a function from a parent to its facts */
  async of(parents: readonly AnyAsset[]): Promise<(parent: AnyAsset) => RelatedFacts> {
    const { ask, by, key } = this.collector.belongs ?? {};
    const ofAll = !ask && by === undefined;
    const keyOf = (parent: AnyAsset) => (ofAll ? EVERYBODY : key ? key(parent) : parent.id);
    if (!ask) {
      this.start();
      const rows = (await this.whole) ?? new Map<string, AnyAsset[]>();
      // A malformed row costs its parent; nobody is known when it is not known whose it was, or when the list broke off.
      const missing = { reason: reasonOf(this.collecting) };
      const all = this.broken.has(undefined);
      return (parent) => {
        if (all) return missing;
        return unlessUnread(() => {
          const name = keyOf(parent) ?? '';
          return this.broken.has(name) ? missing : (rows.get(name) ?? []);
        }, unreadKey);
      };
    }
    // A parent that does not say whether it is to be asked for is asked for; one without its key cannot be.
    const asksFor = (parent: AnyAsset) =>
      unlessUnread(
        () => ask.when?.(parent) ?? true,
        () => true,
      );
    const wanted = new Set(
      parents.filter(asksFor).map((parent) =>
        unlessUnread(
          () => keyOf(parent),
          () => undefined,
        ),
      ),
    );
    wanted.delete(undefined);
    const asked = ask.keep ? this.kept : new Map<string, Promise<Answered>>();
    const names = [...wanted] as string[];
    for (const ids of chunk(
      names.filter((name) => !asked.has(name)),
      ask.max,
    )) {
      const answered = this.answer(ids);
      for (const id of ids) asked.set(id, answered);
    }
    const answers = new Map(await Promise.all(names.map(async (name) => [name, await asked.get(name)] as const)));
    return (parent) =>
      unlessUnread(() => {
        const name = keyOf(parent) ?? '';
        const { failed, rows } = answers.get(name) ?? {};
        return failed?.get(name) ?? rows?.get(name) ?? [];
      }, unreadKey);
  }

  private async answer(ids: readonly string[]): Promise<Answered> {
    const answered = { rows: new Map<string, AnyAsset[]>(), failed: new Map<string, Missing>() };
    await this.ask(ids, answered.rows, answered.failed);
    return answered;
  }

  /** One id that has vanished since it was listed must not cost its batch: the batch is halved until it is alone. */
  private async ask(
    ids: readonly string[],
    into: Map<string, AnyAsset[]>,
    failed: Map<string, Missing>,
  ): Promise<void> {
    try {
      const broken = new Set<string | undefined>();
      for (const [id, list] of await this.read(ids, broken)) into.set(id, list);
      if (broken.size === 0) return;
      // A parent with a row that could not be read is not known; nor is anybody when it is not known whose row it was.
      const reason = reasonOf(this.collecting);
      for (const id of ids) if (broken.has(undefined) || broken.has(id)) failed.set(id, { reason });
    } catch (error) {
      if (!isInspectionError(error)) throw error;
      const { cloudCode = '' } = error as Partial<CloudApiError>;
      if (ids.length === 1 && this.collector.belongs?.ask?.none?.includes(cloudCode)) {
        this.collecting.answered = true;
        return;
      }
      if (error.code === 'not-found' && ids.length > 1) {
        const half = Math.ceil(ids.length / 2);
        await Promise.all([this.ask(ids.slice(0, half), into, failed), this.ask(ids.slice(half), into, failed)]);
        return;
      }
      if (error.code === 'not-found') this.lost ??= error;
      else this.collecting.faults.push(error);
      for (const id of ids) failed.set(id, { reason: error.message });
    }
  }

  /** @param broken takes the parents of rows that are malformed, `undefined` where that cannot be told */
  private async read(
    ids: readonly string[] | undefined,
    broken = new Set<string | undefined>(),
  ): Promise<Map<string, AnyAsset[]>> {
    const { product, call, belongs } = this.collector;
    const rows = new Map<string, AnyAsset[]>();
    const seen = new Set<string>();
    const params = ids && belongs?.ask ? askFor(ids, belongs.ask) : {};
    let pages = 0;
    try {
      const { client, collector, region, collecting } = this;
      const variants = await variantsOf(client, collector, region, collecting.tally);
      const lists = variants.map((variant) =>
        listPages(this.client, {
          ...listOf(this.collector, this.region, this.collecting.tally, { ...variant, ...params }),
          expected: ids === undefined && this.expected,
          ...(ids && ids.length > 1 && { asked: ids.length }),
        }),
      );
      for await (const page of inTurn(lists)) {
        pages += 1;
        this.collecting.answered = true;
        for (const item of page.items) {
          const row = readAsset(item, this.collector, this.account, this.region, this.collecting);
          const parent = belongs?.by === undefined ? (ids?.[0] ?? EVERYBODY) : this.collector.parentId(item);
          if (row && parent === undefined && !broken.has(undefined)) {
            const problem = `a row without ${belongs?.by ?? ''}, nobody knows whose it is`;
            this.collecting.faults.push(
              new ResponseShapeError(`${product.code}:${call.action} in ${this.region}: ${problem}`),
            );
          }
          if (!row || parent === undefined) broken.add(parent);
          if (!row || parent === undefined) continue;
          // A row may come twice when rows move between pages.
          const key = `${parent} ${row.id}`;
          if (seen.has(key)) continue;
          seen.add(key);
          const list = rows.get(parent);
          if (list) list.push(row);
          else rows.set(parent, [row]);
          this.collecting.assets += 1;
        }
      }
    } catch (error) {
      if (!isInspectionError(error)) throw error;
      // Nobody vanishes between two pages about them.
      if (ids === undefined || (pages > 0 && error.code === 'not-found')) this.collecting.faults.push(error);
      if (ids !== undefined) throw error;
      broken.add(undefined);
    }
    return rows;
  }
}
