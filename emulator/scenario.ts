import { hintOf } from '../lib/model';
import { CATALOGUE, type SizeKey } from './catalogue';
import { CONDITIONS, usualPlant } from './conditions';
import type { Fault } from './faults';
import { parseFaults } from './faults';
import type { AccountScenario, ChangeScenario, EpisodeScenario, FullScenario, RoleScenario } from './full-scenario';
import { readTimeline } from './timeline';
import { fail, flag, list, object, record, share, text, textList, whole } from './validate';

export type { AccountScenario, ChangeScenario, EpisodeScenario, FullScenario, RoleScenario } from './full-scenario';

/** How many assets a region holds; of kinds that belong to no region, an account. */
export type Sizes = Record<SizeKey, number>;

export interface RegionScenario extends Partial<Sizes> {
  plant?: Record<string, number>;
}

export interface Scenario extends Partial<Sizes> {
  seed?: number;
  regions?: string[] | Record<string, RegionScenario>;
  accounts?: AccountScenario[];
  /** Condition -> assets per account and region: below 1 a fraction, otherwise a count. Replaces the usual plant. */
  plant?: Record<string, number>;
  /** Replaces the usual changes. */
  changes?: ChangeScenario[];
  /** Minutes that pass in the world from one epoch to the next: its clock then moves with `advance()` alone. */
  stepMinutes?: number;
  /** What happens to single assets, and for how long; needs `stepMinutes`. */
  timeline?: EpisodeScenario[];
  faults?: Fault[];
}

/** The account of a world whose scenario names none. Not a real key: only the emulator takes it. */
export const EMULATOR_ACCOUNT = '1234567890123456';
export const EMULATOR_KEY = {
  accessKeyId: 'LTAI-emulator-not-a-real-key',
  accessKeySecret: 'emulator-not-a-real-secret',
} as const;

/** Role of every default account. */
export const EMULATOR_ROLE = 'asset-inspection';

export const DEFAULT_SIZES = CATALOGUE.sizes as Readonly<Sizes>;
export const DEFAULT_REGIONS: readonly string[] = ['cn-hangzhou', 'cn-shanghai', 'ap-southeast-1'];

/** Fills in the defaults. `seed` of the options wins over the scenario's. @throws Error for an unknown condition */
export function completeScenario(scenario: Scenario, seed?: number): FullScenario {
  const { regions = [...DEFAULT_REGIONS] } = scenario;
  checkPlant(scenario.plant, 'scenario.plant');
  if (!Array.isArray(regions)) {
    for (const [id, { plant }] of Object.entries(regions)) checkPlant(plant, `scenario.regions.${id}.plant`);
  }
  const sizes = { ...DEFAULT_SIZES };
  for (const key of SIZE_KEYS) sizes[key] = scenario[key] ?? sizes[key];
  return {
    seed: seed ?? scenario.seed ?? 1,
    sizes,
    regions: Array.isArray(regions)
      ? regions.map((id) => ({ id, sizes: {} }))
      : Object.entries(regions).map(([id, { plant, ...own }]) => ({ id, sizes: own, ...(plant && { plant }) })),
    accounts: scenario.accounts ?? [
      { accountId: EMULATOR_ACCOUNT, name: 'emulator', ...EMULATOR_KEY, roles: [{ name: EMULATOR_ROLE }] },
    ],
    plant: scenario.plant ?? usualPlant(),
    // A world that lives in time has its timeline.
    changes: scenario.changes ?? (scenario.stepMinutes ? [] : [...CATALOGUE.changes]),
    stepMinutes: scenario.stepMinutes ?? 0,
    timeline: readTimeline(scenario.timeline ?? [], scenario.stepMinutes ?? 0, 'scenario.timeline'),
    faults: scenario.faults ?? [],
  };
}

/**
 * Reads and checks a scenario: a JSON text or an already parsed object.
 *
 * @throws Error that names the field, such as `scenario.accounts[0].accountId: 16 digits expected`
 * @example
 * const emulator = await startEmulator({ scenario: loadScenario('{"regions":["cn-hangzhou"],"instances":30}') });
 */
