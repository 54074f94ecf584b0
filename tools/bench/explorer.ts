/**
 * The console's start page and events page under load: a host in a process of its own over a workspace with many events, asked at a fixed
 * rate, without and with an inspection running in it.
 */
import { fork } from 'node:child_process';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { hash } from '../../emulator/random';
import { readSettings } from '../../host/config';
import { startServer } from '../../cli/serve';
import { startWorkspace } from '../../workspace';
import type { Workspace } from '../../workspace';
import { tagsOf } from '../../workspace/event';
import type { EventInput } from '../../workspace/event';
import type { CheckerRecord } from '../../workspace/records';
import { CHECKERS } from '../../scripts/registry.gen';

const DAY = 86_400_000;
const BATCH = 2500;
/** Faults that have not recovered when the events are there. */
export const OPEN = 5000;
/** How far back the events go. */
export const DAYS = 300;
const ACCOUNTS = Array.from({ length: 10 }, (_, i) => `12345678901234${String(i).padStart(2, '0')}`);
const REGIONS = ['cn-hangzhou', 'cn-shanghai', 'cn-beijing', 'cn-shenzhen', 'ap-southeast-1', 'eu-central-1'];
const ASSETS = 60_000;
const SOME = CHECKERS.filter((_, i) => i % 4 === 0).slice(0, 40);

/** Numbers that look random and are the same every time. */
function numbers(seed: number): (below: number) => number {
  let n = 0;
  return (below) => hash(seed, n++) % below;
}

/** What an event tells of other findings; some of these have a fault of their own. */
function followingFrom(asset: number, next: (below: number) => number): readonly object[] {
  return Array.from({ length: 1 + next(20) }, (_, i) => ({
    checker: SOME[next(SOME.length)]?.id ?? '',
    asset_id: assetIdOf((asset + i * ACCOUNTS.length) % ASSETS),
    region: REGIONS[asset % REGIONS.length],
    severity: 'warning',
    since: '2026-01-01T00:00:00.000Z',
    message: { zh: '后端不健康', en: 'The backend is unhealthy' },
  }));
}

const assetIdOf = (asset: number) => `i-bp1${asset.toString(36).padStart(12, '0')}`;

/** The nth of `count` events, oldest first: failures and recoveries of assets that each have one account and region. */
function eventAt(n: number, count: number, end: number, checker: CheckerRecord): EventInput {
  const next = numbers(n);
  const asset = next(ASSETS);
  const unit = SOME[(asset + next(3)) % SOME.length] ?? CHECKERS[0];
  const { id = '', title = { zh: '', en: '' } } = unit ?? {};
  const status = ['critical', 'error', 'warning', 'warning', 'ok', 'ok'][next(6)] ?? 'ok';
  const assetId = assetIdOf(asset);
  const said = `${status === 'ok' ? '[恢复] ' : ''}${title.zh}：${assetId}`;
  return {
    channel: 'function',
    source: 'monitor',
    status,
    title: said,
    message: `## ${title.zh}\n\n${said}\n\n| | |\n|---|---|\n| asset | \`${assetId}\` |\n| value | ${next(100)} % |\n\n- ${title.en}\n`,
    time: end - Math.floor(((count - n) / count) * DAYS * DAY),
    dimensionTags: {
      account_id: ACCOUNTS[asset % ACCOUNTS.length] ?? '',
      region: REGIONS[asset % REGIONS.length] ?? '',
      product: id.split('-')[0] ?? '',
      asset_id: assetId,
      checker: id,
    },
    checker,
    fields: {
      asset_name: `web-${asset}`,
      account_name: 'production',
      inspection: 'bench',
      df_event_detail: JSON.stringify({
        checker: id,
        data: { value: next(100), threshold: 80, unit: '%' },
        ...(n % 10 === 0 ? { consequences: followingFrom(asset, next) } : {}),
      }),
      asset_tags: `env=${['production', 'test', 'staging'][asset % 3]}, team=team-${asset % 500}`,
      asset_env: ['production', 'test', 'staging'][asset % 3],
      asset_owner: `team-${asset % 500}`,
    },
  };
}

