import type { Limiter, Transport } from '../aliyun';
import type { AnyChecker } from '../define';
import type { CredentialsProvider } from '../credentials';
import type { AnyAsset, Language, RunSummary, Text } from '../model';
import type { Reporter } from '../report';
import type { StateStore } from '../state';

/** One account to inspect. */
export interface AccountSpec {
  /** As findings and messages name it. */
  readonly name: string;
  readonly credentials: CredentialsProvider;
  /** Region ids, or `'all'`: every region that the cloud lists for the account. */
  readonly regions: 'all' | readonly string[];
  /** When it cannot be looked up (a private cloud without STS). */
  readonly accountId?: string;
}

/** A filter for the assets of one collector; made by `only`. */
export interface CollectorFilter {
  readonly collector: string;
  accepts(asset: AnyAsset): boolean;
}

/** A declared inspection: what a host lists, schedules and runs. */
export interface Inspection {
  readonly id: string;
  readonly title: Text;
  readonly description: Text | undefined;
  readonly schedule: string;
  readonly timeoutSeconds: number;
  readonly accounts: readonly AccountSpec[];
  readonly checkers: readonly AnyChecker[];
  readonly filters: readonly CollectorFilter[];
  /**
   * The entry point that a function host calls; needs no `this`.
   *
   * @param configs newline-separated asset ids, a list of them, `{ regions?, instanceIds?, params? }`, any of these as
   *   JSON text, or nothing for what the template says
   * @param options what the host provides; a host-less run keeps its state in `.aliyun-inspection` and logs to stderr
   * @returns a serialisable summary
   * @throws ConfigError or CredentialsError before anything is called; StateError `locked` while another run goes on
   */
  run(this: void, configs?: unknown, options?: RunOptions): Promise<RunSummary>;
}

/** What a host gives a run. Everything has a default that works on a bare machine. */
export interface RunOptions {
  /** Who is told what the run finds; by default plain lines on stderr. */
  readonly reporters?: readonly Reporter[];
  /** What is remembered between runs; by default a file under `ALIYUN_INSPECTION_STATE` or `.aliyun-inspection`. */
  readonly state?: StateStore;
  /** Stops the run cleanly: what was judged is kept, the rest is `unknown`. */
  readonly signal?: AbortSignal;
  /** Judges, but neither changes the state nor counts events as sent. */
  readonly dryRun?: boolean;
  readonly language?: Language;
  /** Shared with other runs of this process, so that they do not throttle each other. */
  readonly limiter?: Limiter;
  readonly transport?: Transport;
  /** For one exchange with the cloud, in milliseconds; 20 s when absent. */
  readonly timeoutMs?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly now?: () => Date;
  /** Collections under way at once. */
  readonly concurrency?: number;
}
