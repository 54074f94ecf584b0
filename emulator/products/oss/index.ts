import { listing, type Action, type Body, type Call, type Product } from '../../define';
import { emulated } from '../../emulated';
import { ApiError, invalidParameter, notFound } from '../../errors';
import { VALUED, type Metric, type Monitored } from '../../metrics';
import { ossPaging } from '../../paging';
import { hash } from '../../random';
import { DAY } from '../../time';
import type { Scope } from '../../world';
import { encryptionOf, isPlain, logBucketOf, policyOf, settings, versioningOf } from './settings';

const KIND = 'bucket';

/** The buckets of an account are one list; each is in one of the world's regions. */
function regionOf(scope: Scope, index: number): string {
  const { regions } = scope.world;
  return regions[index % regions.length] ?? '';
}

function row(scope: Scope, index: number): Body {
  const population = scope.population(KIND);
  const region = regionOf(scope, index);
  const created = scope.world.now - (100 + (hash(population.key, index) % 300)) * DAY;
  return {
    Name: population.idOf(index),
    CreationDate: new Date(created).toISOString(),
    ExtranetEndpoint: `oss-${region}.aliyuncs.com`,
    IntranetEndpoint: `oss-${region}-internal.aliyuncs.com`,
    Location: `oss-${region}`,
    Region: region,
    StorageClass: 'Standard',
    ResourceGroupId: 'rg-acfmemulator00a',
  };
}

const listBuckets: Action = {
  name: 'ListBuckets',
  path: '/',
  paging: ossPaging({ default: 100, max: 1000 }),
  items: 'ListAllMyBucketsResult.Buckets.Bucket',
  itemId: 'Name',
  handle(call) {
    const { scope } = call;
    const chosen = scope.live(KIND);
    const { rows, fields } = call.page(listing(chosen.length, (i) => row(scope, chosen.at(i))));
    return { ListAllMyBucketsResult: { ...fields, Owner: ownerOf(scope), Buckets: { Bucket: rows } } };
  },
};

/**
 * The bucket of a call to the region where it is, if the call says a region at all.
 *
 * @throws ApiError 404; 403 for somebody else's, and for another region with the right endpoint
 */
function wantedIndex({ scope, params, place, world, region: called }: Call): number {
  const { Bucket: name = '' } = params;
  const index = scope.find(KIND, name);
  if (index === undefined) {
    const taken = world.accounts.some(({ accountId }) => world.scope(accountId, called).find(KIND, name) !== undefined);
    if (taken) throw new ApiError(403, 'AccessDenied', 'The bucket you access does not belong to you.');
    throw notFound('NoSuchBucket', 'The specified bucket does not exist.');
  }
  const region = regionOf(scope, index);
  if (place.region !== '' && place.region !== region) {
    const message = 'The bucket you are attempting to access must be addressed using the specified endpoint.';
    throw new ApiError(403, 'AccessDenied', message, { Endpoint: `oss-${region}.aliyuncs.com` });
  }
  return index;
}

function ownerOf({ account }: Scope): Body {
  return { ID: account.accountId, DisplayName: account.accountId };
}

function grantOf(condition: string | undefined): string {
  if (condition === 'oss-public-write') return 'public-read-write';
  return condition === 'oss-public-read' ? 'public-read' : 'private';
}

const getBucketInfo: Action = {
  name: 'GetBucketInfo',
  path: '/{Bucket}/?bucketInfo',
  params: ['Bucket', 'bucketInfo'],
  handle(call) {
    const { scope } = call;
    const index = wantedIndex(call);
    const condition = scope.condition(KIND, index);
    const plain = isPlain(scope, index);
    const Versioning = versioningOf(scope, index);
    return {
      BucketInfo: {
        Bucket: {
          ...row(scope, index),
          Owner: ownerOf(scope),
          AccessControlList: { Grant: aclOf(scope, index) },
          BlockPublicAccess: condition === undefined && hash(scope.population(KIND).key, index) % 2 === 0,
          DataRedundancyType: 'ZRS',
          ...(Versioning === undefined ? {} : { Versioning }),
          ServerSideEncryptionRule: { SSEAlgorithm: encryptionOf(scope, index) },
          BucketPolicy: plain
            ? { LogBucket: '', LogPrefix: '' }
            : { LogBucket: logBucketOf(scope, index), LogPrefix: 'log/' },
        },
      },
    };
  },
};

const GRANTS = ['private', 'public-read', 'public-read-write'];

/** The ACL that somebody has set, or the one that the bucket was made with. */
function aclOf(scope: Scope, index: number): string {
  return scope.written<string>(KIND, index, 'acl') ?? grantOf(scope.condition(KIND, index));
}

