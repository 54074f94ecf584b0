/** What Guance says about an inspection before it runs: whether it is enabled, with which parameters, and who reports. */
import { randomUUID } from 'node:crypto';
import { ConfigError, isInspectionError, messageOf, type InspectionError } from '../errors';
import {
  createGuance,
  guanceFromEnv,
  hostReporter,
  mergeKwargs,
  refKeyOf,
  register,
  type GuanceClient,
  type GuanceConfig,
  type RequestLimits,
} from '../guance';
import type { InspectionEvent, Language } from '../model';
import { fileReporter, lineReporter, type Reporter } from '../report';
import { faultKind } from '../report/fault';
import type { Lock, StateStore } from '../state';
import type { RunConfigs } from './configs';
import { dataReporter } from './data-reporter';
import { metadataOf } from './describe';
import { NO_KWARGS, parseKwargs } from './parameters';
import { knownInWorkspace, lastSaid, type Said } from './said';
import { countsUntil } from './sharing';
import type { Inspection, Registered } from './types';

const HOST_SECRET = 'host-secret';
const LOCK_TRIES = 100;
const LOCK_WAIT_MS = 50;

/** What a workspace has to say about a run, before anything is inspected. */
export interface Link {
  readonly reporters: readonly Reporter[];
  readonly disabled: boolean;
  /** The parameters to use. */
  readonly configs: RunConfigs;
  /** What counts when those of the workspace turn out to be wrong. */
  readonly fallback: RunConfigs;
  readonly problems: { readonly parameters?: string; readonly registration?: string };
  readonly notes: readonly string[];
  /** Whether the workspace has been asked, so that there is something to say about the inspection itself. */
  readonly asked: boolean;
  /** What it said, to be kept for a run that cannot ask. */
  readonly said?: Said;
  /** When the workspace and the reporters have to be done, in a run that may shorten it. */
  readonly stop: { readonly signal?: AbortSignal; deadline: number };
}

/** What the workspace said to the process that has begun the run: JSON, and nothing that opens anything. */
export interface LinkedBefore extends Pick<Link, 'disabled' | 'configs' | 'fallback' | 'problems' | 'notes' | 'asked'> {
  readonly checkerId?: string;
}

export interface LinkOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly language: Language;
  readonly signal?: AbortSignal;
  /** When the run has to end, epoch milliseconds. */
  readonly deadline: number;
  readonly state: StateStore;
  readonly now: Date;
  readonly byHand?: boolean;
  readonly dryRun?: boolean;
  readonly limits?: RequestLimits;
  /** Where the reporter `file` writes. */
  readonly outDir: string;
  /** The run will end for want of keys: the workspace is given a moment to say that the inspection is disabled. */
  readonly hurry?: boolean;
  readonly registered?: Registered;
  /** Of a run that has begun elsewhere: nobody is asked. */
  readonly before?: LinkedBefore;
}

type Config = NonNullable<Inspection['guance']>;

/** What all calls at the start may take together, unless the configuration says otherwise … */
const START_SECONDS = 3;
/** … and of the time that a run has: there has to be some left to inspect. */
const START_SHARE = 0.25;
const HURRY_MS = 1_000;
/** A workspace that limits the requests is no finding, as long as it has answered since. */
const LIMITED_MS = 86_400_000;

/** Reads and checks how to reach Guance; nothing is called. @throws ConfigError naming the variable */
export function guanceConfigOf(
  inspection: Inspection,
  env: Readonly<Record<string, string | undefined>>,
): GuanceConfig {
  return guanceFromEnv(env, inspection.guance);
}

/**
 * Registers the inspection, takes its parameters and state from the workspace, and makes the reporters that are
 * configured. A dry run asks nothing.
 *
 * The workspace has 3 seconds for all of it, see `GuanceConfig.startSeconds`. A run that cannot ask goes on, unless the
 * script says so, with what the workspace last said, or with the script's own values when it never said anything.
 *
 * @param own what the caller gave: it counts where there is no workspace, or when somebody asks for it by hand
 * @throws where the script wants to stop without a registration: ConfigError for a key that is refused, else ReportError
 */
