import type { Source } from '../assets';
import { instanceAt, reports, sourceAt, type Instance } from '../assets';
import { ApiError, invalidParameter } from '../errors';
import type { Metric } from '../metrics';
import { METRICS, sample } from '../metrics';
import { oddPoints } from '../odd-points';
import { intParam, lengthPaging, numberPaging } from '../paging';
import type { Scope } from '../world';
import { DAY, HOUR, MINUTE } from '../world';
import type { Action, Body, Call, Product } from './define';
import { listing } from './define';
import { devicesOf, networkKindOf, publicIpOf } from './ecs';
import { polardbMonitored } from './polardb';
import { rdsMonitored } from './rds';
import { redisMonitored } from './redis';
import { rocketmqMonitored } from './rocketmq';
import type { Monitored } from './databases';
import { databaseAt } from './databases';
import { mongoMonitored } from './dds';
import { esMonitored } from './es';
import { kafkaMonitored } from './kafka';
import { basicsAt, NETWORKS } from './network';
import { ossMonitored } from './oss';

/** One line of points: an asset, and one of its devices (for file systems) or nodes. */
interface Series {
  id: string;
  source: Source;
  device: number;
}

interface SeriesList {
  length: number;
  at(ordinal: number): Series;
}

/** Assets deleted before the emulator started, whose points still come up in reads of a whole account. */
const GHOSTS = 1;

/** Namespaces of databases and networks. */
const DATABASES: Readonly<Record<string, Monitored>> = {
  acs_rds_dashboard: rdsMonitored,
  acs_kvstore: redisMonitored,
  acs_mongodb: mongoMonitored,
  acs_polardb: polardbMonitored,
  acs_oss_dashboard: ossMonitored,
  acs_kafka: kafkaMonitored,
  acs_rocketmq: rocketmqMonitored,
  acs_elasticsearch: esMonitored,
  ...NETWORKS,
};

/** The names of a namespace's dimensions, the asset's first. */
function dimensionNames(namespace: string): readonly string[] {
  const database = DATABASES[namespace];
  return database === undefined ? ['instanceId', 'device', 'ip'] : [database.dimension, ...database.nodeDimensions];
}

/** Reads `Dimensions`; undefined when it holds no name that the metric knows, which CloudMonitor takes for "everything". */
function dimensions(call: Call): Record<string, string>[] | undefined {
  const given = call.params.Dimensions;
  if (given === undefined || given === '') return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(given);
  } catch {
    throw new ApiError(400, 'InvalidParameterValue', 'Dimensions is not valid JSON.');
  }
  const entries = (Array.isArray(parsed) ? parsed : [parsed]) as unknown[];
  if (entries.some((entry) => typeof entry !== 'object' || entry === null)) {
    throw new ApiError(400, 'InvalidParameterValue', 'Dimensions must be an array of objects.');
  }
  if (entries.length > 50) throw new ApiError(400, 'InvalidParameterValue', 'Dimensions: at most 50 instances.');
  const known = (entries as Record<string, string>[]).filter((entry) =>
    Object.keys(entry).some((name) => dimensionNames(call.params.Namespace ?? '').includes(name)),
  );
  return known.length === 0 ? undefined : known;
}

function instanceSeries(scope: Scope, metric: Metric, wanted: Record<string, string>[] | undefined): SeriesList {
  const population = scope.population('instance');
  const agent = metric.agent === true;
  const devices = metric.perDevice ? devicesOf(scope) : [''];
  const has = (index: number): boolean =>
    metric.of === undefined || networkKindOf(sourceAt(scope, index)) === metric.of;
  const series = (index: number, device: number): Series => ({
    id: population.idOf(index),
    source: sourceAt(scope, index),
    device,
  });
  if (wanted !== undefined) {
    const found: Series[] = [];
    for (const entry of wanted) {
      const index = scope.find('instance', entry.instanceId ?? '');
      if (index === undefined || !reports(scope, index, agent) || !has(index)) continue;
      devices.forEach((device, n) => {
        if (!metric.perDevice || (entry.device ?? device) === device) found.push(series(index, n));
      });
    }
    return { length: found.length, at: (i) => found[i] ?? series(0, 0) };
  }
  const live = scope.filtered(
    'instance',
    `metric/${agent ? 'agent' : 'platform'}/${metric.of ?? ''}`,
    (index) => reports(scope, index, agent) && has(index),
  );
  const gone = population.deleted(scope.world.epoch).filter(has);
  const ghosts = population.size === 0 ? 0 : GHOSTS;
  return {
    length: (live.length + gone.length + ghosts) * devices.length,
    at(ordinal) {
      const n = Math.floor(ordinal / devices.length);
      const index = n < live.length ? live.at(n) : (gone[n - live.length] ?? population.size + n);
      return series(index, ordinal % devices.length);
    },
  };
}