const putBucketAcl: Action = {
  name: 'PutBucketAcl',
  method: 'PUT',
  path: '/{Bucket}/?acl',
  params: ['Bucket', 'acl', 'x-oss-acl'],
  handle(call) {
    const { 'x-oss-acl': acl = '' } = call.params;
    if (!GRANTS.includes(acl)) throw invalidParameter('x-oss-acl', `one of ${GRANTS.join(', ')}`);
    call.scope.write(KIND, wantedIndex(call), 'acl', acl);
    return { PutBucketAclResult: {} };
  },
};

const getBucketAcl: Action = {
  name: 'GetBucketAcl',
  path: '/{Bucket}/?acl',
  params: ['Bucket', 'acl'],
  handle(call) {
    const { scope } = call;
    const grant = aclOf(scope, wantedIndex(call));
    return { AccessControlPolicy: { Owner: ownerOf(scope), AccessControlList: { Grant: grant } } };
  },
};

const getBucketLocation: Action = {
  name: 'GetBucketLocation',
  path: '/{Bucket}/?location',
  params: ['Bucket', 'location'],
  handle: (call) => ({ LocationConstraint: `oss-${regionOf(call.scope, wantedIndex(call))}` }),
};

const getBucketPolicyStatus: Action = {
  name: 'GetBucketPolicyStatus',
  path: '/{Bucket}/?policyStatus',
  params: ['Bucket', 'policyStatus'],
  handle(call) {
    const index = wantedIndex(call);
    if (policyOf(call.scope, index) === undefined) {
      throw notFound('NoSuchBucketPolicy', 'The bucket policy does not exist.');
    }
    return { PolicyStatus: { IsPublic: call.scope.condition(KIND, index) === 'oss-public-policy' } };
  },
};

/** Blocked for the account as a whole: nobody has asked for that. */
const getPublicAccessBlock: Action = {
  name: 'GetPublicAccessBlock',
  path: '/?publicAccessBlock',
  params: ['publicAccessBlock'],
  handle: () => ({ PublicAccessBlockConfiguration: { BlockPublicAccess: false } }),
};

const ossMonitored: Monitored = {
  kind: KIND,
  dimension: 'BucketName',
  nodeDimensions: [],
  regionOf,
  kindsOf: () => [],
  node: () => ({}),
};

const api: Product = {
  code: 'oss',
  version: '2019-05-17',
  oss: true,
  global: true,
  actions: [
    getPublicAccessBlock,
    listBuckets,
    getBucketInfo,
    getBucketAcl,
    putBucketAcl,
    getBucketLocation,
    getBucketPolicyStatus,
    ...settings(wantedIndex),
  ],
};

const OSS: readonly Metric[] = [
  {
    name: 'Availability',
    unit: '%',
    low: 99.95,
    high: 100,
    under: { 'oss-availability-warning': [99.3, 99.7], 'oss-availability-critical': [96, 98] },
    ...VALUED,
  },
  { name: 'TotalRequestCount', unit: 'count', low: 10_000, high: 50_000, under: {}, ...VALUED },
  { name: 'RequestValidRate', unit: '%', low: 97, high: 100, under: { 'oss-requests-invalid': [60, 70] }, ...VALUED },
];

export const oss = emulated({
  products: [api],
  kinds: {
    bucket: { prefix: 'bucket-', size: 'buckets', usual: 15, perAccount: true },
  },
  conditions: {
    'oss-public-read': { kind: 'bucket', detail: 'ACL public-read' },
    'oss-public-write': { kind: 'bucket', detail: 'ACL public-read-write' },
    'oss-plain': { kind: 'bucket', detail: 'no versions, no encryption, no access log' },
    'oss-public-policy': { kind: 'bucket', detail: 'a bucket policy that is public' },
    'oss-availability-warning': { kind: 'bucket', detail: 'Availability about 99.5 %' },
    'oss-availability-critical': { kind: 'bucket', detail: 'Availability about 97 %' },
    'oss-requests-invalid': { kind: 'bucket', detail: 'RequestValidRate about 65 %' },
  },
  raises: {
    'oss-public-read': ['oss-public error'],
    'oss-public-write': ['oss-public critical'],
    'oss-plain': ['oss-encryption-off info', 'oss-logging-off info', 'oss-versioning-off info'],
    'oss-public-policy': ['oss-public error'],
    'oss-availability-warning': ['oss-availability warning'],
    'oss-availability-critical': ['oss-availability critical'],
    'oss-requests-invalid': ['oss-availability warning'],
  },
  metrics: {
    acs_oss_dashboard: { ...ossMonitored, metrics: OSS },
  },
});