export async function linkGuance(
  inspection: Inspection,
  config: GuanceConfig,
  own: RunConfigs,
  options: LinkOptions,
): Promise<Link> {
  const settings: Partial<Config> = inspection.guance ?? {};
  const { signal, deadline } = options;
  const stop = { signal, deadline };
  const nothing = {
    stop,
    reporters: [],
    disabled: false,
    configs: own,
    fallback: own,
    problems: {},
    notes: [],
    asked: false,
  };
  if (options.registered) return byHost(inspection, config, nothing, { ...options, registered: options.registered });
  if (options.dryRun) {
    const note = 'dry run: Guance was not asked, so that the inspection counts as enabled and with its own parameters';
    return config.apiKeyId === undefined ? nothing : { ...nothing, notes: [note] };
  }
  const funcId = settings.funcId ?? usualFuncId(inspection.id);
  const secret = config.apiKeyId === undefined ? '' : await hostSecret(options);
  const refKey = secret === '' ? '' : refKeyOf(funcId, secret);
  let checkerId: string | undefined;
  const identify = async ({ inspection: name }: InspectionEvent) => {
    if (refKey === '') return undefined;
    if (name === inspection.id) return { refKey, ...(checkerId ? { checkerId } : {}) };
    // Another inspection has reported the fault first: it is that one's for the workspace.
    const known = await knownInWorkspace(options.state, name, guance.client?.openapi ?? '');
    return known ?? { refKey: refKeyOf(usualFuncId(name), secret) };
  };
  const until = countsUntil(inspection.schedule, options.now);
  const guance = createGuance(config, { language: options.language, identify, stop, limits: options.limits, until });
  const { client } = guance;
  const data = dataReporter(inspection, config, guance, stop, options.now);
  const plain = {
    ...nothing,
    reporters: [...guance.reporters, ...localReporters(guance.local, options.outDir), ...data.reporters],
    notes: data.notes,
  };
  if (options.before) {
    const { checkerId: known, ...before } = options.before;
    checkerId = known;
    return { ...plain, ...before };
  }
  if (!client) return plain;
  const by = { openapi: client.openapi, refKey };
  const last = await lastSaid(options.state, inspection.id, by);
  checkerId = last?.checkerId;
  const seconds = config.startSeconds ?? START_SECONDS;
  try {
    const begun = Date.now();
    const startMs = Math.min(seconds * 1000, (deadline - begun) * START_SHARE, options.hurry ? HURRY_MS : Infinity);
    stop.deadline = begun + startMs;
    const registration = await register(client, {
      refKey,
      funcId,
      title: inspection.title[await languageOf(client, options.language)],
      category: settings.category ?? 'general',
      alertPolicyUUIDs: settings.alertPolicyUUIDs,
      ...metadataOf(inspection),
    });
    checkerId = registration.uuid;
    const { callKwargs } = registration;
    const disabled = registration.status === 'disabled';
    const notes = [...plain.notes, ...registration.notes];
    return {
      ...plain,
      ...{ disabled, asked: true, said: { ...by, at: options.now.toISOString(), checkerId, disabled, callKwargs } },
      ...parametersOf(callKwargs, own, notes, options.byHand),
    };
  } catch (error) {
    if (!isInspectionError(error)) throw error;
    // Somebody has stopped the run: nothing is wrong with the registration.
    if (error.code === 'cancelled') return plain;
    if (settings.onRegistrationFailure === 'stop') {
      const real = reasonOf(error);
      if (faultKind(real) === 'key') {
        throw new ConfigError(messageOf(error), { field: 'GUANCE_API_KEY_ID', cause: error });
      }
      throw real;
    }
    return unasked(error, last, plain, own, { ...options, seconds });
  } finally {
    stop.deadline = deadline;
  }
}

/** The host has registered the inspection: what it was told there counts, and only it knows how events are told of it. */
function byHost(
  inspection: Inspection,
  config: GuanceConfig,
  nothing: Link,
  options: LinkOptions & { readonly registered: Registered },
): Link {
  const { language, limits, registered, dryRun, outDir, now } = options;
  const link = { ...nothing, ...parametersOf(registered.kwargs, {}, []) };
  if (dryRun) return link;
  const { stop } = nothing;
  const guance = createGuance(config, { language, stop, limits, until: countsUntil(inspection.schedule, now) });
  const { client } = guance;
  const languageThere = () => (client ? languageOf(client, language).catch(() => language) : Promise.resolve(language));
  const own = hostReporter(registered.report, languageThere);
  const data = dataReporter(inspection, config, guance, stop, now);
  const told = guance.reporters.map((one) => (one.name === own.name ? own : one));
  return {
    ...link,
    reporters: [...told, ...localReporters(guance.local, outDir), ...data.reporters],
    notes: [...link.notes, ...data.notes],
    asked: true,
  };
}

