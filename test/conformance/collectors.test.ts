import { EMULATOR_ACCOUNT, EMULATOR_KEY, startEmulator, type Emulator, type Fault } from '../../emulator';
import { fromKeys } from '../../lib/credentials';
import { ACCOUNT, defineChecker, type AnyChecker, type AnyCollector, type Paging } from '../../lib/define';
import { defineInspection } from '../../lib/inspection';
import type { AnyAsset, CollectionSummary, Finding, RunSummary } from '../../lib/model';
import { memoryState } from '../../lib/state';
import { COLLECTORS } from '../../scripts/registry.gen';
import { SIGNATURE } from '../harness/signature';

/** Nothing of what Resource Center lists. */
const NOTHING_ELSE = {
  ...{ instances: 0, securityGroups: 0, eips: 0, rdsInstances: 0, loadBalancers: 0, albs: 0, nlbs: 0, natGateways: 0 },
  ...{ vpnGateways: 0, vSwitches: 0, borderRouters: 0, mongoInstances: 0, redisInstances: 0, polardbClusters: 0 },
  ...{ clusters: 0, kmsKeys: 0 },
};

/** How the emulator is told how many there are of something, by `product:action`. Without an entry it is not emulated. */
const SIZES: Readonly<Record<string, (count: number) => object>> = {
  'ecs:DescribeInstances': (instances) => ({ instances, disksPerInstance: 0 }),
  'ecs:DescribeDisks': (disks) => ({ instances: disks, disksPerInstance: 1 }),
  'ecs:DescribeSnapshots': (snapshots) => ({ instances: 0, snapshots }),
  'ecs:DescribeSecurityGroups': (securityGroups) => ({ instances: 0, securityGroups }),
  'ecs:DescribePrefixLists': (prefixLists) => ({ instances: 0, prefixLists }),
  'vpc:DescribeEipAddresses': (eips) => ({ instances: 0, eips }),
  'rds:DescribeDBInstances': (rdsInstances) => ({ instances: 0, rdsInstances }),
  'slb:DescribeLoadBalancers': (loadBalancers) => ({ instances: 0, loadBalancers }),
  'slb:DescribeServerCertificates': (serverCertificates) => ({ instances: 0, serverCertificates }),
  'vpc:DescribeNatGateways': (natGateways) => ({ instances: 0, natGateways }),
  'vpc:DescribeVpnGateways': (vpnGateways) => ({ instances: 0, vpnGateways }),
  'vpc:DescribeVpnConnections': (vpnConnections) => ({ instances: 0, vpnConnections }),
  'vpc:DescribeCommonBandwidthPackages': (bandwidthPackages) => ({ instances: 0, bandwidthPackages }),
  'vpc:DescribeVSwitches': (vSwitches) => ({ instances: 0, vSwitches }),
  'vpc:DescribeVirtualBorderRouters': (borderRouters) => ({ instances: 0, borderRouters }),
  'alb:ListLoadBalancers': (albs) => ({ instances: 0, albs }),
  'alb:ListServerGroups': (albServerGroups) => ({ instances: 0, albServerGroups }),
  'nlb:ListLoadBalancers': (nlbs) => ({ instances: 0, nlbs }),
  'nlb:ListListeners': (nlbListeners) => ({ instances: 0, nlbListeners }),
  'nlb:ListServerGroups': (nlbServerGroups) => ({ instances: 0, nlbServerGroups }),
  'dds:DescribeDBInstances': (mongoInstances) => ({ instances: 0, mongoInstances }),
  'r-kvstore:DescribeInstances': (redisInstances) => ({ instances: 0, redisInstances }),
  'polardb:DescribeDBClusters': (polardbClusters) => ({ instances: 0, polardbClusters }),
  'oss:ListBuckets': (buckets) => ({ instances: 0, buckets }),
  'alikafka:GetInstanceList': (kafkaInstances) => ({ instances: 0, kafkaInstances }),
  'rocketmq:ListInstances': (rocketmqInstances) => ({ instances: 0, rocketmqInstances }),
  'elasticsearch:ListInstance': (esInstances) => ({ instances: 0, esInstances }),
  'nas:DescribeFileSystems': (fileSystems) => ({ instances: 0, fileSystems }),
  'ess:DescribeScalingGroups': (scalingGroups) => ({ instances: 0, scalingGroups }),
  'cs:DescribeClustersV1': (clusters) => ({ instances: 0, clusters }),
  'bssopenapi:QueryAvailableInstances': (subscriptions) => ({ instances: 0, subscriptions }),
  'bssopenapi:QueryResourcePackageInstances': (resourcePackages) => ({ instances: 0, resourcePackages }),
  'bssopenapi:QuerySavingsPlansInstance': (savingsPlans) => ({ instances: 0, savingsPlans }),
  'cms:DescribeSystemEventAttribute': (systemEvents) => ({ instances: 0, systemEvents }),
  'cas:ListUserCertificateOrder': (certificates) => ({ instances: 0, certificates }),
  'domain:QueryDomainList': (domainNames) => ({ instances: 0, domainNames }),
  'cdn:DescribeUserDomains': (cdnDomains) => ({ instances: 0, cdnDomains }),
  'cdn:DescribeCdnHttpsDomainList': (cdnDomains) => ({ instances: 0, cdnDomains }),
  'hbr:DescribeBackupJobs2': (backupJobs) => ({ instances: 0, backupJobs }),
  'hbr:DescribeBackupPlans': (backupPlans) => ({ instances: 0, backupPlans }),
  'ons:OnsInstanceInServiceList': (onsInstances) => ({ instances: 0, onsInstances }),
  'kms:ListKeys': (kmsKeys) => ({ instances: 0, kmsKeys }),
  'vpc:DescribeVpcs': (vpcs) => ({ instances: 0, vpcs }),
  'quotas:ListProductQuotas': (quotas) => ({ instances: 0, quotas }),
  'resourcecenter:SearchResources': (eips) => ({ ...NOTHING_ELSE, eips }),
  'cbn:DescribeCenBandwidthPackages': (cenPackages) => ({ instances: 0, cenPackages }),
  'cr:ListInstance': (registries) => ({ instances: 0, registries }),
  'clickhouse:DescribeDBClusters': (clickhouseClusters) => ({ instances: 0, clickhouseClusters }),
  'adb:DescribeDBClusters': (adbClusters) => ({ instances: 0, adbClusters }),
  'gpdb:DescribeDBInstances': (gpdbInstances) => ({ instances: 0, gpdbInstances }),
  'polardbx:DescribeDBInstances': (polardbxInstances) => ({ instances: 0, polardbxInstances }),
  'hitsdb:GetLindormInstanceList': (lindormInstances) => ({ instances: 0, lindormInstances }),
  'dts:DescribeDtsJobs': (dtsJobs) => ({ instances: 0, dtsJobs }),
  'mse:ListClusters': (mseClusters) => ({ instances: 0, mseClusters }),
  'fc:ListFunctions': (functions) => ({ instances: 0, functions }),
  'emr:ListClusters': (emrClusters) => ({ instances: 0, emrClusters }),
  'sae:ListApplications': (applications) => ({ instances: 0, applications }),
  'amqp-open:ListInstances': (rabbitmqInstances) => ({ instances: 0, rabbitmqInstances }),
  'privatelink:ListVpcEndpoints': (vpcEndpoints) => ({ instances: 0, vpcEndpoints }),
  'privatelink:ListVpcEndpointServices': (endpointServices) => ({ instances: 0, endpointServices }),
  'alidns:DescribeDnsProductInstances': (dnsInstances) => ({ instances: 0, dnsInstances }),
  'ga:ListAccelerators': (accelerators) => ({ instances: 0, accelerators }),
  'ga:ListBasicAccelerators': (basicAccelerators) => ({ instances: 0, basicAccelerators }),
  'ga:ListBandwidthPackages': (gaPackages) => ({ instances: 0, gaPackages }),
  'ddoscoo:DescribeInstances': (ddosInstances) => ({ instances: 0, ddosInstances }),
  'ddoscoo:DescribeWebRules': (ddosSites) => ({ instances: 0, ddosSites }),
  'ram:ListUsers': (users) => ({ instances: 0, users }),
  'ims:ListGroups': (userGroups) => ({ instances: 0, userGroups }),
  'ims:ListUsers': (users) => ({ instances: 0, users }),
};
const REGION = 'cn-hangzhou';
const keyOf = (collector: AnyCollector) => `${collector.product.code}:${collector.call.action}`;
/**
 * The others belong to one of these and are tested with the engine and with the fault matrix, or are no list: an answer
 * that is the one asset.
 */
