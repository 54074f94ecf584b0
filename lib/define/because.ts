/** What checkers declare of each other: that one finding is the consequence of another. */
import { placeholders, type MessageData, type Text } from '../model/text';

/**
 * A checker whose finding explains one of the checker that declares it: on the same asset, on one that an asset `refers`
 * to, or on the account. A bare id when every finding of it does.
 *
 * @example because: ['ecs-spot-reclaim', { checker: 'ecs-expiring', message: 'expired' }]
 */
export type Because =
  | string
  | {
      /** The id of the checker that tells of the cause. */
      readonly checker: string;
      /** Only when the cause says this: the key of one of its messages. */
      readonly message?: string;
      /** Only when the consequence has these values among its data; of a list, when all its entries are the value. */
      readonly where?: Readonly<Record<string, string>>;
      /**
       * The value of the consequence's data that lists the assets that the cause is looked for on, such as the backends
       * of a load balancer, where no field of the asset names them. Each entry begins with an id, and each must have it.
       */
      readonly each?: string;
    };

/** What causes are declared by and looked up in. */
export interface Declaring {
  readonly id: string;
  readonly messages: Readonly<Record<string, Text>>;
  readonly because: readonly Because[];
}

/** A {@link Because} with its id first. */
export type CauseRule = Exclude<Because, string>;

/** @example causeRule('ecs-locked') // { checker: 'ecs-locked' } */
export function causeRule(because: Because): CauseRule {
  return typeof because === 'string' ? { checker: because } : because;
}

/** Whether a consequence is one that a rule speaks of. @param data of the consequence */
export function isMeant({ where = {} }: CauseRule, data: MessageData): boolean {
  return Object.entries(where).every(([name, wanted]) => {
    const value = data[name];
    return Array.isArray(value)
      ? value.length > 0 && value.every((one) => one === wanted)
      : value !== undefined && String(value) === wanted;
  });
}

/**
 * What is wrong with the causes that checkers declare: an id or a message that is none of theirs, a value that no message
 * has, or a ring. Empty when all is well.
 *
 * @param checkers all that may be meant
 */
export function causeProblems(checkers: readonly Declaring[]): string[] {
  const known = new Map(checkers.map((checker) => [checker.id, checker]));
  const problems: string[] = [];
  for (const checker of checkers) {
    const own = new Set(Object.values(checker.messages).flatMap(({ en }) => placeholders(en)));
    for (const { checker: id, message, where = {}, each } of checker.because.map(causeRule)) {
      const at = `checker ${checker.id}: because ${id}`;
      const cause = known.get(id);
      if (!cause) problems.push(`${at}: there is no such checker`);
      else if (message !== undefined && !(message in cause.messages))
        problems.push(`${at}: it has no message ${message}`);
      for (const name of [...Object.keys(where), ...(each === undefined ? [] : [each])]) {
        if (!own.has(name)) problems.push(`${at}: no message of ${checker.id} has {{${name}}}`);
      }
    }
    const ring = ringFrom(checker, known);
    if (ring) problems.push(`checkers explain each other: ${ring.join(' because ')}`);
  }
  return problems;
}

function ringFrom(start: Declaring, known: ReadonlyMap<string, Declaring>): string[] | undefined {
  const seen = new Set<string>();
  const walk = (checker: Declaring, path: string[]): string[] | undefined => {
    for (const { checker: id } of checker.because.map(causeRule)) {
      if (id === start.id) return [...path, id];
      const next = known.get(id);
      if (!next || seen.has(id)) continue;
      seen.add(id);
      const ring = walk(next, [...path, id]);
      if (ring) return ring;
    }
    return undefined;
  };
  return walk(start, [start.id]);
}
