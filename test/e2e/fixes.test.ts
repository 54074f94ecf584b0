/** A fix plan is exact: its command, applied to the emulated cloud, lets its checker recover, and its undo brings the finding back. */
import RPCClient from '@alicloud/pop-core';
import { EMULATOR_KEY, startEmulator, type Emulator } from '../../emulator';
import type { AnyChecker } from '../../lib/define';
import type { FixCall, FixPlan, InspectionEvent } from '../../lib/model';
import { memoryState } from '../../lib/state';
import {
  diskUnattached,
  sgOpenAdmin,
  sgOpenAll,
  sgOpenDb,
  deletionProtectionOff,
  autoRenewOff,
  ecsImdsv1,
} from '../../scripts/ecs';
import { deletionProtectionOff as rdsDeletionProtectionOff } from '../../scripts/rds';
import { ossPublic } from '../../scripts/oss';
import { CHECKERS } from '../../scripts/registry.gen';
import { inspectEmulated } from '../harness/emulated';

interface OssClient {
  useBucket(name: string): void;
  putBucketACL(name: string, acl: string): Promise<unknown>;
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
      },
    },
  });
});
afterAll(() => emulator.close());

const VERSIONS: Readonly<Record<string, string>> = { ecs: '2014-05-26', rds: '2014-08-15' };

/** The words of a command, as a shell splits it. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** Does what the command line does with a command. */
async function apply({ command, action, params }: FixCall): Promise<void> {
  const [program, product = '', name = '', ...rest] = wordsOf(command);
  expect(program).toBe('aliyun');
  if (product === 'oss') {
    const [, bucket = '', acl = ''] = [name, rest[0]?.replace('oss://', ''), rest[1]];
    expect([name, rest[2], params]).toEqual(['set-acl', '-b', { Bucket: bucket, 'x-oss-acl': acl }]);
    const client = new AliOss({ ...EMULATOR_KEY, region: 'oss-cn-hangzhou', endpoint: emulator.url });
    await client.putBucketACL(bucket, acl);
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
])('%s: the plan recovers it, and can be taken back', async (_, checker, failing, plans) => {
  const state = memoryState();
  const found = await inspect([checker], state);
  const fixed = planned(found);
  expect([found.length, fixed.length]).toEqual([failing, plans]);
  for (const { fix } of fixed) for (const call of fix?.calls ?? []) await apply(call);
  const recovered = await inspect([checker], state);
  expect(recovered.map(keyOf).sort()).toEqual(fixed.map(({ assetId }) => `recovery ${assetId}`).sort());
  for (const { fix } of fixed) for (const call of fix?.undo ?? []) await apply(call);
  const back = await inspect([checker], state);
  expect(back.map(keyOf).sort()).toEqual(fixed.map(({ assetId }) => `anomaly ${assetId}`).sort());
});

test('what opens more than it must not has no plan, and neither has what cannot be had again', async () => {
  const events = await inspect([sgOpenAll, sgOpenDb, diskUnattached], memoryState());
  expect(events.length).toBeGreaterThan(2);
  expect(planned(events)).toEqual([]);
  for (const { noFix } of CHECKERS.filter((one) => one.noFix)) {
    expect(noFix?.zh).not.toBe(noFix?.en);
  }
  expect(diskUnattached.noFix?.en).toContain('for ever');
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
