/** RAM and IMS: the same users, seen by two APIs. */
import { markerPaging } from '../paging';
import { hash } from '../random';
import type { Scope } from '../world';
import { DAY, secondTime } from '../world';
import type { Action, Body, Product } from './define';
import { listing } from './define';

function common(scope: Scope, index: number): Body {
  const seed = hash(scope.population('user').key, index);
  return {
    UserId: `2${String(seed).padStart(10, '0')}0${String(index).padStart(6, '0')}`,
    DisplayName: `User ${index + 1}`,
    Comments: '',
    CreateDate: secondTime(scope.world.now - (100 + (seed % 300)) * DAY),
    UpdateDate: secondTime(scope.world.now - (seed % 100) * DAY),
  };
}

function ramRow(scope: Scope, index: number): Body {
  return { ...common(scope, index), UserName: `user-${index + 1}` };
}

function imsRow(scope: Scope, index: number): Body {
  const seed = hash(scope.population('user').key, index);
  return {
    ...common(scope, index),
    UserPrincipalName: `user-${index + 1}@${scope.account.accountId}.onaliyun.com`,
    LastLoginDate: secondTime(scope.world.now - (seed % 30) * DAY),
    ProvisionType: 'Manual',
    Status: 'active',
    Tags: { Tag: [] },
  };
}

function listUsers(row: (scope: Scope, index: number) => Body, itemId: string): Action {
  return {
    name: 'ListUsers',
    paging: markerPaging({ default: 100, max: 1000 }),
    items: 'Users.User',
    itemId,
    handle(call) {
      const scope = call.world.home(call.scope.account.accountId);
      const live = scope.live('user');
      const { rows, fields } = call.page(listing(live.length, (i) => row(scope, live.at(i))));
      return { Users: { User: rows }, ...fields };
    },
  };
}

export const ram: Product = {
  code: 'ram',
  version: '2015-05-01',
  global: true,
  actions: [listUsers(ramRow, 'UserName')],
};

export const ims: Product = {
  code: 'ims',
  version: '2019-08-15',
  global: true,
  actions: [listUsers(imsRow, 'UserPrincipalName')],
};
