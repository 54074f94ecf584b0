/**
 * Every checker of the library over the whole default world, twice: what is found is what the committed list of expected
 * findings says, and nothing else. The list is made of the world's description, never of a run.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../emulator';
import { CONDITIONS, infoOf, KINDS } from '../../emulator/conditions';
import { RAISES } from '../../emulator/raises';
import type { Finding, RunSummary } from '../../lib/model';
import { memoryState } from '../../lib/state';
import { CHECKERS } from '../../scripts/registry.gen';
import { failures, inspectEmulated, lineOf, OVERDUE } from '../harness/emulated';

/** Checkers that the default world never makes fail, each with the reason. */
const NEVER_RAISED: Readonly<Record<string, string>> = {
  'antiddos-clb-blackholed': 'the black holes of the world are of addresses',
  'antiddos-ecs-blackholed': 'the black holes of the world are of addresses',
  'bss-budget-forecast': 'judges nothing until its parameter "budget" is set',
  'bss-over-budget': 'judges nothing until its parameter "budget" is set',
  'ecs-status-abnormal': 'what stops in it is not billed, so its owner wants it so',
  'redis-proxy-high': 'no instance of the world is of a class with proxies',
  'resourcecenter-tag-missing': 'judges nothing until its parameter "keys" is set',
  'vpc-bandwidth-package-expiring': 'subscriptions of shared bandwidth end in 200 days',
};

/** Severities of the others that no finding has, each with the reason. */
const NEVER_GIVEN: Readonly<Record<string, string>> = {
  'hbase-expiring info': 'the product says of each how it renews',
  'cloudapi-expiring info': 'billing says of each how it renews',
  'config-non-compliant info': 'results of low risk are told where the parameter "least" is info',
  'config-member-non-compliant warning': 'the one rule of the account group is of high risk',
  'config-member-non-compliant info': 'the one rule of the account group is of high risk',
  'ack-state error': 'no change of a cluster has failed',
  'ack-node-pool error': 'no pool is in a failed state: its scaling fails',
  'ecs-disk-expiring info': 'all of them are renewed by hand',
  'nas-expiring info': 'all of them are renewed by hand',
  'nas-status-abnormal warning': 'none is being stopped',
  'nlb-unhealthy critical': 'one server of three or more fails',
  'slb-cert-expiring info': 'each certificate is that of a listener',
  'slb-expiring info': 'all of them are renewed by hand',
  'actiontrail-off info': 'the one trail is switched off, and not narrowed',
  'adb-expiring info': 'billing says of each how it renews',
  'cbn-package-expiring info': 'all of them are renewed by hand',
  'clickhouse-expiring info': 'billing says of each how it renews',
  'gpdb-expiring info': 'billing says of each how it renews',
  'lindorm-expiring info': 'billing says of each how it renews',
  'alidns-expiring info': 'the answer tells of auto-renewal only',
  'cloudfw-expiring info': 'all of them are renewed by hand',
  'ddoscoo-expiring info': 'all of them are renewed by hand',
  'ga-basic-expiring info': 'all of them are renewed by hand',
  'ga-expiring info': 'all of them are renewed by hand',
  'ga-package-expiring info': 'all of them are renewed by hand',
  'waf-expiring info': 'all of them are renewed by hand',
  'waf-objects-full warning': 'the planted one is nearly full',
  'polardbx-expiring info': 'billing says of each how it renews',
  'dts-expiring info': 'billing says of each how it renews',
  'mse-expiring info': 'billing says of each how it renews',
  'emr-expiring info': 'billing says of each how it renews',
  'rabbitmq-expiring info': 'the product says of each how it renews',
  'ecs-sg-open-risky info': 'nothing is planted in a group that a service manages',
  'es-expiring info': 'billing or the product says of each how it renews',
  'kafka-expiring info': 'billing or the product says of each how it renews',
  'mongodb-expiring info': 'billing or the product says of each how it renews',
  'ons-expiring info': 'billing or the product says of each how it renews',
  'polardb-expiring info': 'billing or the product says of each how it renews',
  'rds-expiring info': 'billing or the product says of each how it renews',
  'redis-expiring info': 'billing or the product says of each how it renews',
  'rocketmq-expiring info': 'billing or the product says of each how it renews',
  'vpc-eip-expiring info': 'all of them are renewed by hand',
  'vpc-nat-expiring info': 'all of them are renewed by hand',
  'vpc-vpn-expiring info': 'all of them are renewed by hand',
  'vpc-vswitch-ip-low warning': 'the full ones are below the floor, too',
  'alb-unhealthy warning': 'all servers of an unhealthy one fail',
  'ecs-auto-renew-off error': 'auto-renewal never fails',
  'ecs-disk-unattached critical': 'nobody sets a critical level',
  'ecs-expiring info': 'none that is marked as not renewed is near its end',
  'ecs-sg-open-admin info': 'nothing is planted in a group that a service manages',
  'ecs-sg-open-all info': 'nothing is planted in a group that a service manages',
  'ecs-sg-open-db info': 'nothing is planted in a group that a service manages',
  'bss-balance-low warning': 'the planted account is overdue',
  'ack-node warning': 'a quarter of the nodes fail, and nobody has stopped a machine',
  'kms-pending critical': 'the planted deletion is 10 days away',
  'mongodb-memory-high critical': 'it takes a second sign beside the memory, and a condition plants one fault',
  'mongodb-status-abnormal error': 'no creation lasts for a day',
  'polardb-status-abnormal critical': 'no switch is seen at two runs',
  'mongodb-whitelist-open critical': 'the planted instance has no public endpoint',
  'polardb-memory-high critical': 'it takes a second sign beside the memory, and a condition plants one fault',
  'rds-memory-high critical': 'it takes a second sign beside the memory, and a condition plants one fault',
  'rds-memory-high info': 'the condition makes no instance of SQL Server',
  'rds-whitelist-open critical': 'the planted instance has no public endpoint',
  'ram-user-no-mfa warning': 'the next login asks nobody for a device',
  'redis-whitelist-open critical': 'the planted instance has no public endpoint',
  'alb-locked warning': 'only of one that is inactive or was not created, which no condition makes',
  'bss-expiring info': 'only with the parameter "autoRenewal"',
  'domain-expiring info': 'only with the parameter "autoRenewal"',
  'kafka-risk info': 'only with the parameter "level" at 2',
  'nlb-locked warning': 'only of one that is inactive or was not created, which no condition makes',
  'redis-status-abnormal error': 'only of an instance that failed to be created, of which the world has none',
};

