/** What a state in Redis costs: findings of one scope, page by page with their events, delivered, and a second run. */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { keyedState, type Changes, type OpenFinding, type RememberedAsset } from '../../lib/state';
import type { InspectionEvent } from '../../lib/model';
import { redisStore } from '../../platforms/fc/redis';

const PORT = 7379;
const PAGE = 100;
const SCOPE = { inspection: 'bench', account: '1', region: 'cn-hangzhou', collector: 'ecs-disks' };
const DESTINATION = 'bench/guance';
const NOW = '2026-06-01T12:00:00.000Z';

export interface RedisCost {
  readonly findings: number;
  /** JSON of everything that the first run has changed, in bytes. */
  readonly changed: number;
  /** What the server has received, in bytes. */
  readonly sent: number;
  readonly cpuMs: number;
  /** Of a second run in which one finding changes. */
  readonly second: { readonly open: number; readonly sent: number; readonly cpuMs: number };
}

/** @returns `undefined` where there is no `redis-server` */
export async function redisCost(findings: number): Promise<RedisCost | undefined> {
  const server = program();
  if (server === undefined) return undefined;
  const dir = mkdtempSync(join(tmpdir(), 'aliyun-inspection-bench-'));
  const args = { port: PORT, bind: '127.0.0.1', save: '', appendonly: 'no', dir };
  const child = spawn(
    server,
    Object.entries(args).flatMap(([name, value]) => [`--${name}`, String(value)]),
    { stdio: 'ignore' },
  );
  const url = `redis://127.0.0.1:${PORT}`;
  try {
    await listening();
    const measured = async <T>(work: () => Promise<T>) => {
      const [bytes, cpu] = [await received(), process.cpuUsage()];
      const result = await work();
      const { user, system } = process.cpuUsage(cpu);
      return { result, sent: (await received()) - bytes, cpuMs: (user + system) / 1000 };
    };
    const first = await measured(() => firstRun(url, findings));
    const second = await measured(() => secondRun(url));
    const { sent, cpuMs, result: open } = second;
    return { findings, changed: first.result, sent: first.sent, cpuMs: first.cpuMs, second: { open, sent, cpuMs } };
  } finally {
    child.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  }
}

async function listening(): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (Number.isFinite(await received().catch(() => NaN))) return;
    await sleep(100);
  }
  throw new Error(`redis-server does not listen on port ${PORT}`);
}

/** What the server has received since it started, in bytes. */
function received(): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    const socket = connect(PORT, '127.0.0.1', () => socket.write('INFO stats\r\n'));
    socket.on('error', reject);
    socket.on('data', (some: Buffer) => {
      said += some.toString();
      const found = /total_net_input_bytes:(\d+)\r/.exec(said)?.[1];
      if (found === undefined) return;
      socket.destroy();
      resolve(Number(found));
    });
  });
}

function program(): string | undefined {
  try {
    return execFileSync('which', ['redis-server'], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

async function firstRun(url: string, findings: number): Promise<number> {
  const state = keyedState(redisStore(url));
  const lock = await state.lock(SCOPE.inspection);
  let changed = 0;
  for (let from = 0; from < findings; from += PAGE) {
    const page = Array.from({ length: Math.min(PAGE, findings - from) }, (_, i) => from + i);
    const changes: Changes = {
      ...{ opened: page.map((n) => finding(n)), remembered: page.map(asset), events: page.map(event) },
      ...{ closed: [], forgotten: [] },
    };
    changed += Buffer.byteLength(JSON.stringify(changes));
    await state.apply(SCOPE, () => changes, [DESTINATION]);
    await state.settle(
      DESTINATION,
      changes.events.map(({ id }) => id),
      [],
    );
  }
  await lock.release();
  await state.close();
  return changed;
}

async function secondRun(url: string): Promise<number> {
  const state = keyedState(redisStore(url));
  const lock = await state.lock(SCOPE.inspection);
  const { open } = await state.load(SCOPE);
  const changes: Changes = { opened: [finding(1, 'now')], remembered: [], events: [], closed: [], forgotten: [] };
  await state.apply(SCOPE, () => changes, [DESTINATION]);
  await lock.release();
  await state.close();
  return open.size;
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
const idOf = (n: number) => `d-${hashOf(`disk ${n}`).slice(0, 20)}`;
const textOf = (n: number, more = '') => ({
  zh: `云盘 ${idOf(n)} 没有自动快照策略${more}`,
  en: `Disk ${idOf(n)} has no automatic snapshot policy${more}`,
});

function finding(n: number, more = ''): OpenFinding {
  return {
    ...{ fingerprint: hashOf(`finding ${n}`), checker: 'ecs-disk-no-snapshot-policy', assetId: idOf(n) },
    ...{ assetName: `web-${n}-data`, severity: 'warning', faultId: `event-${hashOf(`event ${n}`)}`, startedAt: NOW },
    ...{ title: textOf(n, more), data: { id: idOf(n) }, told: { at: NOW, message: 'plain' } },
  };
}

function asset(n: number): RememberedAsset {
  return { id: idOf(n), name: `web-${n}-data`, fields: { status: 'In_use' } };
}

/** As long as a real one is. */
function event(n: number): InspectionEvent {
  const body = { zh: `**${textOf(n).zh}**\n`.repeat(15), en: `**${textOf(n).en}**\n`.repeat(15) };
  const { fingerprint, faultId } = finding(n);
  return { id: faultId, fingerprint, time: NOW, message: body, title: textOf(n) } as unknown as InspectionEvent;
}
