import { startEmulator, type Emulator } from '../../emulator';
import { fromKeys } from '../../lib/credentials';
import { defineInspection, type Inspection, type InspectionSpec } from '../../lib/inspection';
import type { InspectionEvent } from '../../lib/model';
import type { Reporter } from '../../lib/report';
import * as ecs from '../../scripts/ecs';
import { startPostgres, type PostgresServer, POSTGRES_BIN } from './postgres';
import { REDIS_SERVER, startRedis, type RedisServer } from './redis';
import { SIGNATURE } from './signature';

export const REGIONS = ['cn-hangzhou', 'cn-shanghai'];
export const NAMES = ['one', 'two', 'three', 'four'];
export const keyOf = (name: string) => ({ accessKeyId: `key-${name}`, accessKeySecret: `secret-of-${name}` });

/** For `describe`: its tests run where there are both servers, and say so where one is missing. */
export const withServers: (name: string, tests: () => void) => void =
  POSTGRES_BIN && REDIS_SERVER
    ? (name, tests) => describe(name, tests)
    : (name, tests) => describe.skip(`${name} (needs PostgreSQL and Redis)`, tests);

export interface Change {
  readonly epoch: number;
  readonly do: 'recover' | 'appear';
  readonly condition: string;
}

const CHANGES: readonly Change[] = [
  { epoch: 1, do: 'recover', condition: 'ecs-auto-release' },
  { epoch: 1, do: 'appear', condition: 'ecs-security-locked' },
];

/** Four accounts with two regions; in each three things are wrong, then one of them recovers and another appears. */
export function newFleetCloud(changes: readonly Change[] = CHANGES, latencyMs = 0, instances = 6): Promise<Emulator> {
  return startEmulator({
    latencyMs,
    scenario: {
      seed: 11,
      regions: REGIONS,
      instances,
      accounts: NAMES.map((name, i) => ({ accountId: `${1000 + i}`, name, ...keyOf(name) })),
      plant: { 'ecs-expiring-critical': 1, 'ecs-auto-release': 1, 'ecs-cpu-warning': 1 },
      changes: [...changes],
    },
  });
}

/** @param wrong names of accounts whose keys the cloud does not take */
export function fleetInspection(spec: Partial<InspectionSpec> = {}, wrong: readonly string[] = []): Inspection {
  return defineInspection({
    id: 'fleet',
    title: { zh: '机群', en: 'Fleet' },
    schedule: '0 * * * *',
    timeoutSeconds: 120,
    accounts: NAMES.map((name) => ({
      name,
      credentials: fromKeys(wrong.includes(name) ? { ...keyOf(name), accessKeySecret: 'wrong' } : keyOf(name)),
      signature: SIGNATURE,
      regions: REGIONS,
    })),
    checkers: [ecs.ecsExpiring, ecs.autoRelease, ecs.ecsLocked, ecs.cpuHigh],
    ...spec,
  });
}

/** What all workers send to. */
export function receiver(): Reporter & { readonly sent: InspectionEvent[] } {
  const sent: InspectionEvent[] = [];
  return {
    name: 'receiver',
    sent,
    deliver(batch) {
      sent.push(...batch);
      return Promise.resolve({ accepted: batch.map(({ id }) => id), rejected: [] });
    },
  };
}

export interface Servers {
  readonly postgres: PostgresServer;
  readonly redis: RedisServer;
  stop(): Promise<void>;
}

/** @param durable whether the Redis keeps what it has when it is killed */
export async function startServers({ durable = false } = {}): Promise<Servers> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis({ durable })]);
  return {
    postgres,
    redis,
    async stop() {
      await Promise.all([postgres.stop(), redis.stop()]);
    },
  };
}