function databaseSeries(
  { region, world, scope: there }: Call,
  metric: Metric,
  database: Monitored,
  wanted: Record<string, string>[] | undefined,
): SeriesList {
  const scope = database.regionOf ? world.home(there.account.accountId) : there;
  const { kind, dimension } = database;
  const { nodes = 1, of } = metric;
  const has = (index: number): boolean =>
    (of === undefined || database.kindsOf(scope, index).includes(of)) &&
    (database.regionOf?.(scope, index) ?? region) === region;
  const found =
    wanted === undefined
      ? scope.filtered(kind, `metric/${of ?? ''}/${region}`, has)
      : wanted
          .map((entry) => scope.find(kind, entry[dimension] ?? ''))
          .filter((index): index is number => index !== undefined && has(index));
  return {
    length: found.length * nodes,
    at(ordinal) {
      const { id, seed, condition } = databaseAt(scope, kind, found.at(Math.floor(ordinal / nodes)) ?? 0);
      return { id, source: { seed, condition, cores: 4 }, device: ordinal % nodes };
    },
  };
}

function seriesOf(call: Call, metric: Metric): SeriesList {
  const wanted = dimensions(call);
  const database = DATABASES[call.params.Namespace ?? ''];
  return database === undefined
    ? instanceSeries(call.scope, metric, wanted)
    : databaseSeries(call, metric, database, wanted);
}

function time(call: Call, name: string): number | undefined {
  const given = call.params[name];
  if (given === undefined || given === '') return undefined;
  const at = /^[0-9]{12,14}$/.test(given) ? Number(given) : Date.parse(`${given.replace(' ', 'T')}+08:00`);
  const zoned = /T.*Z$/.test(given) ? Date.parse(given) : at;
  if (Number.isNaN(zoned)) throw invalidParameter(name, 'milliseconds or YYYY-MM-DD HH:mm:ss expected');
  return zoned;
}

const PERIODS = [15, 60, 300, 900, 3600];

function period(call: Call): number {
  const given = intParam(call.params, 'Period') ?? 60;
  if (!PERIODS.includes(given)) throw invalidParameter('Period', `one of ${PERIODS.join(', ')} expected`);
  return given;
}

function valuesOf(metric: Metric, sampled: ReturnType<typeof sample>): Body {
  if (metric.valued) return { Value: sampled.Average };
  return metric.summed ? { Sum: sampled.Average } : sampled;
}

function answer(call: Call, times: readonly number[], seconds: number): Body {
  const { Namespace: namespace = '', MetricName: name = '' } = call.params;
  const metric = METRICS[namespace]?.find((one) => one.name === name);
  const series = metric === undefined ? undefined : seriesOf(call, metric);
  const database = DATABASES[namespace];
  const devices = devicesOf(call.scope);
  const parts = metric?.perDevice ? devices.length : (metric?.nodes ?? 1);
  const userId = call.scope.account.accountId;
  // The points of a series follow each other: it is looked up once for all of them.
  let ordinalOfSeries = -1;
  let one: Series | undefined;
  const { rows, fields } = call.page(
    listing((series?.length ?? 0) * times.length, (ordinal): Body => {
      const wanted = Math.floor(ordinal / times.length);
      if (wanted !== ordinalOfSeries) one = series?.at(wanted);
      ordinalOfSeries = wanted;
      const timestamp = times[ordinal % times.length] ?? 0;
      if (metric === undefined || one === undefined) return {};
      const { Average, Minimum, Maximum } = sample(metric, one.source, one.device, parts, timestamp, call.world.now);
      const own =
        database === undefined
          ? {
              instanceId: one.id,
              device: metric.perDevice ? devices[one.device] : undefined,
              ip: metric.perIp ? publicIpOf(one.source) : undefined,
            }
          : { [database.dimension]: one.id, ...database.node(one.id, metric, one.device) };
      const values = valuesOf(metric, { Average, Minimum, Maximum });
      return { timestamp, userId, ...own, ...values };
    }),
  );
  const fault = call.faults.take('oddPoints', { ...call.place, metric: name });
  const points = fault ? oddPoints(rows, fault) : rows;
  return { Code: '200', Success: true, Period: String(seconds), Datapoints: JSON.stringify(points), ...fields };
}

const POINT_PARAMS = ['Namespace', 'MetricName', 'Dimensions', 'Period', 'StartTime', 'EndTime'];
const paging = lengthPaging({ default: 1000, max: 1440 });

