/**
 * A local Alibaba Cloud: the real wire format over HTTP, a world of assets with known conditions, and faults on demand.
 *
 * @example
 * const emulator = await startEmulator({ scenario: loadScenario('{"regions":["cn-hangzhou"],"instances":50}') });
 * process.env.ALIYUN_ENDPOINT = emulator.endpoint;
 * // … run an inspection with EMULATOR_KEY, compare its findings with emulator.world.planted() …
 * await emulator.close();
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { memoize } from 'lodash';
import { hostNames, makeCertificates } from './certificate';
import type { FaultControl } from './faults';
import { Faults } from './faults';
import type { Scenario } from './scenario';
import { completeScenario } from './scenario';
import type { EmulatorStats } from './server';
import { EmulatorServer } from './server';
import { CATALOGUE, type Kind } from './catalogue';
import type { World as AnyWorld } from './world';
import { LazyWorld } from './world';

export { CONDITIONS, KINDS } from './conditions';
export type { Kind } from './catalogue';
export type { Fault, FaultControl, FaultKind } from './faults';
export { EMULATOR_ACCOUNT, EMULATOR_KEY, EMULATOR_ROLE, loadScenario } from './scenario';
export type {
  AccountScenario,
  ChangeScenario,
  EpisodeScenario,
  RegionScenario,
  RoleScenario,
  Scenario,
  Sizes,
} from './scenario';
export type { CallStats, EmulatorStats } from './server';
export type { Planted } from './world';

/** The world as a user of the emulator sees it. */
export type World = AnyWorld<Kind>;

export interface EmulatorOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** `127.0.0.1` by default. */
  host?: string;
  /** Wins over the scenario's seed. */
  seed?: number;
  scenario?: Scenario;
  /** Added to every answer, in ms. */
  latencyMs?: number;
  /** The moment (ms) that the world's times are relative to; the start by default. */
  now?: number;
  /** Whether a request may come again, nonce and all: to measure what the same calls cost by themselves. */
  replays?: boolean;
  log?: (line: string) => void;
}

export interface Emulator {
  url: string;
  /** The same at `https:`: one port speaks both. The certificate is made at the first start in a process. */
  secureUrl: string;
  /** The certificate, in PEM, of the authority that a client has to trust at `secureUrl`. */
  ca: string;
  /** A file that holds `ca` until the emulator is closed: what `NODE_EXTRA_CA_CERTS` and `SSL_CERT_FILE` want. */
  caFile: string;
  /** `<url>/{product}/{region}`, a template for ALIYUN_ENDPOINT. */
  endpoint: string;
  port: number;
  world: World;
  faults: FaultControl;
  stats(): EmulatorStats;
  resetStats(): void;
  /** Moves the world to a later epoch: some conditions recover, others appear, assets go. */
  advance(steps?: number): void;
  close(): Promise<void>;
}

/** Emulators of one process that go by the same names share their certificates: making them is most of what a start costs. */
const certificatesOf = memoize(makeCertificates, (names: readonly string[]) => names.join(' '));

/** Starts an emulator and resolves once it listens. @throws Error for a wrong fault in the scenario or a port in use */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, host = '127.0.0.1', latencyMs = 0, replays = false, log = () => undefined } = options;
  const scenario = completeScenario(options.scenario ?? {}, options.seed);
  const world = new LazyWorld(scenario, options.now ?? Date.now(), CATALOGUE);
  const faults = new Faults(scenario.seed, scenario.faults);
  const advance = (steps = 1): void => {
    world.epoch += steps;
  };
  const codes = CATALOGUE.products.flatMap(({ code, aliases = [] }) => [code, ...aliases]);
  const certificates = certificatesOf(hostNames(codes, world.regions, host));
  const server = new EmulatorServer(world, faults, { latencyMs, replays, log, advance }, certificates);
  const bound = await server.listen(port, host);
  const place = `${host.includes(':') ? `[${host}]` : host}:${bound}`;
  const url = `http://${place}`;
  const caFile = join(mkdtempSync(join(tmpdir(), 'aliyun-emulator-')), 'ca.pem');
  writeFileSync(caFile, certificates.ca);
  return {
    url,
    secureUrl: `https://${place}`,
    ca: certificates.ca,
    caFile,
    endpoint: `${url}/{product}/{region}`,
    port: bound,
    world,
    faults,
    stats: () => server.stats(),
    resetStats: () => server.resetStats(),
    advance,
    close() {
      rmSync(dirname(caFile), { recursive: true, force: true });
      return server.close();
    },
  };
}
