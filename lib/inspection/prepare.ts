/** What a run needs before it begins, and what is refused before anything is opened or called. */
import { endpointsFromEnv, type EndpointOptions } from '../aliyun';
import { ConfigError, isInspectionError, messageOf } from '../errors';
import type { GuanceConfig } from '../guance';
import { DEFAULT_STATE_DIR, hasState, isAddress, memoryState, openState, type StateStore } from '../state';
import { checkAccountRegions } from './account';
import { checkAlerts } from './alerts';
import { parseConfigs, type RunConfigs } from './configs';
import { guanceConfigOf, type Link } from './link';
import { withParams } from './plan';
import { SELF_CHECKERS } from './self';
import type { Inspection, RunOptions } from './types';

export type Env = Readonly<Record<string, string | undefined>>;

/** Input that has been checked. */
export interface Prepared {
  /** What the caller of the run asks for. */
  readonly own: RunConfigs;
  readonly endpoints: EndpointOptions;
  /** Regions that the operator vouches for. */
  readonly extraRegions: readonly string[];
  readonly guance: GuanceConfig;
  /** What the operator should know. */
  readonly notes: readonly string[];
}

/**
 * @param part of a run whose plan has checked the regions of all accounts: each of many does not do it again
 * @throws ConfigError naming the field
 */
export function prepare(
  inspection: Inspection,
  input: unknown,
  options: RunOptions,
  env: Env,
  part: boolean,
): Prepared {
  const own = parseConfigs(input);
  withParams([...inspection.checkers, ...SELF_CHECKERS], own);
  const endpoints = endpointsFromEnv(env);
  const extraRegions = (env.ALIYUN_EXTRA_REGIONS ?? '')
    .split(',')
    .map((region) => region.trim())
    .filter(Boolean);
  if (!part) checkAccountRegions(inspection.accounts, own.regions, extraRegions);
  const guance = guanceConfigOf(inspection, env);
  return { own, endpoints, extraRegions, guance, notes: checkAlerts(inspection, guance, options.reporters) };
}

/** Parameters from the workspace are checked like any other; what is wrong with them is said, and the own are used. */
export function usable(
  inspection: Inspection,
  link: Link,
  extraRegions: readonly string[],
): Pick<Link, 'configs' | 'problems'> {
  try {
    withParams([...inspection.checkers, ...SELF_CHECKERS], link.configs);
    checkAccountRegions(inspection.accounts, link.configs.regions, extraRegions);
    return link;
  } catch (error) {
    if (!isInspectionError(error, 'config')) throw error;
    return { configs: link.fallback, problems: { ...link.problems, parameters: messageOf(error) } };
  }
}

/** The folder of a run's files. */
export function stateDirOf(options: RunOptions, env: Env): string {
  const place = placeOf(options, env);
  return isAddress(place) ? DEFAULT_STATE_DIR : place;
}

function placeOf(options: RunOptions, env: Env): string {
  return options.stateDir ?? (env.ALIYUN_INSPECTION_STATE?.trim() || DEFAULT_STATE_DIR);
}

/** @throws ConfigError for what is no folder; StateError when it cannot be used */
export function openDefaultState(options: RunOptions, env: Env): StateStore {
  const directory = placeOf(options, env);
  if (isAddress(directory)) {
    const field = options.stateDir === undefined ? 'ALIYUN_INSPECTION_STATE' : 'stateDir';
    throw new ConfigError(
      `${field}: is the address of a database, which the command line and serve open; a program gives run() a folder, or its own state`,
      { field },
    );
  }
  // A dry run leaves nothing behind, not even an empty state.
  return options.dryRun && !hasState(directory) ? memoryState() : openState(directory);
}
