import { basicsAt, RESOURCE_GROUP } from '../common/networks';
import { listing, type Action, type Body, type Call, type Product } from '../define';
import { emulated } from '../emulated';
import { ApiError } from '../errors';
import { hash } from '../random';
import { rowPaging } from '../paging';
import { secondTime } from '../time';
import type { Metric, Monitored } from '../metrics';
import type { Scope } from '../world';

const PROJECT = 'logProject';
const STORE = 'logstore';

const paging = (usual: number) => rowPaging({ default: usual, max: 500 });

/** `YYYY-MM-DD HH:mm:ss`, without saying in which zone. */
function plainTime(at: number): string {
  return secondTime(at).replace('T', ' ').replace('Z', '');
}

const listProject: Action = {
  name: 'ListProject',
  path: '/',
  params: ['projectName', 'fetchQuota', 'resourceGroupId'],
  paging: paging(100),
  items: 'projects',
  itemId: 'projectName',
  handle(call) {
    const { scope } = call;
    const live = scope.live(PROJECT);
    const at = (i: number): Body => {
      const { id, condition, created } = basicsAt(scope, PROJECT, live.at(i));
      return {
        projectName: id,
        description: `logs of team ${i + 1}`,
        status: condition === 'sls-disabled' ? 'Disable' : 'Normal',
        owner: scope.account.accountId,
        region: scope.region,
        location: scope.region,
        createTime: plainTime(created),
        lastModifyTime: plainTime(created),
        dataRedundancyType: 'LRS',
        recycleBinEnabled: false,
        resourceGroupId: RESOURCE_GROUP,
        quota: {},
      };
    };
    const { rows, fields } = call.page(listing(live.length, at));
    return { ...fields, projects: rows };
  },
};

/** The project that a call names. @throws ApiError for none, and for one that is not there */
function projectOf({ scope, params }: Call): string {
  const { project = '' } = params;
  if (scope.find(PROJECT, project) === undefined) {
    throw new ApiError(404, 'ProjectNotExist', `The Project does not exist : ${project}`);
  }
  return project;
}

/** The project that a logstore is in. */
function holderOf(scope: Scope, index: number): string {
  return scope.assetId(STORE, index).split('/')[0] ?? '';
}

/** The first ones of an account hold what is audited, with a name that says so. */
const listLogStores: Action = {
  name: 'ListLogStores',
  path: '/logstores',
  params: ['project', 'logstoreName', 'mode', 'telemetryType'],
  required: ['project'],
  paging: paging(200),
  items: 'logstores',
  handle(call) {
    const { scope } = call;
    const project = projectOf(call);
    const own = scope.filtered(STORE, `in/${project}`, (index) => holderOf(scope, index) === project);
    const { rows, fields } = call.page(listing(own.length, (i) => scope.population(STORE).idOf(own.at(i)) as never));
    return { ...fields, logstores: rows };
  },
};

const getLogStore: Action = {
  name: 'GetLogStore',
  path: '/logstores/{logstore}',
  params: ['project', 'logstore'],
  required: ['project', 'logstore'],
  handle(call) {
    const { scope, params } = call;
    const project = projectOf(call);
    const name = params.logstore ?? '';
    const index = scope.find(STORE, name);
    if (index === undefined || holderOf(scope, index) !== project) {
      throw new ApiError(404, 'LogStoreNotExist', `logstore ${name} does not exist`);
    }
    const { condition, created, seed } = basicsAt(scope, STORE, index);
    return {
      logstoreName: name,
      ttl: condition === 'sls-retention-short' ? 30 : 365,
      shardCount: 2,
      autoSplit: true,
      maxSplitShard: 64,
      enable_tracking: condition === 'sls-web-tracking',
      appendMeta: false,
      hot_ttl: 30,
      infrequentAccessTTL: 0,
      mode: seed % 2 === 0 ? 'standard' : 'query',
      telemetryType: 'None',
      productType: '',
      processorId: '',
      createTime: Math.floor(created / 1000),
      lastModifyTime: Math.floor(created / 1000),
      ...(condition !== 'sls-plain' && {
        encrypt_conf: {
          enable: true,
          encrypt_type: 'default',
          user_cmk_info: { cmk_key_id: '', arn: '', region_id: scope.region },
        },
      }),
    };
  },
};

const api: Product = {
  code: 'sls',
  version: '2020-12-30',
  sls: true,
  actions: [listProject, listLogStores, getLogStore],
};

/** The nodes of a metric: a consumer group, or a status code, of one logstore. */
function nodeOf(id: string, metric: Metric, n: number): Record<string, string> {
  const logstore = `requests-${hash(id.length, n) % 7}`;
  return metric.name === 'LogCodeQPS'
    ? { logstore, status: ['200', '403'][n] ?? '200' }
    : { logstore, consumerGroup: ['billing', 'audit'][n] ?? 'audit' };
}

const monitored: Monitored = {
  kind: PROJECT,
  dimension: 'project',
  nodeDimensions: ['logstore', 'consumerGroup', 'status'],
  kindsOf: () => [],
  node: nodeOf,
};

const METRICS: readonly Metric[] = [
  {
    name: 'ConsumerGroupFallBehind',
    unit: 'Second',
    low: 0,
    high: 60,
    nodes: 2,
    under: { 'sls-lag-warning': [1000, 2000], 'sls-lag-critical': [5000, 9000], 'sls-lag-unused': [3e6, 4e6] },
  },
  {
    name: 'LogCodeQPS',
    unit: 'Count',
    low: 0,
    high: 3,
    nodes: 2,
    counted: true,
    under: { 'sls-write-refused': [200, 400] },
  },
];

export const sls = emulated({
  products: [api],
  kinds: {
    [PROJECT]: { prefix: 'logs-', size: 'logProjects', usual: 20 },
    [STORE]: { prefix: 'actiontrail_', size: 'logstores', usual: 10, mark: false, within: PROJECT },
  },
  conditions: {
    'sls-disabled': { kind: PROJECT, detail: 'status Disable' },
    'sls-lag-warning': { kind: PROJECT, detail: 'a consumer group half an hour behind' },
    'sls-lag-critical': { kind: PROJECT, detail: 'a consumer group two hours behind' },
    'sls-lag-unused': { kind: PROJECT, detail: 'consumer groups 35 days behind and more' },
    'sls-write-refused': { kind: PROJECT, detail: 'some 300 writes a minute with status 403' },
    'sls-retention-short': { kind: STORE, detail: 'ttl 30' },
    'sls-plain': { kind: STORE, detail: 'no encryption' },
    'sls-web-tracking': { kind: STORE, detail: 'enable_tracking true' },
  },
  raises: {
    'sls-disabled': ['sls-project-disabled error'],
    'sls-lag-warning': ['sls-lag-high warning'],
    'sls-lag-critical': ['sls-lag-high critical'],
    'sls-lag-unused': ['sls-lag-high info'],
    'sls-write-refused': ['sls-write-refused warning'],
    'sls-retention-short': ['sls-retention-short info'],
    'sls-plain': ['sls-encryption-off info'],
    'sls-web-tracking': ['sls-web-tracking info'],
  },
  metrics: {
    acs_sls_dashboard: { ...monitored, metrics: METRICS },
  },
});
