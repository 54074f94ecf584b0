/** How an inspection alerts without Guance, as a template declares it. */
import { ConfigError } from '../errors';
import {
  fields,
  list,
  number,
  oneOf,
  optional,
  read,
  someOf,
  table,
  text,
  textWith,
  together,
  type Declared,
} from '../input';
import { hintOf, SEVERITIES } from '../model';

const AGGREGATES = ['checker', 'account', 'region', 'product', 'asset'] as const;
const seconds = number(0, 366 * 86_400, 'seconds');

const targetSchema = fields({
  /** A reporter's name, such as `dingtalk`. */
  name: text(),
  /** All that reach the strategy's least severity, when absent. */
  severities: optional(list(oneOf(SEVERITIES), 'severities')),
});

const muteSchema = together(
  fields({
    /** A checker's id. */
    checker: optional(text()),
    /** An asset's id. */
    asset: optional(text()),
    /** Tags of the asset; all have to match. */
    tags: optional(table(text(), 'an object of tags')),
    /** An account's id or name. */
    account: optional(text()),
    region: optional(text()),
    /** ISO 8601: there is no mute for ever. */
    until: textWith('a time', (time) =>
      Number.isNaN(Date.parse(time)) ? 'is not a time such as 2026-12-31T00:00:00Z' : undefined,
    ),
    reason: text(),
  }),
  ({ checker, asset, account, region, tags = {} }) =>
    [checker, asset, account, region, ...Object.keys(tags)].some(Boolean)
      ? undefined
      : 'names neither checker, asset, tags, account nor region',
);

/** What `alerts` of an inspection may hold. */
export const strategySchema = fields({
  /** `info` by default: everything. */
  leastSeverity: optional(oneOf(SEVERITIES)),
  targets: someOf(targetSchema, 'targets'),
  /** After a notice, the same finding is not told again for so long, unless it gets worse or recovers. */
  silenceSeconds: optional(seconds),
  /** A finding that goes on is told again after so long; never by default. */
  repeatSeconds: optional(seconds),
  /** Notices with the same `aggregateBy` come at most this often; what comes in between waits and is told together. */
  aggregateSeconds: optional(seconds),
  /** One notice for everything, when empty or absent. */
  aggregateBy: optional(list(oneOf(AGGREGATES), AGGREGATES.join(', '))),
  mutes: optional(list(muteSchema, 'mutes')),
});

/** Whom to tell of what. */
export type AlertTarget = Declared<typeof targetSchema>;

/** What not to tell, until when, and why. Everything that is named has to match. */
export type Mute = Declared<typeof muteSchema>;

/** What events of one notice have in common. */
export type AggregateBy = (typeof AGGREGATES)[number];

/** How an inspection alerts without Guance. */
export type AlertStrategy = Declared<typeof strategySchema>;

/**
 * Checks a strategy.
 *
 * @param targets the names of the reporters that there are
 * @throws ConfigError naming the field
 */
export function checkStrategy(strategy: AlertStrategy, targets: readonly string[]): void {
  read(strategySchema, strategy, 'alerts.', 'alerts');
  strategy.targets.forEach(({ name }, i) => {
    if (targets.includes(name)) return;
    const field = `alerts.targets[${i}]`;
    const hint = hintOf(name, targets);
    throw new ConfigError(`${field}: "${name}" is no reporter of this run${hint}`, { field });
  });
}