/** Recovers what has not, but for the newest {@link OPEN}. */
async function settle({ ingest, store }: Workspace, checker: CheckerRecord): Promise<void> {
  for (;;) {
    const { events, total } = await store.listEvents({ openOnly: true }, { offset: OPEN, limit: 1000 });
    if (total <= OPEN) return;
    ingest.add(
      events.map(({ body, title }): EventInput => {
        const dimensionTags = tagsOf(body.df_dimension_tags);
        const fields = { asset_name: body.asset_name, account_name: body.account_name, inspection: 'bench' };
        const said = { title, message: '', time: Date.now(), dimensionTags, checker, fields };
        return { channel: 'function', source: 'monitor', status: 'ok', ...said };
      }),
    );
  }
}

/** Fills the workspace of a host's data folder with so many events; what is there already counts. */
export async function fill(data: string, count: number, said: (done: number) => void): Promise<void> {
  const workspace = await startWorkspace({ dataDir: join(data, 'workspace'), rateLimits: false });
  try {
    const { records, ingest, store } = workspace;
    const checker =
      records.list('checker')[0] ??
      records.create('checker', {
        type: 'self_built_trigger',
        refKey: 'bench',
        secret: '',
        monitorUUID: '',
        alertPolicyUUIDs: [],
        status: 0,
        jsonScript: {
          type: 'selfBuiltCheck',
          name: 'bench',
          title: '基准',
          callKwargs: {},
          refFuncInfo: {
            funcId: 'aliyun_inspection__bench.run',
            description: '',
            definition: 'run(configs=None)',
            category: 'general',
            args: ['configs'],
            kwargs: {},
          },
        },
      });
    const end = Date.now();
    for (let n = (await store.listEvents({}, { limit: 1 })).total; n < count; n += BATCH) {
      ingest.add(Array.from({ length: Math.min(BATCH, count - n) }, (_, i) => eventAt(n + i, count, end, checker)));
      said(Math.min(n + BATCH, count));
    }
    await settle(workspace, checker);
  } finally {
    await workspace.close();
  }
}

export interface Served {
  readonly url: string;
  readonly password: string;
  readonly token: string;
  /** Peak of the process so far, MiB. */
  peakRssMiB(): Promise<number>;
  close(): Promise<void>;
}

/** In the child: a host on the given data folder. */
async function serve(data: string): Promise<void> {
  const server = await startServer(
    readSettings({ port: 0, data, keyFile: join(data, 'key'), jitterSeconds: 0 }, process.env),
    () => undefined,
  );
  const { password = '', token = '' } = server.first;
  process.on('message', () => process.send?.(process.resourceUsage().maxRSS / 1024));
  process.send?.({ url: server.url, password, token });
  await new Promise((resolve) => process.once('disconnect', resolve));
  await server.close();
  process.exit(0);
}