const roots = COLLECTORS.filter((collector) => !collector.belongs && collector.items !== '');
const accounts = COLLECTORS.filter((collector) => collector.assetId === ACCOUNT);
const emulated = roots.filter((collector) => keyOf(collector) in SIZES);

it('covers every collector that lists assets', () => {
  expect(roots.filter((collector) => !emulated.includes(collector)).map((collector) => collector.id)).toEqual([]);
});

/** Passes everything: what a collector lists is what is judged. */
function seenBy(collector: AnyCollector): AnyChecker {
  const words = { zh: 'x', en: 'x' };
  return defineChecker({
    id: `${collector.id}-seen`,
    asset: collector,
    title: words,
    why: words,
    remedy: words,
    severity: 'info',
    category: 'change',
    docs: 'https://example.com',
    params: {},
    messages: {},
    check: (_, { pass }) => pass(),
  });
}

type FaultWithoutPlace = Fault extends infer F ? (F extends Fault ? Omit<F, 'product' | 'action'> : never) : never;

interface Result {
  readonly summary: RunSummary;
  readonly root: CollectionSummary | undefined;
  readonly assets: readonly AnyAsset[];
  readonly findings: readonly Finding[];
}

let emulator: Emulator | undefined;
afterEach(async () => {
  await emulator?.close();
  emulator = undefined;
});

