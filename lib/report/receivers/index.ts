/** The places where people already look, each a file: whoever adds one lists it here. */
import { optional } from '../../input';
import type { Reporter } from '../reporter';
import { alertmanager, type AlertmanagerConfig } from './alertmanager';
import { email, type EmailConfig } from './email';
import { oncall, type OncallConfig } from './oncall';
import type { MakeOptions, Receiver } from './receiver';
import { sls, type SlsConfig } from './sls';
import { tracker, type TrackerConfig } from './tracker';

const RECEIVERS = { alertmanager, oncall, tracker, sls, email };

/** In the order in which documents list them. */
export const RECEIVER_NAMES = ['alertmanager', 'oncall', 'tracker', 'sls', 'email'] as const;
export type ReceiverName = (typeof RECEIVER_NAMES)[number];

/** What a configuration may say of each. */
export const receiverFields = {
  alertmanager: optional(alertmanager.schema),
  oncall: optional(oncall.schema),
  tracker: optional(tracker.schema),
  sls: optional(sls.schema),
  email: optional(email.schema),
};
export interface ReceiverConfigs {
  readonly alertmanager?: AlertmanagerConfig;
  readonly oncall?: OncallConfig;
  readonly tracker?: TrackerConfig;
  readonly sls?: SlsConfig;
  readonly email?: EmailConfig;
}

/** The variables that they are read from. */
export const RECEIVER_VARIABLES: readonly string[] = RECEIVER_NAMES.flatMap((name) => RECEIVERS[name].variables);

/** @throws ConfigError naming the variable */
export function receiversFromEnv(read: (variable: string) => string | undefined): ReceiverConfigs {
  return Object.fromEntries(RECEIVER_NAMES.map((name) => [name, RECEIVERS[name].fromEnv(read)]));
}

/** Checks what is configured, and has its secrets hidden. @throws ConfigError naming the variable */
export function checkReceivers(configs: ReceiverConfigs): void {
  const check = <K extends ReceiverName>(name: K) => {
    const config = configs[name];
    if (config !== undefined) (RECEIVERS[name].check as (given: typeof config) => void)(config);
  };
  RECEIVER_NAMES.forEach(check);
}

/** What a receiver cannot do without, for a message. */
export function receiverNeeds(name: ReceiverName): string {
  const { needs, variables } = RECEIVERS[name] as Receiver<unknown>;
  return needs ?? variables[0] ?? '';
}

/** The reporter of a receiver; `undefined` when it is not configured. */
export function receiverReporter(
  name: ReceiverName,
  configs: ReceiverConfigs,
  options: MakeOptions,
): Reporter | undefined {
  const config = configs[name];
  if (config === undefined) return undefined;
  return (RECEIVERS[name].make as (given: typeof config, with_: MakeOptions) => Reporter)(config, options);
}
