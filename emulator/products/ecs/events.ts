import { listing, repeated, type Action, type Body, type Call } from '../../define';
import { invalidParameter } from '../../errors';
import { ecsPaging, numberPaging } from '../../paging';
import { hash, pick, uuid } from '../../random';
import { DAY, HOUR, MINUTE, secondTime } from '../../time';
import type { Scope } from '../../world';
import { filterIndices, instancesById } from './instance-actions';
import { instanceAt, type Instance } from './instances';

interface SystemEvent {
  instance: Instance;
  type: { Name: string; Code: number };
  status: { Name: string; Code: number };
  published: number;
  notBefore: number;
  finished?: number;
  reason: string;
}

const OPEN_EVENTS: Readonly<Record<string, readonly [string, number, string, number]>> = {
  'ecs-event-scheduled': ['SystemMaintenance.Reboot', 1, 'Scheduled', 24],
  'ecs-event-planned': ['SystemMaintenance.Reboot', 1, 'Scheduled', 24],
  'ecs-event-executing': ['SystemFailure.Redeploy', 7, 'Executing', 1],
  'ecs-event-inquiring': ['SystemMaintenance.IsolateErrorDisk', 41, 'Inquiring', 28],
};

const CYCLE_STATUSES = ['Scheduled', 'Avoided', 'Executing', 'Executed', 'Canceled', 'Failed', 'Inquiring'];

function openEvent(scope: Scope, instance: Instance): SystemEvent | undefined {
  const now = scope.since('instance', instance.index);
  const found = OPEN_EVENTS[instance.condition ?? ''];
  if (found === undefined) return undefined;
  const [type, typeCode, status, statusCode] = found;
  return {
    instance,
    type: { Name: type, Code: typeCode },
    status: { Name: status, Code: statusCode },
    published: instance.condition === 'ecs-event-planned' ? now : now - DAY,
    notBefore: status === 'Scheduled' ? now + (instance.condition === 'ecs-event-planned' ? 14 : 2) * DAY : now - HOUR,
    reason: 'System maintenance is scheduled due to an underlying hardware risk.',
  };
}

/** One instance in fifty had a reboot ten days ago. */
const PAST_EVENT_STEP = 50;

function pastEvent(scope: Scope, index: number): SystemEvent {
  const at = scope.world.now - 10 * DAY;
  return {
    instance: instanceAt(scope, index),
    type: { Name: 'SystemMaintenance.Reboot', Code: 1 },
    status: { Name: 'Executed', Code: 0 },
    published: at - 3 * DAY,
    notBefore: at,
    finished: at + 5 * MINUTE,
    reason: 'System maintenance.',
  };
}

function eventId(event: SystemEvent): string {
  return `e-${event.instance.id.slice(2, 5)}${uuid(hash(event.instance.seed, event.type.Code)).replace(/-/g, '').slice(0, 17)}`;
}

function historyRow(event: SystemEvent): Body {
  return {
    EventId: eventId(event),
    InstanceId: event.instance.id,
    ResourceType: 'instance',
    EventType: event.type,
    EventCycleStatus: event.status,
    EventPublishTime: secondTime(event.published),
    NotBefore: secondTime(event.notBefore),
    EventFinishTime: event.finished === undefined ? '' : secondTime(event.finished),
    Reason: event.reason,
    ImpactLevel: '100',
    ExtendedAttribute: { CanAccept: event.status.Name === 'Inquiring' ? 'true' : 'false', DiskId: '', Device: '' },
  };
}

function within(call: Call, name: string, time: number): boolean {
  const read = (edge: string, otherwise: number): number => {
    const given = call.params[`${name}.${edge}`];
    if (given === undefined) return otherwise;
    const at = Date.parse(given);
    if (Number.isNaN(at)) throw invalidParameter(`${name}.${edge}`, 'a UTC time expected');
    return at;
  };
  return time >= read('Start', -Infinity) && time <= read('End', Infinity);
}

