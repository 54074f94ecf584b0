import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConsole } from '../../console/api';
import { openAudit } from '../../host/audit';
import { openHistory } from '../../host/history';
import { openVault } from '../../host/vault';
import type { Accounts } from '../../host/vault';
import type { SharedQueue } from '../../host/queue/shared';
import type { Role } from '../../host/roles';
import { startWorkspace } from '../../workspace';
import type { Workspace } from '../../workspace';
import type { EventInput } from '../../workspace/event';
import type { CheckerRecord } from '../../workspace/records';
import type { CollectionSummary } from '../../lib/model';
import { memoryState, type StateStore } from '../../lib/state';
import { CHECKERS } from '../../scripts/registry.gen';
import { fakeAuth } from './fake-auth';
import { FakeHost } from './fake-host';

export { FIRST, PASSWORD } from './fake-auth';

export const ACCOUNT = '1234567890123456';
const ROOT = join(__dirname, '..', '..');
const MINUTE = 60_000;

/** The page as it is shipped. */
export function compilePage(): void {
  execFileSync(process.execPath, [join(ROOT, 'build.mjs'), 'compile'], { cwd: ROOT, stdio: 'inherit' });
}

const checkersOf = (...ids: string[]) =>
  ids.map((id) => {
    const found = CHECKERS.find((checker) => checker.id === id);
    if (!found) throw new Error(`there is no checker ${id}`);
    return found;
  });

function collection(
  collector: string,
  region: string,
  assets: number,
  problem?: Partial<CollectionSummary>,
): CollectionSummary {
  return {
    collector,
    account: ACCOUNT,
    accountName: 'production',
    region,
    status: 'complete',
    assets,
    calls: 2,
    ...problem,
  };
}

const ECS = [
  collection('ecs-instances', 'cn-hangzhou', 42),
  collection('ecs-disks', 'cn-hangzhou', 60),
  collection('ecs-instances', 'cn-shanghai', 7),
  collection('ecs-disks', 'cn-shanghai', 3, {
    status: 'partial',
    reason: 'ecs:DescribeDisks throttled in cn-shanghai for account production: the list broke off after 3 assets',
  }),
  collection('ecs-instances', 'ap-southeast-1', 0, {
    status: 'failed',
    reason: 'ecs:DescribeInstances in ap-southeast-1 for account production denied: grant ecs:DescribeInstances',
  }),
];
const RDS = [
  collection('rds-instances', 'cn-hangzhou', 9),
  collection('rds-instances', 'cn-shanghai', 0),
  collection('rds-instances', 'ap-southeast-1', 0, { status: 'unsupported' }),
];

export const HOSTILE_TITLE = `<script>window.hacked=1</script><img src=x onerror="window.hacked=2"> \u202Eevil\u202C 🧨 ${'very long '.repeat(80)}`;
const HOSTILE_MESSAGE = [
  '# Heading <script>window.hacked=3</script>',
  '<img src=x onerror="window.hacked=4"><iframe src="javascript:window.hacked=5"></iframe>',
  '[click](javascript:window.hacked=6) ![pixel](http://127.0.0.1:9/track.png) [ok](https://example.com)',
  '<svg onload="window.hacked=7"><style>body{display:none}</style><form action="http://127.0.0.1:9"><input name="p"></form>',
  `${'x'.repeat(5000)} z\u0301\u0302\u0303 \u0000\u0007 \uD83D\uDE00 العربية`,
].join('\n\n');

export interface Stage {
  readonly url: string;
  readonly workspace: Workspace;
  readonly host: FakeHost;
  readonly dir: string;
  readonly accounts: Accounts;
  /** Of the made-up runs. */
  readonly state: StateStore;
  inspection: CheckerRecord;
  /** Of whoever is signed in; undefined where there are no roles. */
  role: Role | undefined;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly editable?: boolean;
  readonly port?: number;
  readonly role?: Role;
  /** Whether there is a page for accounts, and takes keys; `protected` by default. */
  readonly accounts?: 'protected' | 'open' | 'none';
  /** Between the steps of a made-up run. */
  readonly stepMs?: number;
  /** Whether the host has keys besides those of the accounts; it has by default. */
  readonly keysOutside?: boolean;
  /** Of many hosts. */
  readonly queue?: Pick<SharedQueue, 'counts'>;
}

