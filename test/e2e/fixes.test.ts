/** A fix plan is exact: its command, applied to the emulated cloud, lets its checker recover, and its undo brings the finding back. */
import RPCClient from '@alicloud/pop-core';
import { EMULATOR_KEY, startEmulator, type Emulator } from '../../emulator';
import type { AnyChecker } from '../../lib/define';
import type { FixCall, FixPlan, InspectionEvent } from '../../lib/model';
import { memoryState } from '../../lib/state';
import {
  diskExpiring,
  diskUnattached,
  sgOpenAdmin,
  sgOpenAll,
  sgOpenDb,
  deletionProtectionOff,
  autoRelease,
  autoRenewOff,
  ecsExpiring,
  ecsImdsv1,
} from '../../scripts/ecs';
import { bssExpiring } from '../../scripts/bss';
import { kafkaExpiring } from '../../scripts/kafka';
import { kmsPending, rotationOff } from '../../scripts/kms';
import { mongodbExpiring, whitelistOpen as mongoWhitelistOpen } from '../../scripts/mongodb';
import { encryptionOff, ossPublic, versioningOff } from '../../scripts/oss';
import { polardbExpiring } from '../../scripts/polardb';
import { passwordPolicyWeak } from '../../scripts/ram';
import {
  deletionProtectionOff as rdsDeletionProtectionOff,
  rdsExpiring,
  whitelistOpen as rdsWhitelistOpen,
} from '../../scripts/rds';
import { passwordFree, redisExpiring, whitelistOpen as redisWhitelistOpen } from '../../scripts/redis';
import { CHECKERS } from '../../scripts/registry.gen';
import { hasParam } from '../contract/models';
import { problemsOf } from '../contract/terraform';
import { inspectEmulated } from '../harness/emulated';

interface OssClient {
  useBucket(name: string): void;
  putBucketACL(name: string, acl: string): Promise<unknown>;
  putBucketVersioning(name: string, status: string): Promise<unknown>;
  putBucketEncryption(name: string, rule: { readonly SSEAlgorithm: string }): Promise<unknown>;
  deleteBucketEncryption(name: string): Promise<unknown>;
}
// The package has no types.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const AliOss = require('ali-oss') as new (options: object) => OssClient;

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({
    scenario: {
      regions: ['cn-hangzhou'],
      instances: 40,
      changes: [],
      plant: {
        'sg-open-port': 2,
        'sg-open-db': 1,
        'sg-open-all': 1,
        'ecs-unprotected': 2,
        'ecs-imdsv1': 2,
        'rds-neglected': 2,
        'ecs-expiring-warning': 2,
        'oss-public-read': 1,
        'oss-public-write': 1,
        'oss-public-policy': 1,
        'disk-unattached-warning': 1,
        'oss-plain': 2,
        'rds-whitelist-open': 2,
        'redis-whitelist-open': 2,
        'mongo-whitelist-open': 1,
        'redis-password-free': 2,
        'kms-rotation-off': 1,
        'kms-disabled': 1,
        'kms-pending-deletion': 1,
        'ecs-auto-release': 1,
        'ecs-auto-release-critical': 1,
        'ram-password-weak': 1,
        'bss-expiring-warning': 2,
        'bss-expired': 1,
        'kafka-expiring-warning': 2,
        'disk-expiring-warning': 2,
        'rds-expiring-warning': 2,
        'redis-expiring-warning': 2,
        'mongo-expiring-warning': 2,
        'polardb-expiring-warning': 2,
      },
    },
  });
});
afterAll(() => emulator.close());

const VERSIONS: Readonly<Record<string, string>> = {
  ecs: '2014-05-26',
  rds: '2014-08-15',
  'r-kvstore': '2015-01-01',
  kms: '2016-01-20',
  ims: '2019-08-15',
  bssopenapi: '2017-12-14',
  dds: '2015-12-01',
  polardb: '2017-08-01',
};

/** What the command line calls a change of a bucket, and the call of the official SDK for it. */
const BUCKET_CALLS: Readonly<
  Record<
    string,
    (call: FixCall['params']) => { readonly words: string[]; readonly send: (client: OssClient) => Promise<unknown> }
  >