export function loadScenario(input: unknown): Scenario {
  let parsed = input;
  if (typeof input === 'string') {
    try {
      parsed = JSON.parse(input);
    } catch (cause) {
      throw new Error(`scenario: not JSON: ${cause instanceof Error ? cause.message : 'cannot be read'}`, { cause });
    }
  }
  const at = 'scenario';
  const fields = object(parsed, at, [
    ...SIZE_KEYS,
    ...['seed', 'regions', 'accounts', 'plant', 'changes', 'stepMinutes', 'timeline', 'faults'],
  ]);
  const scenario: Scenario = readSizes(fields, at);
  if (fields.seed !== undefined) scenario.seed = whole(fields.seed, `${at}.seed`);
  if (fields.regions !== undefined) scenario.regions = readRegions(fields.regions, `${at}.regions`);
  if (fields.accounts !== undefined) scenario.accounts = readAccounts(fields.accounts, `${at}.accounts`);
  if (fields.plant !== undefined) scenario.plant = readPlant(fields.plant, `${at}.plant`);
  if (fields.changes !== undefined) scenario.changes = list(fields.changes, `${at}.changes`, readChange);
  if (fields.stepMinutes !== undefined) scenario.stepMinutes = whole(fields.stepMinutes, `${at}.stepMinutes`, 1440);
  if (fields.timeline !== undefined) {
    scenario.timeline = readTimeline(fields.timeline, scenario.stepMinutes ?? 0, `${at}.timeline`);
  }
  if (fields.faults !== undefined) scenario.faults = parseFaults(fields.faults, `${at}.faults`);
  return scenario;
}

const SIZE_KEYS = Object.keys(DEFAULT_SIZES) as (keyof Sizes)[];

/** Largest population whose ids stay exact. */
const MOST = 4_000_000;

function readSizes(fields: Record<string, unknown>, at: string): Partial<Sizes> {
  const sizes: Partial<Sizes> = {};
  for (const key of SIZE_KEYS) {
    if (fields[key] !== undefined) sizes[key] = whole(fields[key], `${at}.${key}`, MOST);
  }
  if ((sizes.disksPerInstance ?? 1) > 17) throw fail(`${at}.disksPerInstance`, 'at most 17 expected');
  return sizes;
}

function checkCondition(condition: string, at: string): void {
  if (!(condition in CONDITIONS)) throw fail(at, `no such condition${hintOf(condition, Object.keys(CONDITIONS))}`);
}

function checkPlant(plant: Readonly<Record<string, number>> = {}, at: string): void {
  for (const condition of Object.keys(plant)) checkCondition(condition, `${at}.${condition}`);
}

function readPlant(value: unknown, at: string): Record<string, number> {
  const plant: Record<string, number> = {};
  for (const [condition, count] of Object.entries(record(value, at))) {
    checkCondition(condition, `${at}.${condition}`);
    plant[condition] = share(count, `${at}.${condition}`);
  }
  return plant;
}

function readRegions(value: unknown, at: string): string[] | Record<string, RegionScenario> {
  if (Array.isArray(value)) {
    const regions = textList(value, at);
    if (regions.length === 0) throw fail(at, 'at least one region expected');
    if (new Set(regions).size !== regions.length) throw fail(at, 'a region is listed twice');
    regions.forEach((region, i) => checkRegion(region, `${at}[${i}]`));
    return regions;
  }
  const regions: Record<string, RegionScenario> = {};
  for (const [region, own] of Object.entries(record(value, at))) {
    checkRegion(region, `${at}.${region}`);
    const fields = object(own, `${at}.${region}`, [...SIZE_KEYS, 'plant']);
    const read: RegionScenario = readSizes(fields, `${at}.${region}`);
    if (fields.plant !== undefined) read.plant = readPlant(fields.plant, `${at}.${region}.plant`);
    regions[region] = read;
  }
  if (Object.keys(regions).length === 0) throw fail(at, 'at least one region expected');
  return regions;
}

function checkRegion(region: string, at: string): void {
  if (!/^[a-z]{2}-[a-z0-9-]+$/.test(region)) throw fail(at, `not a region id: ${JSON.stringify(region)}`);
}