/** A console over a made-up host and a real, empty workspace. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const dir = mkdtempSync(join(tmpdir(), 'console-'));
  const workspace = await startWorkspace({ dataDir: dir, rateLimits: false, delivery: { timeoutMs: 500 } });
  const inspection = workspace.records.create('checker', {
    type: 'self_built_trigger',
    refKey: 'ref-ecs',
    secret: '',
    monitorUUID: '',
    alertPolicyUUIDs: [],
    status: 0,
    jsonScript: {
      type: 'selfBuiltCheck',
      name: 'ECS 巡检',
      title: 'ECS 巡检',
      callKwargs: {},
      refFuncInfo: {
        funcId: 'aliyun_inspection__ecs.run',
        description: '',
        definition: 'run(configs=None)',
        category: 'general',
        args: ['configs'],
        kwargs: {},
      },
    },
  });
  const host = new FakeHost({
    editable: options.editable ?? true,
    stepMs: options.stepMs ?? 20,
    functions: [
      {
        script: 'ecs',
        title: { zh: 'ECS 巡检', en: 'ECS inspection' },
        checkers: checkersOf(
          'ecs-cpu-high',
          'ecs-expiring',
          'ecs-disk-unattached',
          'ecs-sg-open-db',
          'ecs-net-out-high',
        ),
        collections: ECS,
      },
      {
        script: 'databases',
        title: { zh: '数据库巡检', en: 'Databases inspection' },
        checkers: checkersOf('rds-cpu-high', 'rds-locked'),
        collections: RDS,
      },
    ],
  });
  const history = openHistory(join(dir, 'host'));
  const vault = openVault(history.db, { key: Buffer.alloc(32), where: 'a test', warnings: [] });
  const { accounts = 'protected', keysOutside = true } = options;
  const state = memoryState();
  const outside = () => Promise.resolve(keysOutside);
  const handle = createConsole({
    ...{ host, workspace, auth: fakeAuth(() => stage.role), log: (line: string) => console.error(line) },
    ...{ audit: openAudit(history.db), state, queue: options.queue },
    ...(accounts === 'none' ? {} : { accounts: { vault, protected: accounts === 'protected', outside } }),
  });
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const stage: Stage = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    workspace,
    host,
    dir,
    inspection,
    role: options.role,
    accounts: vault,
    state,
    close: async () => {
      await host.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await workspace.close();
      history.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return stage;
}

export interface Told {
  readonly id?: string;
  readonly status: string;
  readonly minutesAgo: number;
  readonly checker?: string;
  readonly asset: string;
  readonly name?: string;
  readonly region?: string;
  readonly title: string;
  readonly message?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** Whatever else its `df_event_detail` holds. */
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** An event as a run reports it. */
export function eventOf(stage: Pick<Stage, 'inspection'>, told: Told): EventInput {
  const { checker = 'ecs-cpu-high', region = 'cn-hangzhou' } = told;
  return {
    channel: 'function',
    source: 'monitor',
    status: told.status,
    title: told.title,
    message: told.message ?? `**${told.title}**\n\n| | |\n|---|---|\n| asset | \`${told.asset}\` |\n`,
    time: Date.now() - told.minutesAgo * MINUTE,
    dimensionTags: {
      account_id: ACCOUNT,
      region,
      product: checker.split('-')[0] ?? '',
      asset_id: told.asset,
      checker,
    },
    checker: stage.inspection,
    ...(told.id ? { eventId: told.id } : {}),
    fields: {
      asset_name: told.name ?? told.asset,
      account_name: 'production',
      inspection: 'ecs',
      df_event_detail: JSON.stringify({ checker, data: told.data ?? {}, ...told.detail }),
      ...told.attributes,
    },
  };
}

export const WEB = 'i-bp1web0000000000001';

