import { listing, type Action, type Body, type Call } from '../../define';
import { ApiError, invalidParameter } from '../../errors';
import { sample, type Metric, type Monitored, type Namespace, type Source } from '../../metrics';
import { oddPoints } from '../../odd-points';
import { intParam, lengthPaging, numberPaging } from '../../paging';
import { databaseAt } from '../../common/databases';
import { DAY, HOUR, MINUTE } from '../../time';
import type { Scope } from '../../world';
import { devicesOf, networkKindOf, publicIpOf } from '../ecs/instance-rows';
import { reports, sourceAt } from '../ecs/instances';

/** One line of points: an asset, and one of its devices (for file systems) or nodes. */
interface Series {
  id: string;
  /** Of what kind of asset, and which of them. */
  kind: string;
  index: number;
  source: Source;
  device: number;
}

interface SeriesList {
  length: number;
  at(ordinal: number): Series;
}

/** Assets deleted before the emulator started, whose points still come up in reads of a whole account. */
const GHOSTS = 1;

/** What a namespace tells of its assets; undefined for the ECS instances, and where there is no such namespace. */
function monitoredOf(space: Namespace | undefined): Monitored | undefined {
  return space && isMonitored(space) ? space : undefined;
}

function isMonitored(space: Namespace): space is Namespace & Monitored {
  return space.kind !== undefined;
}

/** The names of a namespace's dimensions, the asset's first. */
function dimensionNames(space: Namespace | undefined): readonly string[] {
  const database = monitoredOf(space);
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
    Object.keys(entry).some((name) => dimensionNames(call.namespaces[call.params.Namespace ?? '']).includes(name)),
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
    kind: 'instance',
    index,
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
      const index = found.at(Math.floor(ordinal / nodes)) ?? 0;
      const { id, seed, condition } = databaseAt(scope, kind, index);
      return { id, kind, index, source: { seed, condition, cores: 4 }, device: ordinal % nodes };
    },
  };
}

function seriesOf(call: Call, metric: Metric): SeriesList {
  const wanted = dimensions(call);
  const database = monitoredOf(call.namespaces[call.params.Namespace ?? '']);
  return database === undefined
    ? instanceSeries(call.scope, metric, wanted)
    : databaseSeries(call, metric, database, wanted);
}

export function time(call: Call, name: string): number | undefined {
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

function answer(call: Call, times: readonly number[], seconds: number): Body {
  const { Namespace: namespace = '', MetricName: name = '' } = call.params;
  const metric = call.namespaces[namespace]?.metrics.find((one) => one.name === name);
  const series = metric === undefined ? undefined : seriesOf(call, metric);
  const database = monitoredOf(call.namespaces[namespace]);
  const devices = devicesOf(call.scope);
  const parts = metric?.perDevice ? devices.length : (metric?.nodes ?? 1);
  const userId = call.scope.account.accountId;
  /** What all points of a series say: JSON without its braces. */
  const commonOf = ({ id, source, device }: Series): string =>
    JSON.stringify({
      userId,
      ...(database === undefined || metric === undefined
        ? {
            instanceId: id,
            device: metric?.perDevice ? devices[device] : undefined,
            ip: metric?.perIp ? publicIpOf(source) : undefined,
          }
        : { [database.dimension]: id, ...database.node(id, metric, device) }),
    }).slice(1, -1);
  const scope = database?.regionOf ? call.world.home(userId) : call.scope;
  // The points of a series follow each other: it is looked up once for all of them.
  let ordinalOfSeries = -1;
  let one: Series | undefined;
  let source: Series['source'] | undefined;
  let common = '';
  const { rows, fields } = call.page(
    listing((series?.length ?? 0) * times.length, (ordinal): string => {
      const wanted = Math.floor(ordinal / times.length);
      if (wanted !== ordinalOfSeries) {
        one = series?.at(wanted);
        source = undefined;
        common = one ? commonOf(one) : '';
      }
      ordinalOfSeries = wanted;
      const timestamp = times[ordinal % times.length] ?? 0;
      if (metric === undefined || one === undefined) return '{}';
      const { condition, since } = scope.conditionAt(one.kind, one.index, timestamp);
      if (source === undefined || source.condition !== condition) source = { ...one.source, condition };
      const { Average, Minimum, Maximum } = sample(metric, source, one.device, parts, timestamp, since);
      // There are millions: text, and no object.
      const values = metric.valued
        ? `"Value":${Average}`
        : metric.counted
          ? `"Count":${Math.round(Average)}`
          : metric.summed
            ? `"Sum":${Average}`
            : `"Average":${Average},"Minimum":${Minimum},"Maximum":${Maximum}`;
      return `{"timestamp":${timestamp},${common},${values}}`;
    }),
  );
  const all = `[${rows.join(',')}]`;
  const fault = call.faults.take('oddPoints', { ...call.place, metric: name });
  const points = fault ? JSON.stringify(oddPoints(JSON.parse(all) as Body[], fault)) : all;
  return { Code: '200', Success: true, Period: String(seconds), Datapoints: points, ...fields };
}

const POINT_PARAMS = ['Namespace', 'MetricName', 'Dimensions', 'Period', 'StartTime', 'EndTime'];

const paging = lengthPaging({ default: 1000, max: 1440 });

export const describeMetricLast: Action = {
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

export const describeMetricList: Action = {
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

export const describeMonitoringAgentStatuses: Action = {
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

export const describeMetricMetaList: Action = {
  name: 'DescribeMetricMetaList',
  params: ['Namespace', 'MetricName'],
  paging: numberPaging({ default: 30, max: 10_000, over: 'cap' }),
  items: 'Resources.Resource',
  itemId: 'MetricName',
  handle(call) {
    const { Namespace: namespace, MetricName: name } = call.params;
    const all = Object.entries(call.namespaces).flatMap(([space, { metrics }]) =>
      metrics.map((metric) => ({ space, metric })),
    );
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
            ...dimensionNames(call.namespaces[space]).filter((name, nth) => {
              if (space === 'acs_ecs_dashboard' && nth > 0) return name === 'ip' ? metric.perIp : metric.perDevice;
              return nth === 0 || metric.nodes !== undefined;
            }),
          ].join(),
          Periods: '60,300,900,3600',
          Statistics: metric.valued
            ? 'Value'
            : metric.counted
              ? 'Count'
              : metric.summed
                ? 'Sum'
                : 'Average,Minimum,Maximum',
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