async function collect(
  collector: AnyCollector,
  count: number,
  faults: readonly Fault[] = [],
  region = REGION,
): Promise<Result> {
  emulator = await startEmulator({ scenario: { regions: [REGION], plant: {}, ...SIZES[keyOf(collector)]?.(count) } });
  emulator.faults.set(faults);
  const assets: AnyAsset[] = [];
  const findings: Finding[] = [];
  const inspection = defineInspection({
    id: 'conformance',
    title: { zh: 'x', en: 'x' },
    schedule: '0 * * * *',
    timeoutSeconds: 60,
    accounts: [{ name: 'a', credentials: fromKeys(EMULATOR_KEY), signature: SIGNATURE, regions: [region] }],
    checkers: [seenBy(collector)],
  });
  const summary = await inspection.run(undefined, {
    env: { ALIYUN_ENDPOINT: emulator.endpoint },
    state: memoryState(),
    reporters: [
      {
        name: 'keep',
        assets: (batch) => void assets.push(...batch),
        findings: (batch) => void findings.push(...batch),
      },
    ],
  });
  const root = together(summary.collections.filter((one) => one.collector === collector.id));
  return { summary, root, assets, findings };
}

/** Centres that the collector is asked for in. */
function centresOf({ product }: AnyCollector): number {
  return product.centres?.length ?? 1;
}

/** What all centres have said. */
function together(all: readonly CollectionSummary[]): CollectionSummary | undefined {
  const [first, ...others] = all;
  if (!first) return undefined;
  const sum = (of: 'assets' | 'calls') => all.reduce((total, one) => total + one[of], 0);
  const status = others.every((one) => one.status === first.status) ? first.status : 'partial';
  return { ...first, status, assets: sum('assets'), calls: sum('calls') };
}

/** Rows on the largest page, or `undefined` for a list that comes in one answer. */
function pageSize(paging: Paging): number | undefined {
  return paging.kind === 'single' ? undefined : paging.max;
}

function expectWhole(result: Result, count: number): void {
  expect(result.root).toMatchObject({ status: 'complete', assets: count });
  expect(result.summary.complete).toBe(true);
  expect(new Set(result.assets.map((asset) => `${asset.region} ${asset.id}`)).size).toBe(count);
  expect(result.assets).toHaveLength(count);
  expect(result.summary.verdicts).toEqual({ pass: count, fail: 0, skip: 0, unknown: 0 });
}

function expectNotWhole(result: Result, status: RegExp): void {
  expect(result.root?.status).toMatch(status);
  expect(result.root?.reason).toContain(result.root?.region ?? REGION);
  expect(result.summary.complete).toBe(false);
  expect(result.findings).toContainEqual(expect.objectContaining({ verdict: 'unknown', assetId: '' }));
  expect(result.summary.verdicts.pass).toBe(result.assets.length);
}