function readAccounts(value: unknown, at: string): AccountScenario[] {
  const accounts = list(value, at, readAccount);
  if (accounts.length === 0) throw fail(at, 'at least one account expected');
  for (const field of ['accountId', 'accessKeyId'] as const) {
    const seen = new Set<string>();
    accounts.forEach((account, i) => {
      const one = account[field];
      if (one !== undefined && seen.has(one)) throw fail(`${at}[${i}].${field}`, `${one} is used twice`);
      if (one !== undefined) seen.add(one);
    });
  }
  return accounts;
}

function readAccount(value: unknown, at: string): AccountScenario {
  const fields = object(value, at, [
    'accountId',
    'name',
    'accessKeyId',
    'accessKeySecret',
    'roles',
    'management',
    'instances',
  ]);
  const account: AccountScenario = { accountId: text(fields.accountId, `${at}.accountId`) };
  if (!/^[1-9][0-9]{15}$/.test(account.accountId)) throw fail(`${at}.accountId`, '16 digits expected');
  if (fields.name !== undefined) account.name = text(fields.name, `${at}.name`);
  if ((fields.accessKeyId === undefined) !== (fields.accessKeySecret === undefined)) {
    throw fail(at, 'accessKeyId and accessKeySecret go together');
  }
  if (fields.accessKeyId !== undefined) account.accessKeyId = text(fields.accessKeyId, `${at}.accessKeyId`);
  if (fields.accessKeySecret !== undefined) {
    account.accessKeySecret = text(fields.accessKeySecret, `${at}.accessKeySecret`);
  }
  if (fields.management !== undefined) account.management = flag(fields.management, `${at}.management`);
  if (fields.instances !== undefined) account.instances = whole(fields.instances, `${at}.instances`, MOST);
  if (fields.roles !== undefined) account.roles = list(fields.roles, `${at}.roles`, readRole);
  return account;
}

function readRole(value: unknown, at: string): RoleScenario {
  if (typeof value === 'string') return { name: text(value, at) };
  const fields = object(value, at, ['name', 'trusts', 'externalId', 'maxSessionDuration']);
  const role: RoleScenario = { name: text(fields.name, `${at}.name`) };
  if (fields.trusts !== undefined) role.trusts = textList(fields.trusts, `${at}.trusts`);
  if (fields.externalId !== undefined) role.externalId = text(fields.externalId, `${at}.externalId`);
  if (fields.maxSessionDuration !== undefined) {
    role.maxSessionDuration = whole(fields.maxSessionDuration, `${at}.maxSessionDuration`, 43_200);
    if (role.maxSessionDuration < 900) throw fail(`${at}.maxSessionDuration`, 'at least 900 expected');
  }
  return role;
}

const DEEDS = ['recover', 'appear', 'delete', 'stop', 'worsen'] as const;

function readChange(value: unknown, at: string): ChangeScenario {
  const fields = object(value, at, ['epoch', 'do', 'condition', 'to', 'count', 'region', 'accountId']);
  const deed = DEEDS.find((one) => one === fields.do);
  if (deed === undefined) throw fail(`${at}.do`, `one of ${DEEDS.join(', ')} expected`);
  const change: ChangeScenario = { epoch: whole(fields.epoch, `${at}.epoch`), do: deed };
  if (change.epoch < 1) throw fail(`${at}.epoch`, 'at least 1 expected');
  const wanted = { condition: deed !== 'delete' && deed !== 'stop', to: deed === 'worsen' };
  for (const key of ['condition', 'to'] as const) {
    if ((fields[key] !== undefined) !== wanted[key]) {
      throw fail(`${at}.${key}`, wanted[key] ? `${deed} needs it` : `${deed} does not take it`);
    }
    if (!wanted[key]) continue;
    const condition = text(fields[key], `${at}.${key}`);
    checkCondition(condition, `${at}.${key}`);
    change[key] = condition;
  }
  if (change.to !== undefined && CONDITIONS[change.to]?.kind !== CONDITIONS[change.condition ?? '']?.kind) {
    throw fail(`${at}.to`, 'a condition of the same kind of asset expected');
  }
  if (fields.count !== undefined) change.count = share(fields.count, `${at}.count`);
  if (fields.region !== undefined) change.region = text(fields.region, `${at}.region`);
  if (fields.accountId !== undefined) change.accountId = text(fields.accountId, `${at}.accountId`);
  return change;
}
