import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmulator, EMULATOR_KEY, type Emulator } from '../../emulator';
import type { RequestLimits } from '../../lib/guance';
import { defineInspection, type InspectionSpec, type RunOptions } from '../../lib/inspection';
import { fromKeys } from '../../lib/credentials';
import type { RunSummary } from '../../lib/model';
import * as ecs from '../../scripts/ecs';
import { openLab, type Json, type Lab } from '../workspace/client';
import { SIGNATURE } from '../harness/signature';

export const REGION = 'cn-hangzhou';
export const CHECKERS = [ecs.ecsExpiring, ecs.autoRelease, ecs.ecsLocked, ecs.cpuHigh] as const;

/** Three things are wrong; then one recovers, one appears, and two go on. */
export const SCENARIO = {
  seed: 7,
  regions: [REGION],
  instances: 8,
  plant: { 'ecs-expiring-critical': 1, 'ecs-auto-release': 1, 'ecs-cpu-warning': 1 },
  changes: [
    { epoch: 1, do: 'recover' as const, condition: 'ecs-auto-release' },
    { epoch: 1, do: 'appear' as const, condition: 'ecs-security-locked' },
  ],
};

/** The workspace of a test has no limits, so its client needs none. */
const FREE = { take: () => Promise.resolve(), pause: () => undefined };
export const NO_LIMITS: RequestLimits = { ofKey: () => FREE, ofWorkspace: () => FREE };

const dirs: string[] = [];
const emulators: Emulator[] = [];
const closers: (() => Promise<void>)[] = [];

export function newDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'e2e-'));
  dirs.push(dir);
  return dir;
}

export async function leave(): Promise<void> {
  for (const close of closers.splice(0)) await close();
  for (const emulator of emulators.splice(0)) await emulator.close();
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
}

export async function newCloud(): Promise<Emulator> {
  const emulator = await startEmulator({ scenario: SCENARIO });
  emulators.push(emulator);
  return emulator;
}

export interface Stage {
  readonly cloud: Emulator;
  readonly lab: Lab;
  readonly stateDir: string;
  readonly env: Record<string, string>;
  run(more?: StageRun): Promise<RunSummary>;
  /** The inspection as the workspace shows it. */
  registered(): Promise<Json[]>;
  /** What the workspace has, oldest first: `status checker`. */
  told(): Promise<string[]>;
}

export interface StageRun extends RunOptions {
  readonly configs?: unknown;
  readonly spec?: Partial<InspectionSpec>;
}

/** A cloud, a workspace and a host's state. */
export async function newStage(options: Parameters<typeof openLab>[0] = {}): Promise<Stage> {
  const cloud = await newCloud();
  const lab = await openLab({ language: 'en', now: () => new Date(), ...options });
  const { workspace } = lab;
  const stateDir = newDir();
  const env: Record<string, string> = {
    ALIYUN_ENDPOINT: cloud.endpoint,
    GUANCE_API_KEY_ID: workspace.apiKeyId,
    GUANCE_OPENAPI_URL: workspace.openapi,
    GUANCE_OPENWAY_URL: workspace.openway,
  };
  return {
    cloud,
    lab,
    stateDir,
    env,
    run: ({ configs, spec, ...more } = {}) =>
      inspectionOf(spec).run(configs, {
        env,
        stateDir,
        language: 'en',
        reporters: [],
        guanceLimits: NO_LIMITS,
        ...more,
      }),
    registered: async () => ((await lab.ok('GET', '/api/v1/self_built_checker/list')) as { data: Json[] }).data,
    told: async () =>
      [...(await workspace.store.listEvents({}, { limit: 1000 })).events]
        .sort((a, b) => parseInt(a.docId.slice(2), 36) - parseInt(b.docId.slice(2), 36))
        .map((event) => `${event.status} ${event.checker}`),
  };
}

export function inspectionOf(spec: Partial<InspectionSpec> = {}) {
  return defineInspection({
    id: 'e2e',
    title: { zh: '端到端巡检', en: 'End to end' },
    schedule: '0 * * * *',
    timeoutSeconds: 60,
    accounts: [
      { name: 'production', credentials: fromKeys({ ...EMULATOR_KEY }), signature: SIGNATURE, regions: [REGION] },
    ],
    checkers: CHECKERS,
    updates: { hours: 0 },
    ...spec,
  });
}

/** A gateway between the inspection and the workspace that can be taken down. */
export async function newGate(to: string) {
  const seen: string[] = [];
  const gate = { url: '', down: false, seen, answer: undefined as { status: number; body: string } | undefined };
  const server = createServer((incoming, outgoing) => {
    seen.push(`${incoming.method ?? ''} ${(incoming.url ?? '').replace(/\?.*/, '')}`);
    if (gate.down) return void incoming.socket.destroy();
    if (gate.answer) {
      outgoing.writeHead(gate.answer.status, { 'content-type': 'application/json' }).end(gate.answer.body);
      return;
    }
    const onward = forward(
      `${to}${incoming.url ?? ''}`,
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  gate.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  closers.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return gate;
}