const describeMetricLast: Action = {
  name: 'DescribeMetricLast',
  params: POINT_PARAMS,
  required: ['Namespace', 'MetricName'],
  paging,
  items: 'Datapoints',
  itemId: 'instanceId',
  handle(call) {
    const seconds = period(call);
    const end = Math.min(time(call, 'EndTime') ?? Infinity, call.world.clock());
    const last = Math.floor((end - MINUTE) / (seconds * 1000)) * seconds * 1000;
    const fresh = last > (time(call, 'StartTime') ?? -Infinity);
    return answer(call, fresh ? [last] : [], seconds);
  },
};

const describeMetricList: Action = {
  name: 'DescribeMetricList',
  params: POINT_PARAMS,
  required: ['Namespace', 'MetricName'],
  paging,
  items: 'Datapoints',
  itemId: 'instanceId',
  handle(call) {
    const seconds = period(call);
    const now = call.world.clock();
    const end = time(call, 'EndTime') ?? now;
    const start = time(call, 'StartTime') ?? end - HOUR;
    if (start >= end) throw invalidParameter('StartTime', 'a time before EndTime expected');
    if (end - start > 31 * DAY) throw invalidParameter('StartTime', 'at most 31 days expected');
    const step = seconds * 1000;
    const times: number[] = [];
    for (let at = (Math.floor(start / step) + 1) * step; at <= Math.min(end, now - MINUTE); at += step) times.push(at);
    return answer(call, times, seconds);
  },
};

const describeMonitoringAgentStatuses: Action = {
  name: 'DescribeMonitoringAgentStatuses',
  params: ['InstanceIds', 'RegionId'],
  required: ['InstanceIds'],
  handle({ scope, params }) {
    const found = (params.InstanceIds ?? '').split(',').flatMap((id) => {
      const index = scope.find('instance', id);
      if (index === undefined) return [];
      const missing = scope.condition('instance', index) === 'ecs-no-agent';
      return [{ InstanceId: id, AutoInstall: true, Status: missing ? 'not_installed' : 'running' }];
    });
    return { Code: '200', Success: true, NodeStatusList: { NodeStatus: found } };
  },
};

const describeMetricMetaList: Action = {
  name: 'DescribeMetricMetaList',
  params: ['Namespace', 'MetricName'],
  paging: numberPaging({ default: 30, max: 10_000, over: 'cap' }),
  items: 'Resources.Resource',
  itemId: 'MetricName',
  handle(call) {
    const { Namespace: namespace, MetricName: name } = call.params;
    const all = Object.entries(METRICS).flatMap(([space, metrics]) => metrics.map((metric) => ({ space, metric })));
    const chosen = all.filter(
      (one) => (namespace ?? one.space) === one.space && (name ?? one.metric.name) === one.metric.name,
    );
    const { rows, fields } = call.page(
      listing(chosen.length, (i): Body => {
        const one = chosen[i];
        if (one === undefined) return {};
        const { space, metric } = one;
        return {
          Namespace: space,
          MetricName: metric.name,
          Description: metric.name,
          Unit: metric.unit,
          Dimensions: [
            'userId',
            ...dimensionNames(space).filter((name, nth) => {
              if (space === 'acs_ecs_dashboard' && nth > 0) return name === 'ip' ? metric.perIp : metric.perDevice;
              return nth === 0 || metric.nodes !== undefined;
            }),
          ].join(),
          Periods: '60,300,900,3600',
          Statistics: metric.valued ? 'Value' : metric.summed ? 'Sum' : 'Average,Minimum,Maximum',
          Labels: '[]',
        };
      }),
    );
    return {
      Code: '200',
      Success: true,
      Resources: { Resource: rows },
      TotalCount: String(fields.TotalCount),
    };
  },
};

/** A full event: a name, its level and its status. */
type EventKind = readonly [product: string, name: string, level: string, status: string];
const EVENTS: Readonly<Record<string, EventKind>> = {
  'cms-event-critical': ['ECS', 'Instance:SystemFailure.Reboot:Executing', 'CRITICAL', 'Executing'],
  'cms-event-warning': ['ECS', 'Instance:BurstablePerformanceRestricted', 'WARN', 'Normal'],
  'cms-blackhole': ['ddosbgp', 'ddosbgp_event_blackhole', 'CRITICAL', 'add'],
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
  const sudden = condition === 'cms-blackhole' || condition === 'cms-spot-interruption';
  const at = scope.world.now - (sudden ? 10 * MINUTE : (1 + (seed % 20)) * HOUR);
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

const describeSystemEventAttribute: Action = {
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

export const cms: Product = {
  code: 'cms',
  aliases: ['metrics'],
  version: '2019-01-01',
  actions: [
    describeMetricLast,
    describeMetricList,
    describeMetricMetaList,
    describeMonitoringAgentStatuses,
    describeSystemEventAttribute,
  ],
};
