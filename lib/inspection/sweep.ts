/** The accounts of a run, and the units of work that come of them. */
import { sortBy } from 'lodash';
import {
  createClient,
  createLimiter,
  globalPlaces,
  type Client,
  type EndpointOptions,
  type Limiter,
  type Transport,
} from '../aliyun';
import { ConfigError, StateError, isInspectionError, messageOf } from '../errors';
import type { AccountRef, CollectionSummary, Text } from '../model';
import type { StateStore } from '../state';
import { doubtOf } from './absent';
import { identify, knownRegions, lastKnownId, placesOf } from './account';
import type { RunConfigs } from './configs';
import type { UnitContext } from './context';
import { ofAccount } from './keys';
import type { Ledger } from './ledger';
import type { PlannedAccount } from './terms';
import type { RootPlan } from './plan';
import { WorkQueue } from './queue';
import type { AccountSource, AccountSpec, Inspection } from './types';
import { inspectUnit } from './unit';

/** The regions of one collector of an account: how many, how many are done, and those that do not have it. */
interface Asked {
  readonly regions: number;
  done: number;
  readonly absent: CollectionSummary[];
}

/** Where a root collector is listed. */
interface Place {
  readonly root: RootPlan;
  readonly account: AccountRef;
  readonly region: string;
}

export interface SweepOptions {
  readonly plan: readonly RootPlan[];
  /** Those that were asked for. */
  readonly regions: RunConfigs['regions'];
  readonly transport: Transport;
  readonly endpoints: EndpointOptions;
  /** For one exchange with the cloud. */
  readonly timeoutMs?: number;
  readonly limiter?: Limiter;
  /** Units under way at once; {@link UNITS_AT_ONCE} when absent. */
  readonly concurrency?: number;
  /** Called when a unit is done. */
  readonly progress: () => void;
}

/**
 * Enough to keep a processor busy while the cloud takes a tenth of a second for a call: most units are one call. With 16 a run
 * over a hundred accounts waited for a third of its time.
 */
const UNITS_AT_ONCE = 32;

/** Makes units of work out of accounts, collectors and regions, and sees them through. */
export class Sweep {
  /** Known so far, and done. */
  readonly units = { total: 0, done: 0 };
  private readonly limiter: Limiter;

  constructor(
    private readonly context: UnitContext,
    private readonly ledger: Ledger,
    private readonly options: SweepOptions,
  ) {
    this.limiter = options.limiter ?? createLimiter();
  }

  /**
   * Inspects all accounts.
   *
   * @param refused why there are no keys for some, by the name of the account
   * @returns why the cloud refuses the keys of every account, if it does: then nothing is said of any
   */
  async all(
    accounts: readonly (AccountSpec | AccountSource)[],
    refused: ReadonlyMap<string, Error>,
  ): Promise<Error | undefined> {
    const queue = new WorkQueue(this.options.concurrency ?? UNITS_AT_ONCE);
    const failed: { account: AccountRef; error: Error }[] = [];
    let attempted = 0;
    const begin = (account: AccountSpec | AccountSource): void => {
      attempted += 1;
      queue.add(async () => {
        try {
          const error = refused.get(account.name);
          if (error) throw error;
          if ('list' in account) {
            const members = await this.membersOf(account);
            attempted -= 1;
            members.forEach(begin);
          } else {
            // Members of a directory are entered here for the first time: one that refuses does not stop the others.
            await account.credentials.getCredentials();
            await this.startAccount(queue, this.clientOf(account), account);
          }
        } catch (e) {
          failed.push({
            account: await knownAs(account, this.context.state),
            error: ofAccount(account.name, e, 'service'),
          });
        }
      });
    };
    accounts.forEach(begin);
    await queue.drained();
    // Keys refused for every account are bad input, not a finding. A wrong clock is not the keys' fault.
    const keys = failed.filter(({ error }) => isInspectionError(error, 'credentials') && !error.context.clockSkew);
    if (keys[0] && keys.length === attempted) return keys[0].error;
    for (const { account, error } of failed) await this.accountFailed(account, error);
    return undefined;
  }

  /** The accounts that a source stands for. */
  async membersOf(source: AccountSource): Promise<readonly AccountSpec[]> {
    const members = await source.list(this.clientOf(source));
    this.ledger.note(`${source.name}: ${members.length} accounts`);
    return members;
  }

  /** An account that a plan names. @throws ConfigError when the script has none of that name */
  async find({ accounts }: Pick<Inspection, 'accounts'>, { name, source, accountId }: PlannedAccount) {
    const found = accounts.find((one) => one.name === (source ?? name));
    if (found && !('list' in found)) return found;
    const member =
      accountId !== undefined && found?.member
        ? found.member({ name, accountId })
        : (await found?.list(this.clientOf(found)))?.find((one) => one.name === name);
    if (member) return member;
    throw new ConfigError(
      `account ${name}: is not in the script of this machine: all that work on a run need the same`,
      {
        field: 'accounts',
      },
    );
  }

  /** Says of an account, by its name, that nothing of it was inspected. */
  async unseen({ accounts }: Pick<Inspection, 'accounts'>, name: string, error: Error): Promise<void> {
    const spec = accounts.find((one) => one.name === name);
    const account = spec ? await knownAs(spec, this.context.state) : { id: name, name };
    await this.accountFailed(account, error);
  }