interface Expected {
  readonly account: string;
  readonly region: string;
  readonly asset: string;
  readonly checker: string;
  readonly severity: string;
}

/** The 20th: the month under way has said something about what it costs. */
const NOW = new Date('2026-06-20T04:00:00Z');

/** The committed list, by epoch. */
function listed(): Map<string, Expected[]> {
  const [, ...lines] = readFileSync(join(__dirname, 'default-world.csv'), 'utf8').trimEnd().split('\n');
  const found = new Map<string, Expected[]>();
  for (const line of lines) {
    const [epoch = '', account = '', region = '', asset = '', checker = '', severity = ''] = line.split(',');
    found.set(epoch, [...(found.get(epoch) ?? []), { account, region, asset, checker, severity }]);
  }
  return found;
}

const EXPECTED = listed();
const ALL = [...EXPECTED.values()].flat();

/** The past of a month takes its time: three weeks are the least that can be set. */
const PATIENT = CHECKERS.map((checker) => (checker.id.endsWith('-change') ? checker.with({ days: 21 }) : checker));

let emulator: Emulator;
const runs: { summary: RunSummary; findings: readonly Finding[]; withoutAgent: readonly string[] }[] = [];

beforeAll(async () => {
  emulator = await startEmulator({ now: NOW.getTime() });
  const state = memoryState();
  for (let epoch = 0; epoch < EXPECTED.size; epoch++) {
    if (epoch > 0) emulator.advance();
    const withoutAgent = emulator.world.planted().filter(({ condition }) => condition === 'ecs-no-agent');
    const run = await inspectEmulated(emulator, PATIENT, { state, now: NOW });
    runs.push({ ...run, withoutAgent: withoutAgent.map((one) => one.assetId) });
  }
}, 900_000);
afterAll(() => emulator.close());

