import { idList, listing, repeated, type Action, type Call } from '../../define';
import { ApiError, invalidParameter, notFound } from '../../errors';
import { ecsPaging, eitherPaging, numberPaging, tokenPaging } from '../../paging';
import { only, type Indices } from '../../population';
import { DAY, MINUTE, secondTime } from '../../time';
import type { Scope } from '../../world';
import { instanceRow, instanceTags, networkOf } from './instance-rows';
import { instanceAt, type Instance } from './instances';

/** Live instances by id, in the order of the list of the region. */
export function instancesById(scope: Scope, ids: readonly string[]): Indices {
  const found = new Set<number>();
  for (const id of ids) {
    const index = scope.find('instance', id);
    if (index !== undefined) found.add(index);
  }
  return only([...found].sort((a, b) => a - b));
}

export function filterIndices(scope: Scope, all: Indices, test: (index: number) => boolean): Indices {
  const found: number[] = [];
  for (let i = 0; i < all.length; i++) if (test(all.at(i))) found.push(all.at(i));
  return only(found);
}

const INSTANCE_FILTERS: Readonly<Record<string, (instance: Instance, value: string) => boolean>> = {
  Status: (instance, value) => instance.status === value,
  InstanceChargeType: (instance, value) => (instance.prepaid ? 'PrePaid' : 'PostPaid') === value,
  LockReason: (instance, value) => instance.lock?.toLowerCase() === value.toLowerCase(),
  InstanceName: (instance, value) =>
    new RegExp(`^${value.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`).test(instance.name),
  InstanceType: (instance, value) => instance.type === value,
  ZoneId: (instance, value) => instance.zone === value,
  InstanceNetworkType: (instance, value) => networkOf(instance) === value,
};

function tagFilters(call: Call): { key: string; value: string | undefined }[] {
  const tags: { key: string; value: string | undefined }[] = [];
  for (let n = 1; call.params[`Tag.${n}.Key`] !== undefined; n++) {
    tags.push({ key: call.params[`Tag.${n}.Key`] ?? '', value: call.params[`Tag.${n}.Value`] });
  }
  return tags;
}

function hasTags(own: readonly { TagKey: string; TagValue: string }[], wanted: ReturnType<typeof tagFilters>): boolean {
  return wanted.every((tag) =>
    own.some((one) => one.TagKey === tag.key && (tag.value ?? one.TagValue) === one.TagValue),
  );
}

function chosenInstances(call: Call): Indices {
  const { scope, params } = call;
  const ids = idList(call, 'InstanceIds');
  const wanted = Object.entries(INSTANCE_FILTERS).filter(([name]) => params[name] !== undefined);
  const tags = tagFilters(call);
  const test = (index: number): boolean => {
    const instance = instanceAt(scope, index);
    return (
      wanted.every(([name, passes]) => passes(instance, params[name] ?? '')) &&
      hasTags(instanceTags(instance, scope), tags)
    );
  };
  const filtering = wanted.length > 0 || tags.length > 0;
  if (ids !== undefined) {
    const named = instancesById(scope, ids);
    return filtering ? filterIndices(scope, named, test) : named;
  }
  if (!filtering) return scope.live('instance');
  const name = JSON.stringify([wanted.map(([key]) => [key, params[key]]), tags]);
  return scope.filtered('instance', name, test);
}

export const describeInstances: Action = {
  name: 'DescribeInstances',
  params: ['InstanceIds', 'AdditionalAttributes', 'Tag', ...Object.keys(INSTANCE_FILTERS)],
  required: ['RegionId'],
  paging: ecsPaging({ min: 10, max: 100 }),
  items: 'Instances.Instance',
  itemId: 'InstanceId',
  handle(call) {
    const chosen = chosenInstances(call);
    const additional = repeated(call.params, 'AdditionalAttributes');
    const { scope, world } = call;
    const { rows, fields } = call.page(
      listing(chosen.length, (i) => {
        const index = chosen.at(i);
        const key = [scope.account.accountId, scope.region, index, ...additional].join('/');
        return world.rows.row(world.epoch, key, () => instanceRow(instanceAt(scope, index), scope, additional));
      }),
    );
    return { Instances: { Instance: rows }, ...fields };
  },
};