  private clientOf(account: AccountSpec | AccountSource): Client {
    return createClient({
      accountName: account.name,
      accountKey: ('accountId' in account && account.accountId) || account.name,
      credentials: account.credentials,
      signature: account.signature,
      ossSignature: account.ossSignature,
      limiter: this.limiter,
      transport: this.options.transport,
      counters: this.ledger.calls,
      metricCalls: this.ledger.metricCalls,
      now: this.context.now,
      stop: this.context.stop,
      endpoints: this.options.endpoints,
      timeoutMs: this.options.timeoutMs,
    });
  }

  private async startAccount(queue: WorkQueue, client: Client, spec: AccountSpec): Promise<void> {
    const { inspection, state, now } = this.context;
    const { endpoints, plan, regions: wanted } = this.options;
    const identity = await identify(client, spec, state);
    if (identity.note) this.ledger.note(identity.note);
    const account: AccountRef = { id: identity.id, name: spec.name };
    const regional = plan.map((root) => root.collector).filter((collector) => collector.scope === 'region');
    const remembered = (collector: string) =>
      state.regions({ inspection: inspection.id, account: account.id, collector });
    const known = knownRegions(state, account.id, now);
    const places = regional.length
      ? await placesOf(client, spec, wanted, regional, remembered, known)
      : { regionsOf: () => [], skipped: 0, notes: [] };
    this.ledger.note(...places.notes);
    this.ledger.skip(places.skipped);
    const units = plan.flatMap((root) => {
      const { scope, id, product } = root.collector;
      const regions = scope === 'global' ? globalPlaces(product, endpoints) : places.regionsOf(id);
      // Regions that do not have it are believed when all have been asked.
      const asked: Asked = { regions: regions.length, done: 0, absent: [] };
      return regions.map((region) => ({ root, region, asked }));
    });
    this.units.total += units.length;
    // Lists of a whole account are the longest, page after page: what begins with them does not end with them alone.
    for (const { root, region, asked } of sortBy(units, ({ root }) => root.collector.scope !== 'global')) {
      queue.add(async () => {
        await this.inspectOne({ root, account, region }, client, asked.absent);
        asked.done += 1;
        if (asked.done === asked.regions) await this.settleAbsent(root, client, account, asked);
        this.units.done += 1;
        this.options.progress();
      });
    }
  }

  private async inspectOne(place: Place, client: Client, absent: CollectionSummary[]): Promise<void> {
    const { context } = this;
    const collection = async (one: CollectionSummary): Promise<void> => {
      if (one.status === 'unsupported') absent.push(one);
      else await context.emit.collection(one);
    };
    const { root, account, region } = place;
    try {
      await inspectUnit({ ...context, emit: { ...context.emit, collection } }, root, client, account, region);
    } catch (error) {
      // Nothing may be claimed about what could not be remembered, nor about what a defect cut short.
      const reason = isInspectionError(error) ? error.message : `internal error: ${messageOf(error)}`;
      if (error instanceof StateError) this.ledger.note(reason);
      await this.collectionFailed(place, reason);
    }
  }

  /** A product that is in no region of the account at all must not look like health. */
  private async settleAbsent(root: RootPlan, client: Client, account: AccountRef, asked: Asked): Promise<void> {
    const { absent, regions } = asked;
    const nowhere = absent.length === regions && regions > 0;
    const doubt = nowhere ? await doubtOf(client, root.collector) : () => undefined;
    for (const one of absent) {
      const why = doubt(one.region);
      if (why === undefined) await this.context.emit.collection(one);
      else {
        const reason = `${one.reason ?? 'refused'}; ${why}`;
        await this.collectionFailed({ root, account, region: one.region }, reason, one.calls);
      }
    }
    if (nowhere) {
      const where = regions === 1 ? 'the one region' : `any of the ${regions} regions`;
      const { id } = root.collector;
      this.ledger.note(`${id}: not available in ${where} of account ${account.name}, so nothing was inspected`);
    }
  }

  /** An account that cannot be inspected at all: every checker is `unknown` for it. */
  private async accountFailed(account: AccountRef, error: Error): Promise<void> {
    for (const root of this.options.plan) {
      const { scope, product } = root.collector;
      for (const region of scope === 'global' ? globalPlaces(product, this.options.endpoints) : ['*']) {
        await this.collectionFailed({ root, account, region }, error.message);
      }
    }
  }

  private async collectionFailed({ root, account, region }: Place, reason: string, calls = 0): Promise<void> {
    const message: Text = { zh: `无法判断：${reason}`, en: `cannot tell: ${reason}` };
    const checkers = [...root.checkers, ...root.goneCheckers];
    const place = { account: account.id, accountName: account.name, region };
    for (const checker of checkers) {
      this.ledger.judged.verdict('unknown');
      this.context.causes?.doubt(checker, account.id);
    }
    await this.context.emit.findings(
      checkers.map((checker) => ({
        checker: checker.id,
        product: root.collector.product.code,
        assetId: '',
        assetName: '',
        ...place,
        verdict: 'unknown',
        message,
        data: {},
      })),
    );
    const collector = root.collector.id;
    await this.context.emit.collection({ collector, ...place, status: 'failed', reason, assets: 0, calls });
  }
}

/** The account as far as the state knows it, when the cloud could not be asked. */
async function knownAs(account: AccountSpec | AccountSource, state: StateStore): Promise<AccountRef> {
  const id = 'list' in account ? undefined : (account.accountId ?? (await lastKnownId(account, state)));
  return { id: id ?? account.name, name: account.name };
}
