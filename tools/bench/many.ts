/** The inspection of the benchmarks with many accounts: its keys are the emulator's, handed over in the environment. */
import { defineInspection } from '../../lib/inspection';
import { fromKeys, SIGNATURES } from '../../lib/credentials';
import { pageNumber, type AnyChecker } from '../../lib/define';
import * as ecs from '../../scripts/ecs';
import * as rds from '../../scripts/rds';
import { CHECKERS } from '../../scripts/registry.gen';
import * as slb from '../../scripts/slb';
import * as vpc from '../../scripts/vpc';

interface Key {
  readonly name: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

const keys = JSON.parse(process.env.BENCH_ACCOUNTS ?? '[]') as Key[];
const signature = SIGNATURES.find((one) => one === process.env.BENCH_SIGNATURE);
const regions = (process.env.BENCH_REGIONS ?? '').split(',');

const disks = [ecs.diskUnattached, ecs.diskExpiring, ecs.diskNoSnapshotPolicy] as const;
const broad = [ecs.ecsExpiring, ecs.ecsLocked, ...disks, vpc.eipUnbound, rds.rdsExpiring, slb.statusAbnormal] as const;

/** What the template of all assets has: what looks at days of the past is left out. */
const everything = CHECKERS.filter(({ metrics }) => !Object.values(metrics).some(({ history }) => history));

/** A list of which it is documented how often it may be asked, in small pages: what is asked for is to be the bound, not who judges it. */
const { asset: eips } = vpc.eipUnbound;
const product = { ...eips.product, quotas: { DescribeEipAddresses: Number(process.env.BENCH_RATE) } };
const limited: readonly AnyChecker[] = [
  { ...vpc.eipUnbound, asset: { ...eips, product, paging: pageNumber({ max: 10 }) } },
];

const CHOICES: Readonly<Record<string, readonly AnyChecker[]>> = {
  ...{ disks: [...disks], everything, broad: [...broad], limited },
};

/** The same under another id, for several at once. */
export const named = (id: string) =>
  defineInspection({
    id,
    title: { zh: '基准', en: 'Benchmark' },
    schedule: '0 0 * * *',
    timeoutSeconds: 3600,
    accounts: keys.map(({ name, ...rest }) => ({ name, credentials: fromKeys(rest), regions, signature })),
    checkers: CHOICES[process.env.BENCH_ONLY ?? 'broad'] ?? broad,
  });
export const inspection = named('bench');
export const run = inspection.run;
