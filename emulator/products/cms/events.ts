import { listing, type Action, type Body } from '../../define';
import { invalidParameter } from '../../errors';
import { numberPaging } from '../../paging';
import { basicsAt } from '../../common/networks';
import { HOUR, MINUTE } from '../../time';
import type { Scope } from '../../world';
import { instanceAt, type Instance } from '../ecs/instances';
import { time } from './points';

/** A full event: a name, its level and its status. */
type EventKind = readonly [product: string, name: string, level: string, status: string];

const EVENTS: Readonly<Record<string, EventKind>> = {
  'cms-event-critical': ['ECS', 'Instance:SystemFailure.Reboot:Executing', 'CRITICAL', 'Executing'],
  'cms-event-warning': ['ECS', 'Instance:BurstablePerformanceRestricted', 'WARN', 'Normal'],
  'cms-blackhole': ['ddosbgp', 'ddosbgp_event_blackhole', 'CRITICAL', 'add'],
  'cms-rds-failover': ['RDS', 'Instance_Failover', 'WARN', 'Executed'],
  'cms-redis-failover': ['Redis', 'Instance_Failover', 'WARN', 'Executed'],
  'cms-spot-interruption': ['ECS', 'Instance:PreemptibleInstanceInterruption', 'WARN', 'Normal'],
};

/** What has ended well, by turns. */
const ENDED: readonly [EventKind, EventKind] = [
  ['ECS', 'Instance:SystemMaintenance.PerformanceImpact:Executed', 'WARN', 'Executed'],
  ['ECS', 'Instance:SystemMaintenance.Reboot:Avoided', 'CRITICAL', 'Avoided'],
];

/** What an event of an instance shows in ECS, too. */
const SHOWN_AS: Readonly<Record<string, string>> = {
  'cms-event-critical': 'ecs-event-scheduled',
  'cms-spot-interruption': 'ecs-spot-recycling',
};

/** The instance that an event is about: one that shows it, if there is one. */
function eventInstance(scope: Scope, condition: string, seed: number): Instance | undefined {
  const shown = scope
    .population('instance')
    .conditions(scope.world.epoch)
    .find((one) => one.condition === SHOWN_AS[condition]);
  if (shown !== undefined) return instanceAt(scope, shown.index);
  const live = scope.live('instance');
  return live.length > 0 ? instanceAt(scope, live.at(seed % live.length)) : undefined;
}

function eventRow(scope: Scope, index: number): Body {
  const { id, seed, condition = '' } = basicsAt(scope, 'systemEvent', index);
  const [product, name, level, status] = EVENTS[condition] ?? ENDED[index % 2 === 0 ? 0 : 1];
  const sudden =
    condition === 'cms-blackhole' || condition.endsWith('-failover') || condition === 'cms-spot-interruption';
  const at =
    (condition === '' ? scope.world.time : scope.since('systemEvent', index)) -
    (sudden ? 10 * MINUTE : (1 + (seed % 20)) * HOUR);
  const instance = product === 'ECS' ? eventInstance(scope, condition, seed) : undefined;
  return {
    Id: id,
    Name: name,
    Product: product,
    Level: level,
    Status: status,
    Time: at,
    RegionId: scope.region,
    InstanceName: instance ? instance.name : `203.0.113.${1 + (seed % 250)}`,
    ResourceId: instance
      ? `acs:ecs:${scope.region}:${scope.account.accountId}:instance/${instance.id}`
      : `acs:${product}:${scope.region}:${scope.account.accountId}:resource/${id}`,
    GroupId: '',
    Content: JSON.stringify({ eventId: id }),
  };
}

const EVENT_FILTERS = ['Product', 'Name', 'Level', 'Status'] as const;

export const describeSystemEventAttribute: Action = {
  name: 'DescribeSystemEventAttribute',
  params: ['StartTime', 'EndTime', ...EVENT_FILTERS],
  paging: numberPaging({ default: 10, max: 100, over: 'refuse' }),
  items: 'SystemEvents.SystemEvent',
  itemId: 'Id',
  handle(call) {
    const { scope, params, world } = call;
    const end = time(call, 'EndTime') ?? world.clock();
    const start = time(call, 'StartTime') ?? end - HOUR;
    if (start >= end) throw invalidParameter('StartTime', 'a time before EndTime expected');
    const asked = EVENT_FILTERS.filter((name) => params[name] !== undefined);
    const query = asked.map((name) => `${name}=${params[name] ?? ''}`).join('&');
    const found = scope.filtered('systemEvent', `${start}/${end}/${query}`, (index) => {
      const row = eventRow(scope, index);
      const at = Number(row.Time);
      return at >= start && at <= end && asked.every((name) => row[name] === params[name]);
    });
    // Neither a total nor a word on whether more follows.
    const { rows } = call.page(listing(found.length, (i) => eventRow(scope, found.at(i))));
    return { Code: '200', Message: 'success', Success: 'true', SystemEvents: { SystemEvent: rows } };
  },
};
