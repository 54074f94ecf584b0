/** The users of an account, as RAM and IMS both see them. */
import type { Action, Body, Call } from '../../define';
import { notFound } from '../../errors';
import { hash, uuid } from '../../random';
import { DAY, secondTime } from '../../time';
import type { Scope } from '../../world';

/** Users, groups and policies belong to the account, not to a region. */
export function home(call: Call): Scope {
  return call.world.home(call.scope.account.accountId);
}

export function seedOf(scope: Scope, index: number): number {
  return hash(scope.population('user').key, index);
}

/** Names are ids, so that what is planted can be compared with what is found. */
export function nameOf(scope: Scope, index: number): string {
  return scope.population('user').idOf(index);
}

export function domainOf(scope: Scope): string {
  return `${scope.account.accountId}.onaliyun.com`;
}

/** Every other user is a person with a console login; what is wrong with a login is wrong with a person. */
export function isPerson(scope: Scope, index: number): boolean {
  const condition = scope.condition('user', index);
  return condition?.startsWith('ram-user-') === true || (condition === undefined && index % 2 === 0);
}

export function hasDevice(scope: Scope, index: number): boolean {
  return isPerson(scope, index) && scope.condition('user', index) !== 'ram-user-no-mfa';
}

/** When somebody last logged in; '' for never. */
export function lastLogin(scope: Scope, index: number): string {
  const condition = scope.condition('user', index);
  const days = condition === 'ram-user-inactive' ? 120 : seedOf(scope, index) % 30;
  const logsIn = isPerson(scope, index) && condition !== 'ram-user-never';
  return logsIn ? secondTime(scope.world.time - days * DAY) : '';
}

/** What RAM and IMS both say of a user. */
export function common(scope: Scope, index: number): Body {
  const seed = seedOf(scope, index);
  return {
    UserId: `2${String(seed).padStart(10, '0')}0${String(index).padStart(6, '0')}`,
    DisplayName: `User ${index + 1}`,
    Comments: '',
    CreateDate: secondTime(scope.world.now - (100 + (seed % 300)) * DAY),
    UpdateDate: secondTime(scope.world.now - (seed % 100) * DAY),
    Email: '',
    MobilePhone: '',
  };
}

export interface Key {
  readonly id: string;
  readonly status: 'Active' | 'Inactive';
  /** ms */
  readonly created: number;
}

/** Programs have two; an old one that is switched off is no fault. */
export function keysOf(scope: Scope, index: number): readonly Key[] {
  if (isPerson(scope, index)) return [];
  const old = scope.condition('user', index) === 'ram-key-old';
  const key = (n: number, days: number, status: Key['status']): Key => ({
    id: `LTAI-emulated-${uuid(hash(seedOf(scope, index), n)).slice(0, 8)}`,
    status,
    created: scope.world.time - days * DAY,
  });
  return [key(1, 20, 'Active'), key(2, 200, old ? 'Active' : 'Inactive')];
}

/** The group that a user is in; `undefined` in a world without groups. */
export function groupOf(scope: Scope, index: number): number | undefined {
  const groups = scope.live('userGroup');
  return groups.length === 0 ? undefined : groups.at(index % groups.length);
}

/**
 * An action about one user.
 *
 * @throws ApiError 404
 */
export function aboutUser(
  name: string,
  param: string,
  answer: (scope: Scope, index: number, call: Call) => Body,
  more: readonly string[] = [],
): Action {
  return {
    name,
    params: [param, ...more],
    required: [param, ...more],
    handle(call) {
      const scope = home(call);
      const [id = '', domain = domainOf(scope)] = (call.params[param] ?? '').split('@');
      const index = domain === domainOf(scope) ? scope.find('user', id) : undefined;
      if (index === undefined) throw notFound('EntityNotExist.User', `The user does not exist: ${id}.`);
      return answer(scope, index, call);
    },
  };
}