> = {
  PutBucketAcl: ({ Bucket: bucket = '', 'x-oss-acl': acl = '' }) => ({
    words: ['set-acl', `oss://${bucket}`, acl, '-b'],
    send: (client) => client.putBucketACL(bucket, acl),
  }),
  PutBucketVersioning: ({ Bucket: bucket = '', Status: status = '' }) => ({
    words: ['bucket-versioning', '--method', 'put', `oss://${bucket}`, status.toLowerCase()],
    send: (client) => client.putBucketVersioning(bucket, status),
  }),
  PutBucketEncryption: ({ Bucket: bucket = '', SSEAlgorithm = '' }) => ({
    words: ['bucket-encryption', '--method', 'put', `oss://${bucket}`, '--sse-algorithm', SSEAlgorithm],
    send: (client) => client.putBucketEncryption(bucket, { SSEAlgorithm }),
  }),
  DeleteBucketEncryption: ({ Bucket: bucket = '' }) => ({
    words: ['bucket-encryption', '--method', 'delete', `oss://${bucket}`],
    send: (client) => client.deleteBucketEncryption(bucket),
  }),
};

/** The words of a command, as a shell splits it. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** Does what the command line does with a command. */
async function apply({ command, action, params }: FixCall): Promise<void> {
  const [program, product = '', name = '', ...rest] = wordsOf(command);
  expect(program).toBe('aliyun');
  if (product === 'oss') {
    const { words, send } = BUCKET_CALLS[action]?.(params) ?? {
      words: [],
      send: () => Promise.reject(new Error(action)),
    };
    expect([name, ...rest]).toEqual([...words, '--region', 'cn-hangzhou']);
    await send(new AliOss({ ...EMULATOR_KEY, region: 'oss-cn-hangzhou', endpoint: emulator.url }));
    return;
  }
  const given = Object.fromEntries(
    Array.from({ length: rest.length / 2 }, (_, i) => [rest[2 * i]?.replace(/^--/, '') ?? '', rest[2 * i + 1] ?? '']),
  );
  expect([name, given]).toEqual([action, params]);
  const client = new RPCClient({
    ...EMULATOR_KEY,
    endpoint: `${emulator.url}/${product}`,
    apiVersion: VERSIONS[product] ?? '',
  });
  await client.request(name, given, { method: 'POST' });
}

/**
 * What the command line does not take: parameters that the official model of an action does not have; those of OSS are headers and
 * a body. `RegionId` it always takes, as the region to ask: without it, that is the default of whoever types the command.
 */
function strangeIn({ product, action, params }: FixCall): string[] {
  if (product === 'oss') return [];
  const sdk = `${product}${VERSIONS[product]?.replace(/-/g, '')}`;
  const strange = Object.keys(params).filter((name) => name !== 'RegionId' && !hasParam(sdk, action, name));
  const central = ['ims', 'bssopenapi'].includes(product);
  return params.RegionId === 'cn-hangzhou' || central ? strange : [...strange, 'no RegionId'];
}

const planned = (events: readonly InspectionEvent[]) => events.filter(({ fix }) => fix !== undefined);
const keyOf = ({ kind, assetId }: InspectionEvent) => `${kind} ${assetId}`;

async function inspect(
  checkers: readonly AnyChecker[],
  state: ReturnType<typeof memoryState>,
): Promise<InspectionEvent[]> {
  const events: InspectionEvent[] = [];
  const { summary } = await inspectEmulated(emulator, checkers, { state, events });
  expect(summary.complete).toBe(true);
  return events;
}

