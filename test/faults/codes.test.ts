/**
 * Every collector against every kind of refusal that its action documents, at the first page and at a later one, in one
 * region and in all. There is one property: what was refused is never complete and nothing of it passes, but for a code
 * of the table that says "not in this region", of a regional collector, at its first call, in some of the regions.
 *
 * A run inspects all collectors at once and each is refused with a code of its own: run k plays the k-th one of each.
 * Codes of one meaning take one way through the engine, so one of each meaning is played over HTTP; that every
 * documented code has the meaning that it should is the contract's test. What may pass by itself is asked again, which
 * the conformance suite and the matrix play.
 */
import { uniqBy } from 'lodash';
import { EMULATOR_ACCOUNT, EMULATOR_KEY, startEmulator, type Emulator, type Fault } from '../../emulator';
import { isRetryable } from '../../lib/aliyun';
import { fromKeys } from '../../lib/credentials';
import { defineChecker, type AnyChecker, type AnyCollector } from '../../lib/define';
import type { ErrorCode } from '../../lib/errors';
import { defineInspection } from '../../lib/inspection';
import type { AnyAsset, CollectionSummary, Finding, RunSummary } from '../../lib/model';
import { memoryState } from '../../lib/state';
import { COLLECTORS } from '../../scripts/registry.gen';
import { DOCUMENTED } from '../contract/codes';
import { ALL, part } from '../harness/part';

const REFUSED = 'cn-hangzhou';
const REGIONS = [REFUSED, 'cn-shanghai'];
const ROOTS = COLLECTORS.filter((collector) => !collector.belongs);
const RELATED = COLLECTORS.filter((collector) => collector.belongs);
const keyOf = ({ product, call }: AnyCollector) => `${product.code}:${call.action}`;

interface Code {
  readonly code: string;
  readonly status: number;
  readonly means: ErrorCode;
}

/** Of any action. */
const GENERAL: readonly Code[] = [
  { code: 'InvalidRegionId.NotFound', status: 404, means: 'unsupported' },
  { code: 'Forbidden.NotOpen', status: 403, means: 'service-not-open' },
  { code: 'InvalidAction.NotFound', status: 404, means: 'request-refused' },
  { code: 'InvalidVersion', status: 400, means: 'request-refused' },
  { code: 'InvalidApi.NotFound', status: 404, means: 'request-refused' },
  { code: 'InvalidPageSize.ValueNotSupported', status: 400, means: 'request-refused' },
  { code: 'InvalidOperation.NotSupportedEndpoint', status: 400, means: 'request-refused' },
  { code: 'NobodyHasHeardOfThis', status: 403, means: 'request-refused' },
  { code: 'Forbidden.RAM', status: 403, means: 'access-denied' },
];

/** In part, one of each meaning: they take one way. */
const PLAYED = ALL ? GENERAL : uniqBy(GENERAL, 'means');

/** What is played of an action: one documented code of each meaning, and the general ones. */
function codesOf(collector: AnyCollector): readonly Code[] {
  const documented = DOCUMENTED.filter(({ actions }) => actions.includes(keyOf(collector))).flatMap((one) => one.codes);
  const { none = [] } = collector.belongs?.ask ?? {};
  // Declared to be an answer: there is none.
  const failures = documented.filter(({ code, means }) => !isRetryable(means) && !none.includes(code));
  const kinds = new Map(failures.map((one) => [one.means, one]));
  // OSS and Simple Log Service have words of their own for what all others call Forbidden, and for an action that there is not.
  const isCommon = ({ code }: Code) => !/^(Forbidden|InvalidAction)/.test(code);
  const general = ['oss', 'sls'].includes(collector.product.style) ? PLAYED.filter(isCommon) : PLAYED;
  return [...general, ...kinds.values()];
}

const checkerOf = ({ id }: AnyCollector) => `${id}-seen`;

