import type { Limiter, Transport } from '../aliyun';
import type { AnyChecker } from '../define';
import type { HostReport, RequestLimits } from '../guance';
import type { Language, RunSummary, Text } from '../model';
import type { AlertStrategy, Reporter } from '../report';
import type { StateStore } from '../state';
import type {
  AccountSource,
  AccountSpec,
  CollectorFilter,
  DataSettings,
  GuanceSettings,
  UpdateSettings,
} from './schema';

export type {
  AccountSource,
  AccountSpec,
  CollectorFilter,
  DataSettings,
  GuanceSettings,
  Regions,
  UpdateSettings,
} from './schema';

/** A declared inspection: what a host lists, schedules and runs. */
export interface Inspection {
  readonly id: string;
  readonly title: Text;
  readonly description: Text | undefined;
  readonly schedule: string;
  readonly timeoutSeconds: number;
  readonly accounts: readonly (AccountSpec | AccountSource)[];
  readonly metricCalls: number | undefined;
  readonly flapping: number | undefined;
  readonly updates: UpdateSettings | undefined;
  readonly guance: GuanceSettings | undefined;
  readonly report: DataSettings | undefined;
  readonly alerts: AlertStrategy | undefined;
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

/** What a host has settled with the workspace itself, so that the run neither registers nor asks. */
export interface Registered {
  /** The values of the function's parameters, as the workspace has set them. */
  readonly kwargs: Readonly<Record<string, unknown>>;
  /** Takes the place of the reporter `guance`. */
  readonly report: HostReport;
}

/** What a host gives a run. Everything has a default that works on a bare machine. */
export interface RunOptions {
  /** Who is told what the run finds; by default plain lines on stderr. */
  readonly reporters?: readonly Reporter[];
  /** What is remembered between runs; by default a file under `ALIYUN_INSPECTION_STATE` or `.aliyun-inspection`. */
  readonly state?: StateStore;
  /** Where that file is, instead of the default. */
  readonly stateDir?: string;
  /** Stops the run cleanly: what was judged is kept, the rest is `unknown`. */
  readonly signal?: AbortSignal;
  /** Judges, but neither changes the state nor registers, asks or tells anybody in Guance or elsewhere. */
  readonly dryRun?: boolean;
  /**
   * Somebody asks for exactly these configs now: they win over what is set in Guance. Without it, a run that is
   * registered takes its configs from there alone, and those of the schedule do not count.
   */
  readonly byHand?: boolean;
  readonly language?: Language;
  /** Shared with other runs of this process, so that they do not throttle each other. */
  readonly limiter?: Limiter;
  readonly transport?: Transport;
  /** Guance's rate limits, for a deployment that has its own; by default the documented ones, shared by the process. */
  readonly guanceLimits?: RequestLimits;
  /** The host has registered the inspection, which is enabled: its parameters are these, and its events go there. */
  readonly registered?: Registered;
  /** For one exchange with the cloud, in milliseconds; 20 s when absent. */
  readonly timeoutMs?: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly now?: () => Date;
  /** Collections under way at once. */
  readonly concurrency?: number;
}