/** What a workspace holds after some days. */
export function fill(stage: Stage): void {
  const { workspace, host } = stage;
  const { records, ingest, store } = workspace;
  const target = records.create('notify', {
    type: 'HTTPRequest',
    name: 'on-call',
    optSet: { url: 'http://127.0.0.1:9/hook' },
    status: 0,
  });
  const policy = records.create('policy', {
    name: 'production',
    desc: '',
    ruleTimezone: 'UTC',
    checkerUUIDs: [],
    alertOpt: {
      silentTimeout: 3600,
      aggInterval: 0,
      aggFields: [],
      alertTarget: [{ targets: [{ to: [target.uuid], status: 'critical,error,warning' }] }],
    },
    status: 0,
  });
  stage.inspection =
    records.update('checker', stage.inspection.uuid, { alertPolicyUUIDs: [policy.uuid] }) ?? stage.inspection;
  const cpu = (status: string, minutesAgo: number, value: number) =>
    eventOf(stage, {
      status,
      minutesAgo,
      asset: WEB,
      name: 'web-1',
      title: status === 'ok' ? '[恢复] web-1 的 CPU 使用率过高' : `web-1 的 CPU 使用率为 ${value} %`,
      message: `## CPU 使用率过高\n\n实例 **web-1** (\`${WEB}\`) 的 CPU 使用率为 **${value} %**，阈值 80 %。\n\n- 查看占用 CPU 的进程\n- 升级规格，或增加实例\n\n[说明](https://help.aliyun.com/)`,
      data: { value, threshold: 80, unit: '%' },
      attributes: { asset_status: 'Running', asset_instanceType: 'ecs.g7.xlarge', asset_env: 'production' },
    });
  ingest.add([cpu('warning', 600, 84), cpu('ok', 540, 40), cpu('warning', 150, 86.5), cpu('critical', 95, 97.25)]);
  ingest.add(
    Array.from({ length: 60 }, (_, i) =>
      eventOf(stage, {
        status: ['warning', 'error', 'info', 'ok'][i % 4] ?? 'info',
        minutesAgo: 200 + i * 137,
        checker: ['ecs-disk-unattached', 'ecs-expiring', 'rds-cpu-high'][i % 3] ?? '',
        asset: `d-bp1disk${String(i % 20).padStart(3, '0')}`,
        region: ['cn-hangzhou', 'cn-shanghai', 'ap-southeast-1'][i % 3] ?? '',
        title: `云盘 d-bp1disk${i % 20} 未挂载 ${i} 天`,
        attributes: { asset_env: i % 2 ? 'test' : 'production' },
      }),
    ),
  );
  ingest.add([
    eventOf(stage, {
      id: `event-${'e'.repeat(32)}`,
      status: 'error',
      minutesAgo: 30,
      asset: 'i-<b>bold</b>',
      name: `"><script>window.hacked=8</script>`,
      title: HOSTILE_TITLE,
      message: HOSTILE_MESSAGE,
      attributes: { 'odd <key>': `<img src=x onerror=window.hacked=9> ${'y'.repeat(300)}` },
    }),
  ]);
  const now = Date.now();
  store.telemetry.putMetrics(
    Array.from({ length: 48 }, (_, i) => ({
      measurement: 'aliyun_acs_ecs_dashboard',
      tags: { instanceId: WEB, userId: ACCOUNT },
      fields: { CPUUtilization_Average: 45 + 30 * Math.sin(i / 5) + (i > 42 ? 25 : 0) },
      time: now - (48 - i) * 30 * MINUTE,
    })),
  );
  const assetPoint = (
    measurement: string,
    collector: string,
    id: string,
    name: string,
    region: string,
    ago: number,
  ) => ({
    measurement,
    tags: {
      name: id,
      cloud_provider: 'aliyun',
      account_id: ACCOUNT,
      account_name: 'production',
      RegionId: region,
      InstanceName: name,
    },
    fields: {
      Cpu: 4,
      message: JSON.stringify({
        id,
        name,
        product: collector.split('-')[0],
        collector,
        region,
        account: { id: ACCOUNT, name: 'production' },
      }),
    },
    time: now - ago * MINUTE,
  });
  store.telemetry.putObjects([
    assetPoint('aliyun_ecs', 'ecs-instances', WEB, 'web-1', 'cn-hangzhou', 11),
    assetPoint('aliyun_ecs', 'ecs-instances', 'i-bp1web0000000000002', 'web-2', 'cn-hangzhou', 60 * 26),
    assetPoint('aliyun_ecs', 'ecs-instances', 'i-t4nsg00000000000001', 'sg-1', 'ap-southeast-1', 60 * 5),
    ...Array.from({ length: 8 }, (_, i) =>
      assetPoint(
        'aliyun_ecs_disks',
        'ecs-disks',
        `d-bp1disk00${i}`,
        `data-${i}`,
        i % 2 ? 'cn-shanghai' : 'cn-hangzhou',
        11,
      ),
    ),
    assetPoint('aliyun_rds', 'rds-instances', 'rm-bp1000000000000001', 'orders', 'cn-hangzhou', 11),
  ]);
  host.finished('ecs.run', 72, {
    status: 'timeout',
    error: { code: 'deadline', message: 'the run did not end within 900 s' },
    result: undefined,
  } as never);
  for (const id of ['ecs.run', 'databases.run']) host.finished(id, 12);
}