describe.each(accounts.map((collector) => [collector.id, collector] as const))('%s', (_, collector) => {
  const place = { product: collector.product.code, action: collector.call.action };
  const centres = centresOf(collector);

  it('the account', async () => {
    const result = await collect(collector, 1);
    expectWhole(result, centres);
    expect(result.assets[0]).toMatchObject({ id: EMULATOR_ACCOUNT, name: 'a', collector: collector.id });
  });

  it('throttled twice', async () => {
    const result = await collect(collector, 1, [{ kind: 'throttle', ...place, times: 2, retryAfterMs: 5 }]);
    expectWhole(result, centres);
    expect(result.summary.calls).toMatchObject({ throttled: 2, retried: 2 });
  });

  it('denied', async () => {
    const result = await collect(collector, 1, [{ kind: 'denied', ...place }]);
    expectNotWhole(result, /^failed$/);
    expect(result.root?.reason).toMatch(/grant [\w-]+:\w+/);
  });
});

it('there is something to test', () => expect(emulated.length).toBeGreaterThan(1));

describe.each(emulated.map((collector) => [collector.id, collector] as const))('%s', (_, collector) => {
  const size = pageSize(collector.paging);
  const { code: product } = collector.product;
  const { action } = collector.call;
  /** Lists that together make the whole. */
  const lists = (collector.variants?.length ?? 1) * centresOf(collector);
  /** Of kinds that the emulator has none of. */
  const rare = collector.rare?.length ?? 0;
  /** Where an empty list comes first, nothing is read before the fault. */
  const begun = rare > 0 ? /^(partial|failed)$/ : /^partial$/;
  /** Calls for so many full pages; an open list ends with an empty one. */
  const calls = (pages: number) => rare + lists * (pages + (collector.paging.kind === 'open' ? 1 : 0));
  const few = 3 * lists;

  it('an empty list', async () => expectWhole(await collect(collector, 0), 0));

  it('one page', async () => {
    const result = await collect(collector, few);
    expectWhole(result, few);
    expect(result.root?.calls).toBe(calls(1));
    for (const asset of result.assets) {
      expect(asset).toMatchObject({ product, collector: collector.id, account: { id: EMULATOR_ACCOUNT, name: 'a' } });
      expect(asset.id).not.toBe('');
      for (const [name, field] of Object.entries(collector.fields)) {
        if (field.required) expect(asset[name]).toBeDefined();
      }
    }
  });

  if (size !== undefined && lists === 1) {
    it('an exactly full page', async () => {
      const result = await collect(collector, size);
      expectWhole(result, size);
      // RDS leaves the token out on the last page, and states no total by token: that is asked for apart.
      const apart = collector.id === 'rds-instances' ? 1 : 0;
      expect(result.root?.calls).toBe(calls(1) + apart);
    });

    it('three pages', async () => {
      const result = await collect(collector, size * 2 + 1);
      expectWhole(result, size * 2 + 1);
      expect(result.root?.calls).toBe(calls(3));
    });
  }

  it('throttled twice', async () => {
    const result = await collect(collector, few, [{ kind: 'throttle', product, action, times: 2, retryAfterMs: 5 }]);
    expectWhole(result, few);
    expect(result.summary.calls).toMatchObject({ throttled: 2, retried: 2 });
  });

  it('denied', async () => {
    const result = await collect(collector, few, [{ kind: 'denied', product, action }]);
    expectNotWhole(result, /^failed$/);
    expect(result.root?.reason).toMatch(/grant [\w-]+:\w+/);
  });

  it('service not opened', async () => {
    const result = await collect(collector, few, [{ kind: 'serviceNotOpen', product, action }]);
    expectNotWhole(result, /^not-opened$/);
    expect(result.root?.reason).toMatch(/not opened/);
    expect(result.summary.notes.join()).toMatch(/account a has not opened .* open it in the console, or leave/);
  });

  if (collector.scope === 'region') {
    it('a region that does not have it', async () => {
      const result = await collect(collector, few, [], 'cn-beijing');
      // It is the only region of the account: just the product's own list of regions can say that this is no mistake.
      const listed = collector.product.regions !== undefined;
      expect(result.root).toMatchObject({ status: listed ? 'unsupported' : 'failed', assets: 0 });
      expect(result.summary.complete).toBe(listed);
      expect(result.summary.verdicts).toEqual({ pass: 0, fail: 0, skip: 0, unknown: listed ? 0 : 1 });
      expect(result.summary.notes.join()).toMatch(/nothing was inspected/);
    });
  }

  it.each(['missingId', 'wrongType'] as const)('a malformed item (%s)', async (as) => {
    const result = await collect(collector, few, [{ kind: 'malformedItem', product, action, as }]);
    expectNotWhole(result, /^partial$/);
    expect(result.assets).toHaveLength(few - lists);
  });

  if (collector.paging.kind === 'token' || collector.paging.kind === 'marker') {
    it('a token that repeats itself', async () => {
      const result = await collect(collector, (size ?? 0) * 4 * lists, [{ kind: 'repeatedToken', product, action }]);
      expectNotWhole(result, /^partial$/);
      expect(result.root?.reason).toMatch(/repeats a page token/);
      expect(result.root?.calls).toBeLessThanOrEqual(3 * lists + rare);
    });

    it('an empty page that claims more', async () => {
      const result = await collect(collector, few, [{ kind: 'emptyPage', product, action, times: 1 }]);
      expectNotWhole(result, /^failed$/);
    });
  }

  const { paging } = collector;
  const counts = paging.kind === 'token' && paging.counts === true;
  const stated = paging.kind === 'page' || (paging.kind === 'token' && paging.total !== undefined && !counts);
  const aimed = (...faults: FaultWithoutPlace[]): Fault[] => faults.map((fault) => ({ ...fault, product, action }));

  if (size !== undefined) {
    it('fresh pages with the same rows for ever', async () => {
      const result = await collect(collector, size * lists, aimed({ kind: 'sameRows' }));
      expectNotWhole(result, begun);
      if (rare === 0) expect(result.root?.reason).toMatch(/bring nothing new|repeats a page|more rows than/);
      expect(result.root?.calls).toBeLessThanOrEqual(10 * lists);
      if (lists === 1) expect(result.assets).toHaveLength(size);
    });
  }

  if (stated || counts) {
    it('a list that grows for ever', async () => {
      const count = paging.kind === 'page' ? paging.max * lists : few;
      const result = await collect(collector, count, aimed({ kind: 'growing' }));
      expectNotWhole(result, begun);
      if (rare === 0) expect(result.root?.reason).toMatch(/more than twice|more rows than/);
      expect(result.root?.calls).toBeLessThanOrEqual((counts ? 105 : 25) * lists);
    }, 30_000);

    it('totals as text', async () => {
      const count = lists === 1 ? (size ?? 0) + 1 : few;
      expectWhole(await collect(collector, count, aimed({ kind: 'textTotal' })), count);
    });
  }

  if ((stated || counts) && lists === 1 && size !== undefined) {
    it.each(counts ? (['missing', 'null'] as const) : (['missing', 'null', 'empty'] as const))(
      'a list that ends early (%s)',
      async (as) => {
        const result = await collect(collector, size * 2 + 1, aimed({ kind: 'endsEarly', as }));
        expectNotWhole(result, /^partial$/);
        expect(result.root?.reason).toMatch(/ends after \d+ of the \d+ rows/);
        expect(result.assets).toHaveLength(size);
      },
    );

    it('a list that ends early once is read again', async () => {
      const result = await collect(collector, size * 2 + 1, aimed({ kind: 'endsEarly', as: 'missing', times: 1 }));
      expectWhole(result, size * 2 + 1);
    });

    it.each(['missing', 'null', 'hollow', 'empty'] as const)('no list beside a total (%s)', async (as) => {
      const result = await collect(collector, few, aimed({ kind: 'noRows', as }, { kind: 'statedTotal' }));
      expectNotWhole(result, /^failed$/);
      expect(result.summary.verdicts.pass).toBe(0);
    });
  }

  if (counts) {
    it.each(['missing', 'null'] as const)('no list, and a total that means nothing (%s)', async (as) => {
      expectNotWhole(await collect(collector, few, aimed({ kind: 'noRows', as })), /^failed$/);
    });
  }

  if (stated && lists === 1) {
    it('rows that are lost', async () => {
      const result = await collect(collector, few, aimed({ kind: 'lostRows', count: 1 }));
      expectNotWhole(result, /^partial$/);
      expect(result.assets).toHaveLength(few - 1);
      await emulator?.close();
      expectWhole(await collect(collector, few, aimed({ kind: 'lostRows', count: 1, times: 1 })), few);
    });
  }

  if (paging.kind === 'page') {
    it.each([5, -1])('a total that is off by %i', async (by) => {
      const result = await collect(collector, size ?? 0, [{ kind: 'wrongTotal', product, action, by }]);
      expectNotWhole(result, /^partial$|^failed$/);
    });
  }
});