/** Starts a host in a process of its own. @param data with no password yet */
export async function startHostProcess(data: string, env: Readonly<Record<string, string>>): Promise<Served> {
  const child = fork(__filename, ['--serve', data], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const answer = <T>() =>
    new Promise<T>((resolve, reject) => {
      const failed = (code: number | null) => reject(new Error(`the host ended with ${code}`));
      child.once('exit', failed);
      child.once('message', (message) => {
        child.off('exit', failed);
        resolve(message as T);
      });
    });
  const facts = await answer<{ url: string; password: string; token: string }>();
  return {
    ...facts,
    peakRssMiB: () => {
      child.send('memory');
      return answer<number>();
    },
    close: async () => {
      child.disconnect();
      await ended;
    },
  };
}

/** The start page, narrowed or not. */
export const START = 'start page';

/** What operators do on the start page and the events page, each with how often in a hundred. */
const VISITS: readonly { readonly what: string; readonly share: number; readonly path: (next: Next) => string }[] = [
  {
    what: START,
    share: 10,
    path: (next) =>
      oneOf(next, [
        '/start',
        `/start?offset=${50 * next(20)}`,
        `/start?is.region=${oneOf(next, REGIONS)}&is.status=critical`,
        `/start?is.tag=env%3Dproduction&is.account_id=${oneOf(next, ACCOUNTS)}`,
        `/start?is.team=team-${next(500)}`,
      ]),
  },
  { what: 'newest page', share: 15, path: (next) => `/events?range=${oneOf(next, ['24h', '7d', '30d', '300d'])}` },
  {
    what: 'filtered page',
    share: 15,
    path: (next) =>
      `/events?range=${oneOf(next, ['30d', '300d'])}&is.product=ecs&is.region=${oneOf(next, REGIONS)}&not.status=ok&offset=${50 * next(20)}`,
  },
  {
    what: 'chart and counts',
    share: 20,
    path: (next) => `/events/summary?range=${oneOf(next, ['24h', '7d', '300d'])}`,
  },
  {
    what: 'chart and counts, filtered',
    share: 10,
    path: (next) =>
      `/events/summary?range=300d&is.account_id=${oneOf(next, ACCOUNTS)}&is.region=${oneOf(next, REGIONS)}`,
  },
  { what: 'unrecovered', share: 10, path: (next) => `/events?range=300d&open=1&is.region=${oneOf(next, REGIONS)}` },
  { what: 'search for an asset', share: 8, path: (next) => `/events?range=300d&q=web-${next(ASSETS)}` },
  {
    what: 'search for a word',
    share: 4,
    path: (next) => `/events?range=300d&q=${oneOf(next, ['未加密', '到期', 'ecs', '过高'])}`,
  },
  { what: 'an asset', share: 4, path: (next) => `/events?range=300d&is.asset_id=${assetOf(next)}` },
  {
    what: 'an attribute',
    share: 4,
    path: (next) =>
      next(2) === 0
        ? `/events?range=300d&is.asset_env=${oneOf(next, ['production', 'test'])}`
        : `/events?range=300d&is.asset_owner=team-${next(600)}`,
  },
];

type Next = (below: number) => number;
const oneOf = (next: Next, list: readonly string[]) => list[next(list.length)] ?? '';
const assetOf = (next: Next) => assetIdOf(next(ASSETS));

export interface Load {
  readonly sent: number;
  /** Why requests were not answered with success. */
  readonly failures: readonly string[];
  /** Until the last one was answered. */
  readonly wallMs: number;
  /** From when a request was due until its answer was read, by kind, in ms; sorted. */
  readonly times: ReadonlyMap<string, readonly number[]>;
}

/** Signs in, and gives the cookie of the session. */
export async function signIn(served: Served): Promise<string> {
  const answer = await fetch(`${served.url}/console/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: served.url },
    body: JSON.stringify({ password: served.password }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!answer.ok || cookie === undefined) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return cookie;
}

/**
 * Asks at a fixed rate, whether or not what was asked before has been answered: a server that falls behind is seen in the
 * times, which count from when a request was due.
 */
export async function load(served: Served, cookie: string, perSecond: number, seconds: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  const next = numbers(perSecond);
  const deck = VISITS.flatMap((visit) => Array.from({ length: visit.share }, () => visit));
  const times = new Map<string, number[]>(VISITS.map(({ what }) => [what, []]));
  const failures: string[] = [];
  const ask = (path: string): Promise<string> =>
    new Promise((resolve) => {
      const going = request(`${served.url}/console/api${path}`, { agent, headers: { cookie } }, (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode === 200 ? '' : `${path}: ${answer.statusCode}`));
        answer.once('error', (error) => resolve(`${path}: ${error.message}`));
      });
      going.once('error', (error) => resolve(`${path}: ${error.message}`));
      going.end();
    });
  const began = performance.now();
  const answers: Promise<void>[] = [];
  const count = perSecond * seconds;
  while (answers.length < count) {
    const due = began + (answers.length * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 1) {
      await new Promise((resolve) => setTimeout(resolve, early));
      continue;
    }
    const visit = deck[next(deck.length)];
    if (!visit) break;
    answers.push(
      ask(visit.path(next)).then((failure) => {
        if (failure === '') times.get(visit.what)?.push(performance.now() - due);
        else failures.push(failure);
      }),
    );
  }
  await Promise.all(answers);
  const wallMs = performance.now() - began;
  agent.destroy();
  for (const list of times.values()) list.sort((a, b) => a - b);
  return { sent: count, failures, wallMs, times };
}

if (process.argv[2] === '--serve') void serve(process.argv[3] ?? '');