test.each<[string, AnyChecker, number, number]>([
  ['remote login', sgOpenAdmin, 3, 2],
  ['deletion protection', deletionProtectionOff, 2, 2],
  ['automatic renewal', autoRenewOff, 2, 2],
  ['metadata without a token', ecsImdsv1, 2, 2],
  ['release protection of a database', rdsDeletionProtectionOff, 2, 2],
  ['a public bucket', ossPublic, 3, 2],
  ['versions of a bucket', versioningOff, 2, 2],
  ['encryption of a bucket', encryptionOff, 2, 2],
  ['an open whitelist of RDS', rdsWhitelistOpen, 2, 2],
  ['an open whitelist of Redis', redisWhitelistOpen, 2, 2],
  ['no password', passwordFree, 2, 2],
  ['rotation of a key', rotationOff, 1, 1],
  ['a key about to be deleted, and one disabled', kmsPending, 2, 2],
  ['automatic release', autoRelease, 2, 2],
  ['a weak password policy', passwordPolicyWeak, 1, 1],
  ['renewal of an instance', ecsExpiring, 2, 2],
  ['the renewal of a subscription', bssExpiring, 3, 2],
  ['the renewal of Kafka, by billing', kafkaExpiring, 2, 2],
  ['the renewal of a disk, by billing', diskExpiring, 2, 2],
  ['the renewal of RDS, by itself', rdsExpiring, 2, 2],
  ['the renewal of Redis, by itself', redisExpiring, 2, 2],
  ['the renewal of MongoDB, by itself', mongodbExpiring, 2, 2],
  ['the renewal of PolarDB, by itself', polardbExpiring, 2, 2],
])('%s: the plan recovers it, and can be taken back', async (_, checker, failing, plans) => {
  const state = memoryState();
  const found = await inspect([checker], state);
  const fixed = planned(found);
  expect([found.length, fixed.length]).toEqual([failing, plans]);
  for (const { fix } of fixed) {
    expect(problemsOf(fix?.terraform ?? '')).toEqual([]);
    for (const call of [...(fix?.calls ?? []), ...(fix?.undo ?? [])]) expect(strangeIn(call)).toEqual([]);
    for (const call of fix?.calls ?? []) await apply(call);
  }
  const recovered = await inspect([checker], state);
  expect(recovered.map(keyOf).sort()).toEqual(fixed.map(({ assetId }) => `recovery ${assetId}`).sort());
  for (const { fix } of fixed) for (const call of fix?.undo ?? []) await apply(call);
  const back = await inspect([checker], state);
  expect(back.map(keyOf).sort()).toEqual(fixed.map(({ assetId }) => `anomaly ${assetId}`).sort());
});

test('what opens more than it must not has no plan, and neither has what cannot be had again', async () => {
  const events = await inspect([sgOpenAll, sgOpenDb, diskUnattached, mongoWhitelistOpen], memoryState());
  expect(events.length).toBeGreaterThan(2);
  expect(planned(events)).toEqual([]);
  expect(diskUnattached.noFix?.en).toContain('for ever');
});

test('every checker has plans, or says why it has none', () => {
  const silent = CHECKERS.filter(({ fix, noFix }) => !fix && !noFix);
  expect(silent.map(({ id }) => id)).toEqual([]);
  for (const { noFix } of CHECKERS.filter((one) => one.noFix)) {
    expect(noFix?.zh).toMatch(/[。？！]$/);
    expect(noFix?.en).toMatch(/\.$/);
  }
});

test('an event says why there is no plan, in both languages', async () => {
  const [event] = await inspect([diskUnattached], memoryState());
  expect(event?.message.en).toContain(`**No fix plan**: ${diskUnattached.noFix?.en}`);
  expect(event?.message.zh).toContain(`**没有修复方案**: ${diskUnattached.noFix?.zh}`);
  expect(event?.message.en).toContain('**What it saves**: What is saved depends on the size');
});

test('an event says the plan in both languages, as commands that a shell takes', async () => {
  const [event] = planned(await inspect([deletionProtectionOff], memoryState()));
  const plan = event?.fix as FixPlan;
  expect(plan.calls[0]?.command).toBe(
    `aliyun ecs ModifyInstanceAttribute --RegionId cn-hangzhou --InstanceId ${event?.assetId} --DeletionProtection true`,
  );
  expect(event?.message.en).toContain(`- Command: \`${plan.calls[0]?.command}\``);
  expect(event?.message.en).toContain(
    `- Terraform: \`alicloud_instance (${event?.assetId}): deletion_protection = true\``,
  );
  expect(event?.message.zh).toContain('**修复方案（巡检不会执行）**');
  expect(plan.effect.zh).not.toBe(plan.effect.en);
});