/** Why there was no time left: what there was none to try again. */
function reasonOf(error: InspectionError): InspectionError {
  return error.code === 'deadline' && isInspectionError(error.cause) ? error.cause : error;
}

/** A run that could not ask: the workspace's last word counts, also that the inspection is disabled. */
function unasked(
  error: InspectionError,
  last: Said | undefined,
  plain: Link,
  own: RunConfigs,
  { now, byHand, seconds }: LinkOptions & { readonly seconds: number },
): Link {
  const late = error.code === 'deadline';
  const kind = faultKind(reasonOf(error));
  const problem = `${messageOf(error)}${late ? ` (of ${seconds} s: GUANCE_START_SECONDS)` : ''}`;
  const then = last ? `what it last said (${last.at}) counts` : "the script's own values count";
  const notes = [...plain.notes, `not registered in Guance: ${problem}: ${then}`];
  const limited = kind === 'rate-limit' && last && now.getTime() - Date.parse(last.at) < LIMITED_MS;
  const link = { ...plain, notes, ...(limited ? {} : { problems: { registration: problem }, asked: true }) };
  if (!last) return link;
  const { configs, fallback, notes: all } = parametersOf(last.callKwargs, own, notes, byHand);
  return { ...link, configs, fallback, notes: all, disabled: last.disabled };
}

/** The values set in Guance; where there are none, the script's own. What the schedule brings does not count. */
function parametersOf(
  callKwargs: Readonly<Record<string, unknown>>,
  own: RunConfigs,
  before: readonly string[],
  byHand = false,
): Pick<Link, 'configs' | 'fallback' | 'notes' | 'problems'> {
  const { kwargs, notes } = mergeKwargs(NO_KWARGS, callKwargs);
  const given = Object.keys(own).length > 0;
  const fallback = byHand ? own : {};
  const link = { configs: fallback, fallback, notes: [...before, ...notes], problems: {} };
  if (given && !byHand) {
    link.notes.push('the configs of this call do not count: a registered inspection takes its parameters from Guance');
  }
  if (given && byHand) return link;
  try {
    const configs = parseKwargs(kwargs);
    return Object.keys(configs).length > 0 ? { ...link, configs } : link;
  } catch (error) {
    if (!isInspectionError(error, 'config')) throw error;
    return { ...link, problems: { parameters: messageOf(error) } };
  }
}

function usualFuncId(inspection: string): string {
  return `aliyun_inspection__${inspection.replace(/-/g, '_')}.run`;
}

/** The workspace's; a key that may not read the workspace may still be good enough to register. */
async function languageOf(client: GuanceClient, language: Language): Promise<Language> {
  try {
    return (await client.workspace()).language;
  } catch (error) {
    const kind = faultKind(error);
    if (kind !== 'shape' && kind !== 'refused' && kind !== 'not-found') throw error;
    return language;
  }
}

function localReporters(names: readonly string[], outDir: string): Reporter[] {
  return names.map((name) =>
    name === 'file' ? fileReporter(outDir) : lineReporter((line) => process.stderr.write(`${line}\n`)),
  );
}

/** What makes this host's inspections its own: from the environment, or made once and kept in the state. */
async function hostSecret({ env, state }: LinkOptions): Promise<string> {
  const given = env.GUANCE_HOST_SECRET?.trim();
  if (given) return given;
  const kept = await state.getFact(HOST_SECRET);
  if (kept) return kept;
  // Inspections that begin together on a new host must not each make one of their own.
  const lock = await patientLock(state, `#${HOST_SECRET}`);
  try {
    const meanwhile = await state.getFact(HOST_SECRET);
    if (meanwhile) return meanwhile;
    const made = randomUUID();
    await state.setFact(HOST_SECRET, made);
    return made;
  } finally {
    await lock.release();
  }
}

async function patientLock(state: StateStore, name: string): Promise<Lock> {
  for (let tries = 1; ; tries++) {
    try {
      return await state.lock(name);
    } catch (error) {
      if (!isInspectionError(error, 'locked') || tries >= LOCK_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, LOCK_WAIT_MS));
    }
  }
}