describe.each([...EXPECTED.keys()])('epoch %s', (epoch) => {
  const run = () => runs[Number(epoch)] ?? { summary: undefined, findings: [], withoutAgent: [] };

  test('everything could be read', () => {
    expect(run().summary?.collections.filter((one) => one.status !== 'complete')).toEqual([]);
    expect(run().summary?.complete).toBe(true);
  });

  test('every expected finding is there, and no other', () => {
    const expected = (EXPECTED.get(epoch) ?? []).map(lineOf);
    expect(failures(run().findings)).toEqual(expected.sort());
    // Three and more of its assets are locked for payment.
    const overdue = run().findings.filter(({ checker }) => checker === OVERDUE);
    expect(overdue.map(({ verdict }) => verdict)).toEqual(['fail']);
  });

  test('only what needs the agent of an instance without one is unknown', () => {
    const { findings, withoutAgent } = run();
    const unknown = findings.filter((one) => one.verdict === 'unknown');
    expect([...new Set(unknown.map((one) => one.assetId))].sort()).toEqual([...withoutAgent].sort());
    expect([...new Set(unknown.map((one) => one.checker))].sort()).toEqual([
      'ecs-fs-filling',
      'ecs-fs-usage-high',
      'ecs-load-high',
      'ecs-memory-high',
      'ecs-oversized',
    ]);
  });
});

test('every checker is raised, but for those that need a parameter', () => {
  const raised = new Set(ALL.map((one) => one.checker));
  expect(CHECKERS.map(({ id }) => id).filter((id) => !raised.has(id))).toEqual(Object.keys(NEVER_RAISED));
});

test('every severity that a checker can give is given', () => {
  const given = new Set(ALL.map(({ checker, severity }) => `${checker} ${severity}`));
  const possible = CHECKERS.filter(({ id }) => !(id in NEVER_RAISED)).flatMap(({ id, severities }) =>
    severities.map((severity) => `${id} ${severity}`),
  );
  expect(possible.filter((one) => !given.has(one)).sort()).toEqual(Object.keys(NEVER_GIVEN).sort());
});

test('every condition has a line that tells what it raises, and every line is of a condition', () => {
  expect(Object.keys(RAISES).sort()).toEqual(Object.keys(CONDITIONS).sort());
  for (const [condition, raised] of Object.entries(RAISES)) {
    if ('nothing' in raised) expect([condition, raised.nothing]).toEqual([condition, expect.stringMatching(/\w{3}/)]);
    else expect([condition, raised.length]).not.toEqual([condition, 0]);
  }
});

test('what the table names are checkers of the library and severities that they can give', () => {
  const possible = new Set(CHECKERS.flatMap(({ id, severities }) => severities.map((severity) => `${id} ${severity}`)));
  const named = Object.values(RAISES).flatMap((raised) => ('nothing' in raised ? [] : raised));
  expect(named.filter((one) => !possible.has(one))).toEqual([]);
});

/** Of what usually is one alone, such as a violation that somebody else has found, there is no most. */
const MANY = KINDS.filter((kind) => infoOf(kind).size !== undefined && infoOf(kind).usual !== 1);

test.each(MANY)('most assets of the kind %s are healthy', (kind) => {
  const { accounts, regions } = emulator.world;
  const total = accounts.reduce(
    (sum, { accountId }) =>
      sum + regions.reduce((all, region) => all + emulator.world.count(accountId, region, kind), 0),
    0,
  );
  const planted = emulator.world.planted().filter(({ condition }) => CONDITIONS[condition]?.kind === kind).length;
  expect(planted).toBeLessThan(total / 2);
});