/** Passes everything that it gets to see. */
function passing(asset: AnyCollector, id: string, related: Readonly<Record<string, AnyCollector>> = {}): AnyChecker {
  const words = { zh: 'x', en: 'x' };
  return defineChecker({
    id,
    asset,
    related,
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

/** Few of everything, for the first page; and more than a page. */
const FEW = 3;
const SIZES = {
  ...{ instances: 101, snapshots: 101, securityGroups: 101, eips: 101, rdsInstances: 101, loadBalancers: 101 },
  ...{
    prefixLists: 101,
    serverCertificates: 3,
    natGateways: 51,
    vpnGateways: 51,
    vpnConnections: 51,
    bandwidthPackages: 51,
  },
  ...{ vSwitches: 51, borderRouters: 51, albs: 101, albServerGroups: 101, nlbs: 101, nlbListeners: 101 },
  ...{ nlbServerGroups: 101, mongoInstances: 101, redisInstances: 51, polardbClusters: 101, buckets: 1001 },
  ...{ kafkaInstances: 3, rocketmqInstances: 201, esInstances: 101, fileSystems: 101, scalingGroups: 51 },
  ...{ clusters: 101, subscriptions: 301, resourcePackages: 301, savingsPlans: 301, systemEvents: 101 },
  ...{ certificates: 101, domainNames: 101, cdnDomains: 501, backupJobs: 100, kmsKeys: 101, users: 1001 },
  ...{ userGroups: 1001, vpcs: 51, quotas: 201, cenPackages: 51, registries: 31, clickhouseClusters: 101 },
  ...{ adbClusters: 101, gpdbInstances: 101, polardbxInstances: 31, lindormInstances: 21 },
  ...{ dtsJobs: 93, mseClusters: 51, emrClusters: 101, functions: 101, applications: 101, rabbitmqInstances: 101 },
  ...{ accelerators: 51, basicAccelerators: 51, gaPackages: 101, ddosInstances: 101, ddosSites: 21 },
  ...{ vpcEndpoints: 1001, endpointServices: 1001, dnsInstances: 101 },
  ...{ configResults: 101, configMembers: 101, configGroups: 101, advices: 51, securityServers: 201 },
  ...{ hbaseClusters: 101, gatewayInstances: 101, apiGroups: 101, modelServices: 101 },
  ...{ privateZones: 101, resolverEndpoints: 101, logProjects: 501, logstores: 501 },
  ...{ odpsProjects: 51 },
};
const few = Object.fromEntries(Object.keys(SIZES).map((kind) => [kind, FEW]));

let small: Emulator;
let large: Emulator;
beforeAll(async () => {
  const scenario = { regions: REGIONS, plant: {}, disksPerInstance: 5 };
  small = await startEmulator({
    scenario: { ...scenario, ...few, plant: { 'ecs-spot-near-limit': 1, 'disk-expiring-warning': 2 } },
  });
  large = await startEmulator({ scenario: { ...scenario, ...SIZES } });
});
afterAll(() => Promise.all([small.close(), large.close()]));

interface Seen {
  readonly summary: RunSummary;
  readonly findings: readonly Finding[];
  readonly assets: readonly AnyAsset[];
  /** Of one collector, in the regions that are refused. */
  collections(collector: AnyCollector, regions: readonly string[]): readonly CollectionSummary[];
}

async function inspect(
  emulator: Emulator,
  checkers: readonly AnyChecker[],
  regions: readonly string[],
  faults: readonly Fault[] = [],
): Promise<Seen> {
  const findings: Finding[] = [];
  const assets: AnyAsset[] = [];
  emulator.faults.set(faults);
  const inspection = defineInspection({
    id: 'codes',
    title: { zh: 'x', en: 'x' },
    schedule: '0 * * * *',
    timeoutSeconds: 120,
    accounts: [{ name: 'a', accountId: EMULATOR_ACCOUNT, credentials: fromKeys(EMULATOR_KEY), regions }],
    checkers,
  });
  const summary = await inspection.run(undefined, {
    env: { ALIYUN_ENDPOINT: emulator.endpoint },
    state: memoryState(),
    concurrency: 64,
    reporters: [
      {
        name: 'keep',
        findings: (batch) => void findings.push(...batch),
        assets: (batch) => void assets.push(...batch),
      },
    ],
  });
  const collections: Seen['collections'] = (collector, wanted) =>
    summary.collections.filter(
      (one) => one.collector === collector.id && (collector.scope === 'global' || wanted.includes(one.region)),
    );
  return { summary, findings, assets, collections };
}

const rootCheckers = ROOTS.map((root) => passing(root, checkerOf(root)));
const relatedCheckers = RELATED.flatMap((related) =>
  related.belongs ? [passing(related.belongs.to, checkerOf(related), { related })] : [],
);
/** The k-th code of each; of two collectors with one action, both are refused with the first one's. */
const kth = (collectors: readonly AnyCollector[], k: number): ReadonlyMap<string, Code> =>
  new Map(
    [...collectors].reverse().flatMap((collector) => {
      const codes = codesOf(collector);
      const code = codes[k % codes.length];
      return code ? [[keyOf(collector), code]] : [];
    }),
  );
const ROUNDS = Math.max(...COLLECTORS.map((collector) => codesOf(collector).length));

/** Refuses each of these actions with its code; what is global is refused everywhere. */
function refusing(
  collectors: readonly AnyCollector[],
  codes: ReadonlyMap<string, Code>,
  extra: { region?: string; after?: number } = {},
): Fault[] {
  return collectors.flatMap((collector) => {
    const code = codes.get(keyOf(collector));
    if (!code) return [];
    const { region, ...rest } = extra;
    const at = { product: collector.product.code, action: collector.call.action };
    const where = region !== undefined && collector.scope === 'region' ? { region } : {};
    return [{ kind: 'refused' as const, code: code.code, status: code.status, ...at, ...where, ...rest }];
  });
}

/** What is said of a list: its own code, or that of the list that it is within, which is asked for first. */
function saidOf(root: AnyCollector, codes: ReadonlyMap<string, Code>): RegExp {
  const said = [root, ...(root.within ? [root.within.of] : [])].map((one) => codes.get(keyOf(one))?.code ?? '');
  return new RegExp(said.map((code) => code.replaceAll('.', '\\.')).join('|'));
}

const rounds = Array.from({ length: ROUNDS }, (_, k) => k);
const NOT_READ = /^(failed|partial|not-opened)$/;

describe.each(rounds)('root collectors, round %i', (k) => {
  const codes = kth(ROOTS, k);

  it.each([
    ['one region', [REFUSED]],
    ['all regions', REGIONS],
  ])('the first page, %s', async (_, refused) => {
    const region = refused.length === 1 ? REFUSED : undefined;
    const seen = await inspect(small, rootCheckers, REGIONS, refusing(ROOTS, codes, region ? { region } : {}));
    for (const root of ROOTS) {
      const code = codes.get(keyOf(root));
      const elsewhere = code?.means === 'unsupported' && root.scope === 'region' && refused.length === 1;
      const all = seen.collections(root, refused);
      expect(all.length).toBeGreaterThan(0);
      for (const { status, reason, region: at } of all) {
        const verdicts = seen.findings
          .filter((one) => one.checker === checkerOf(root) && one.region === at)
          .map(({ verdict }) => verdict);
        const got = { root: root.id, code: code?.code, at, status, verdicts, reason };
        expect(got).toEqual({
          ...got,
          status: elsewhere ? 'unsupported' : (expect.stringMatching(NOT_READ) as string),
          verdicts: elsewhere ? [] : ['unknown'],
          reason: expect.stringMatching(saidOf(root, codes)) as string,
        });
      }
    }
    expect(seen.summary.complete).toBe(false);
  });
});

describe('root collectors', () => {
  let long: readonly AnyCollector[] = [];
  beforeAll(async () => {
    const clean = await inspect(large, rootCheckers, [REFUSED]);
    expect(clean.summary.complete).toBe(true);
    long = ROOTS.filter((root) => clean.collections(root, [REFUSED]).some(({ calls }) => calls > 1));
  });

  it('have lists of more than a page to try', () => {
    expect(ROOTS.filter((root) => root.paging.kind !== 'single' && !long.includes(root)).map(({ id }) => id)).toEqual(
      [],
    );
  });

  it.each(part(rounds, 2))('a later page, round %i', async (k) => {
    const codes = kth(long, k);
    const checkers = rootCheckers.filter(({ asset }) => long.includes(asset));
    const seen = await inspect(large, checkers, [REFUSED], refusing(long, codes, { after: 1 }));
    for (const root of long) {
      const bad = seen.collections(root, [REFUSED]).filter(({ status }) => NOT_READ.test(status));
      const got = { root: root.id, code: codes.get(keyOf(root))?.code, reasons: bad.map(({ reason }) => reason) };
      expect(got).toEqual({
        ...got,
        reasons: expect.arrayContaining([expect.stringMatching(saidOf(root, codes))]) as string[],
      });
      const unread = seen.findings.filter((one) => one.checker === checkerOf(root) && one.assetId === '');
      expect(unread.map(({ verdict }) => verdict)).toEqual(bad.map(() => 'unknown'));
    }
    expect(seen.summary.complete).toBe(false);
  });
});

/** Whether a collector is asked about an asset. */
function asksAbout({ belongs }: AnyCollector, asset: AnyAsset): boolean {
  const { ask, key } = belongs ?? {};
  return (ask?.when?.(asset) ?? true) && (key === undefined || key(asset) !== undefined);
}

/** Of sharded MongoDB without backups of the whole, and of cloud-native clusters of Redis, the emulator has none. */
const NOT_EMULATED = ['mongodb-shard-backups', 'redis-cluster-backups'];

describe('what belongs to others', () => {
  let asked: readonly AnyCollector[] = [];
  beforeAll(async () => {
    const clean = await inspect(small, relatedCheckers, REGIONS);
    expect(clean.summary.complete).toBe(true);
    asked = RELATED.filter((one) => clean.collections(one, REGIONS).some(({ calls }) => calls > 0));
  });

  it('is asked for', () => {
    const left = RELATED.filter((one) => !asked.includes(one)).map(({ id }) => id);
    expect(left.sort()).toEqual(NOT_EMULATED);
  });

  describe.each(rounds)('round %i', (k) => {
    it.each([
      ['one region', [REFUSED]],
      ['all regions', REGIONS],
    ])('%s', async (_, refused) => {
      // Where the action lists the parents of another, one is tried after the other.
      const parents = new Set(asked.map(({ belongs }) => belongs && keyOf(belongs.to)));
      // One that its own parents' action lists is not asked for without them.
      const apart = asked.filter((one) => one.belongs && keyOf(one.belongs.to) !== keyOf(one));
      const alone = apart.filter((one) => parents.has(keyOf(one)));
      for (const some of [apart.filter((one) => !alone.includes(one)), ...alone.map((one) => [one])]) {
        const codes = kth(some, k);
        const checkers = relatedCheckers.filter(({ related }) => some.includes(related.related as AnyCollector));
        const region = refused.length === 1 ? { region: REFUSED } : {};
        const seen = await inspect(small, checkers, REGIONS, refusing(some, codes, region));
        for (const one of some) {
          const all = seen.collections(one, refused);
          const got = { related: one.id, code: codes.get(keyOf(one))?.code, statuses: all.map(({ status }) => status) };
          expect(got).toEqual({ ...got, statuses: all.map(() => expect.stringMatching(NOT_READ) as string) });
          expect(all.length).toBeGreaterThan(0);
          const about = seen.assets.filter(
            (asset) =>
              asset.collector === one.belongs?.to.id &&
              (one.scope === 'global' || refused.includes(asset.region)) &&
              asksAbout(one, asset),
          );
          const known = new Set(about.map(({ region: at, id }) => `${at} ${id}`));
          const verdicts = seen.findings
            .filter(
              (finding) => finding.checker === checkerOf(one) && known.has(`${finding.region} ${finding.assetId}`),
            )
            .map(({ verdict }) => verdict);
          expect({ ...got, verdicts }).toEqual({ ...got, verdicts: about.map(() => 'unknown') });
        }
        expect(seen.summary.complete).toBe(false);
      }
    });
  });
});
