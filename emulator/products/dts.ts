/** Data Transmission Service: as many migrations as synchronisations and change tracking. */
import { listing, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { ApiError } from '../errors';
import { numberPaging } from '../paging';
import { databaseAt } from '../common/databases';
import { RESOURCE_GROUP } from '../common/networks';
import { HOUR, secondTime } from '../time';
import type { Scope } from '../world';

const KIND = 'dtsJob';

/** What a call asks for, and how its rows spell it. */
const TYPES = { MIGRATION: 'online', SYNC: 'sync', SUBSCRIBE: 'subscribe' } as const;
const SPELLED = Object.values(TYPES);

/** What is wrong is so with synchronisations; the others take turns. */
function typeOf(scope: Scope, index: number): (typeof SPELLED)[number] {
  const life = scope.population(KIND).lifeOf(index);
  if (life.some((one) => one.startsWith('dts-migration-'))) return 'online';
  return life.length > 0 ? 'sync' : (SPELLED[index % 3] ?? 'sync');
}

const USUAL = { online: 'Finished', sync: 'Synchronizing', subscribe: 'Normal' } as const;

const STATES: Readonly<Record<string, Body>> = {
  'dts-failed': { Status: 'Failed', ErrorMessage: 'DTS-070211: Connect Source DB failed.' },
  'dts-locked': { Status: 'Locked' },
  'dts-migration-failed': { Status: 'MigrationFailed', ErrorMessage: 'DTS-31009: In process of processing data.' },
  'dts-retrying': { Status: 'Retrying', RetryState: { Retrying: true, RetryTime: 2400, MaxRetryTime: 43_200 } },
  'dts-delay-warning': { Delay: 1500 },
  'dts-delay-error': { Delay: 9000 },
};

const PAUSES: Readonly<Record<string, number>> = { 'dts-paused': 9, 'dts-paused-long': 300 };

function row(scope: Scope, index: number): Body {
  const { id, condition = '', prepaid, expires, created } = databaseAt(scope, KIND, index);
  const type = typeOf(scope, index);
  // Migrations are always paid for as they go.
  const subscribed = prepaid && type !== 'online';
  const paused = PAUSES[condition];
  const at = scope.world.time - (paused ?? 0) * HOUR;
  return {
    DtsInstanceID: id,
    DtsJobId: id.slice('dts'.length),
    DtsJobName: `to-warehouse-${index + 1}`,
    DtsJobClass: 'medium',
    JobType: type,
    Status: paused === undefined ? USUAL[type] : 'Suspending',
    PayType: subscribed ? 'PrePaid' : 'PostPaid',
    CreateTime: secondTime(created),
    ...(subscribed && expires !== undefined && { ExpireTime: secondTime(expires) }),
    Delay: type === 'sync' ? 1 : 0,
    Checkpoint: String(Math.floor(at / 1000)),
    MigrationMode: { StructureInitialization: true, DataInitialization: true, DataSynchronization: type !== 'online' },
    ErrorMessage: '',
    SourceEndpoint: { EngineName: 'MySQL', InstanceType: 'RDS', Region: scope.region },
    DestinationEndpoint: { EngineName: 'AnalyticDB', InstanceType: 'ADS', Region: scope.region },
    ResourceGroupId: RESOURCE_GROUP,
    TagList: [],
    ...STATES[condition],
  };
}

const describeDtsJobs: Action = {
  name: 'DescribeDtsJobs',
  params: ['JobType', 'Region', 'WithoutDbList'],
  required: ['Region'],
  paging: numberPaging({
    ...{ default: 20, max: 30, over: 'refuse', oneOf: [10, 20, 30] },
    ...{ total: 'TotalRecordCount', echo: 'PageRecordCount' },
  }),
  items: 'DtsJobList',
  itemId: 'DtsInstanceID',
  handle(call) {
    const { scope, params } = call;
    const { JobType: asked = 'MIGRATION' } = params;
    if (!(asked in TYPES)) throw new ApiError(400, 'InvalidParameter', `JobType ${asked} is not known.`);
    const type = TYPES[asked as keyof typeof TYPES];
    const chosen = scope.filtered(KIND, type, (index) => typeOf(scope, index) === type);
    const { rows, fields } = call.page(listing(chosen.length, (i) => row(scope, chosen.at(i))));
    return { DtsJobList: rows, HttpStatusCode: 200, Success: true, ...fields };
  },
};

const api: Product = { code: 'dts', version: '2020-01-01', actions: [describeDtsJobs] };

export const dts = emulated({
  products: [api],
  kinds: {
    dtsJob: { prefix: 'dts', size: 'dtsJobs', usual: 30 },
  },
  conditions: {
    'dts-failed': { kind: KIND, detail: 'synchronisation Failed' },
    'dts-migration-failed': { kind: KIND, detail: 'MigrationFailed' },
    'dts-locked': { kind: KIND, detail: 'synchronisation Locked' },
    'dts-retrying': { kind: KIND, detail: 'synchronisation Retrying for 40 minutes' },
    'dts-delay-warning': { kind: KIND, detail: 'synchronisation 25 minutes late' },
    'dts-delay-error': { kind: KIND, detail: 'synchronisation 150 minutes late' },
    'dts-paused': { kind: KIND, detail: 'synchronisation paused, last checkpoint 9 hours ago' },
    'dts-paused-long': { kind: KIND, detail: 'synchronisation paused, last checkpoint 300 hours ago' },
    'dts-expiring': { kind: KIND, detail: 'subscription expires in 5 days' },
    'dts-expiring-warning': { kind: KIND, detail: 'subscription expires in 20 days' },
  },
  raises: {
    'dts-failed': ['dts-job-failed critical'],
    'dts-migration-failed': ['dts-job-failed error'],
    'dts-locked': ['dts-job-failed critical'],
    'dts-retrying': ['dts-job-failed warning'],
    'dts-delay-warning': ['dts-delay-high warning'],
    'dts-delay-error': ['dts-delay-high error'],
    'dts-paused': ['dts-paused warning'],
    'dts-paused-long': ['dts-paused info'],
    'dts-expiring': ['dts-expiring critical'],
    'dts-expiring-warning': ['dts-expiring warning'],
  },
});