function chosenEvents(call: Call): { length: number; at(ordinal: number): Body } {
  const { scope, params } = call;
  const asked = repeated(params, 'InstanceEventCycleStatus');
  const single = params.EventCycleStatus === undefined ? [] : [params.EventCycleStatus];
  const statuses =
    asked.length > 0 ? asked : single.length > 0 ? single : ['Avoided', 'Executed', 'Canceled', 'Failed'];
  for (const status of statuses) {
    if (!CYCLE_STATUSES.includes(status))
      throw invalidParameter('InstanceEventCycleStatus', `${status} is not a status`);
  }
  const types = repeated(params, 'InstanceEventType');
  const wantedTypes = types.length > 0 ? types : params.EventType === undefined ? [] : [params.EventType];
  const ids = repeated(params, 'EventId');
  const resources = [
    ...repeated(params, 'ResourceId'),
    ...(params.InstanceId === undefined ? [] : [params.InstanceId]),
  ];
  const passes = (event: SystemEvent): boolean =>
    statuses.includes(event.status.Name) &&
    (wantedTypes.length === 0 || wantedTypes.includes(event.type.Name)) &&
    (ids.length === 0 || ids.includes(eventId(event))) &&
    (resources.length === 0 || resources.includes(event.instance.id)) &&
    within(call, 'EventPublishTime', event.published) &&
    within(call, 'NotBefore', event.notBefore);
  const population = scope.population('instance');
  const open = population
    .conditions(scope.world.epoch)
    .filter(({ condition }) => condition in OPEN_EVENTS)
    .map(({ index }) => openEvent(scope, instanceAt(scope, index)))
    .filter((event) => event !== undefined)
    .filter(passes);
  const pastCount = Math.ceil(population.size / PAST_EVENT_STEP);
  if (!statuses.includes('Executed')) return { length: open.length, at: (i) => historyRow(pick(open, i)) };
  const past: number[] = [];
  for (let n = 0; n < pastCount; n++) if (passes(pastEvent(scope, n * PAST_EVENT_STEP))) past.push(n * PAST_EVENT_STEP);
  return {
    length: open.length + past.length,
    at: (i) => historyRow(i < open.length ? pick(open, i) : pastEvent(scope, past[i - open.length] ?? 0)),
  };
}

function healthOf(instance: Instance): { Name: string; Code: number } {
  if (instance.condition === 'ecs-impaired') return { Name: 'Impaired', Code: 64 };
  if (instance.condition === 'ecs-event-executing') return { Name: 'Maintaining', Code: 32 };
  return instance.status === 'Stopped' ? { Name: 'NotApplicable', Code: 128 } : { Name: 'Ok', Code: 0 };
}

function fullStatusRow(scope: Scope, index: number): Body {
  const instance = instanceAt(scope, index);
  const event = openEvent(scope, instance);
  return {
    InstanceId: instance.id,
    Status: instance.status === 'Running' ? { Name: 'Running', Code: 1 } : { Name: 'Stopped', Code: 3 },
    HealthStatus: healthOf(instance),
    ScheduledSystemEventSet: {
      ScheduledSystemEventType:
        event === undefined
          ? []
          : [
              {
                EventId: eventId(event),
                EventType: event.type,
                EventCycleStatus: event.status,
                EventPublishTime: secondTime(event.published),
                NotBefore: secondTime(event.notBefore),
                Reason: event.reason,
                ImpactLevel: '100',
              },
            ],
    },
  };
}

export const describeInstancesFullStatus: Action = {
  name: 'DescribeInstancesFullStatus',
  params: ['InstanceId', 'Status', 'HealthStatus'],
  required: ['RegionId'],
  paging: numberPaging({ default: 10, max: 100, over: 'refuse' }),
  items: 'InstanceFullStatusSet.InstanceFullStatusType',
  itemId: 'InstanceId',
  handle(call) {
    const { scope, params } = call;
    const ids = repeated(params, 'InstanceId');
    if (ids.length > 100) throw invalidParameter('InstanceId', 'at most 100 ids expected');
    const passes = (index: number): boolean => {
      const instance = instanceAt(scope, index);
      return (
        (params.Status ?? instance.status) === instance.status &&
        (params.HealthStatus ?? healthOf(instance).Name) === healthOf(instance).Name
      );
    };
    const filtering = params.Status !== undefined || params.HealthStatus !== undefined;
    const named = ids.length > 0 ? instancesById(scope, ids) : undefined;
    const chosen =
      named !== undefined
        ? filterIndices(scope, named, passes)
        : filtering
          ? scope.filtered('instance', `status/${params.Status ?? ''}/${params.HealthStatus ?? ''}`, passes)
          : scope.live('instance');
    const { rows, fields } = call.page(listing(chosen.length, (i) => fullStatusRow(scope, chosen.at(i))));
    return { InstanceFullStatusSet: { InstanceFullStatusType: rows }, ...fields };
  },
};

export const describeInstanceHistoryEvents: Action = {
  name: 'DescribeInstanceHistoryEvents',
  params: [
    'InstanceId',
    'ResourceId',
    'EventId',
    'EventType',
    'InstanceEventType',
    'EventCycleStatus',
    'InstanceEventCycleStatus',
    'EventPublishTime',
    'NotBefore',
  ],
  required: ['RegionId'],
  paging: ecsPaging({ min: 10, max: 100 }),
  items: 'InstanceSystemEventSet.InstanceSystemEventType',
  itemId: 'EventId',
  handle(call) {
    const { rows, fields } = call.page(chosenEvents(call));
    return { InstanceSystemEventSet: { InstanceSystemEventType: rows }, ...fields };
  },
};