const RENEWALS = ['AutoRenewal', 'Normal', 'NotRenewal'];

export const describeInstanceAutoRenewAttribute: Action = {
  name: 'DescribeInstanceAutoRenewAttribute',
  params: ['InstanceId', 'RenewalStatus'],
  required: ['RegionId'],
  paging: numberPaging({ default: 10, max: 100, over: 'cap' }),
  items: 'InstanceRenewAttributes.InstanceRenewAttribute',
  itemId: 'InstanceId',
  handle(call) {
    const { scope, params } = call;
    const { InstanceId: ids, RenewalStatus: status } = params;
    if (!ids && !status) throw new ApiError(400, 'MissingParameter', 'InstanceId or RenewalStatus is needed.');
    if (status && !RENEWALS.includes(status)) throw invalidParameter('RenewalStatus', `one of ${RENEWALS.join(', ')}`);
    const passes = (index: number): boolean => {
      const instance = instanceAt(scope, index);
      return instance.prepaid && (status || instance.renewal) === instance.renewal;
    };
    let chosen: Indices;
    if (ids) {
      const named = ids.split(',');
      if (named.length > 100) throw invalidParameter('InstanceId', 'at most 100 ids expected');
      const indices = named.map((id) => {
        const index = scope.find('instance', id);
        if (index === undefined) throw notFound('InvalidInstanceId.NotFound', `The instance ${id} does not exist.`);
        if (!instanceAt(scope, index).prepaid) {
          throw new ApiError(403, 'ChargeTypeViolation', `The instance ${id} is not a subscription.`);
        }
        return index;
      });
      chosen = filterIndices(scope, only(indices), passes);
    } else {
      chosen = scope.filtered('instance', `renewal/${status ?? ''}`, passes);
    }
    const { rows, fields } = call.page(
      listing(chosen.length, (i) => {
        const instance = instanceAt(scope, chosen.at(i));
        const on = instance.renewal === 'AutoRenewal';
        return {
          InstanceId: instance.id,
          AutoRenewEnabled: on,
          RenewalStatus: instance.renewal,
          Duration: on ? 1 : 0,
          PeriodUnit: 'Month',
        };
      }),
    );
    return { InstanceRenewAttributes: { InstanceRenewAttribute: rows }, ...fields };
  },
};

/** An assistant is on every machine that runs, but for one that nobody looks after. */
export const describeCloudAssistantStatus: Action = {
  name: 'DescribeCloudAssistantStatus',
  params: ['OSType'],
  required: ['RegionId'],
  paging: eitherPaging(
    tokenPaging({ default: 10, max: 50, total: true }),
    numberPaging({ default: 10, max: 50, over: 'refuse' }),
  ),
  items: 'InstanceCloudAssistantStatusSet.InstanceCloudAssistantStatus',
  itemId: 'InstanceId',
  handle(call) {
    const { scope, world } = call;
    const live = scope.live('instance');
    const { rows, fields } = call.page(
      listing(live.length, (i) => {
        const instance = instanceAt(scope, live.at(i));
        const online = instance.status === 'Running' && instance.condition !== 'ecs-neglected';
        return {
          InstanceId: instance.id,
          CloudAssistantStatus: String(online),
          CloudAssistantVersion: online ? '2.2.3.980' : '',
          ActiveTaskCount: 0,
          InvocationCount: online ? 3 : 0,
          LastInvokedTime: online ? secondTime(world.now - 2 * DAY) : '',
          LastHeartbeatTime: secondTime(online ? world.time - MINUTE : world.now - 20 * DAY),
          OSType: 'Linux',
          SupportSessionManager: true,
        };
      }),
    );
    return { InstanceCloudAssistantStatusSet: { InstanceCloudAssistantStatus: rows }, ...fields };
  },
};
