import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plan, type Planned, type PlanFlags } from '../../cli/plan';
import { run } from '../../cli/run';
import { EMULATOR_KEY, startEmulator, type Emulator } from '../../emulator';
import { billingMonth, type Finding } from '../../lib/model';
import { PRODUCTS } from '../../scripts/registry.gen';
import { hasParam, responsePath } from '../contract/models';

const MONTH = billingMonth(new Date(), -1);

let dir: string;
let cloud: Emulator;
const before = { ...process.env };
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'plan-'));
  cloud = await startEmulator({
    scenario: {
      regions: ['cn-hangzhou'],
      instances: 20,
      changes: [],
      plant: {
        'ecs-expiring-warning': 1,
        'rds-expiring-warning': 1,
        'redis-expiring-warning': 1,
        'mongo-expiring-warning': 1,
        'disk-unattached-warning': 1,
        'slb-listeners-stopped': 1,
        'eip-unbound': 1,
      },
    },
  });
  Object.assign(process.env, {
    ALIYUN_ENDPOINT: cloud.endpoint,
    ALIBABA_CLOUD_ACCESS_KEY_ID: EMULATOR_KEY.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: EMULATOR_KEY.accessKeySecret,
  });
  const printed = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  for (const template of ['ecs', 'databases', 'idle']) {
    const flags = { format: ['table'], out: join(dir, template), state: join(dir, 'state'), lang: 'en' } as const;
    await run(template, { ...flags, configs: '{"regions":["cn-hangzhou"]}' });
  }
  printed.mockRestore();
}, 120_000);
afterAll(async () => {
  process.env = before;
  await cloud.close();
  rmSync(dir, { recursive: true, force: true });
});

async function planned(template: string, flags: Partial<PlanFlags> = {}) {
  let text = '';
  const code = await plan(join(dir, template), { format: 'json', lang: 'en', ...flags }, (piece) => (text += piece));
  return { code, text };
}
const parsed = (text: string) => JSON.parse(text) as Planned[];

test('says plans and what they depend on, and asks nobody', async () => {
  cloud.resetStats();
  const { text, code } = await planned('databases', { format: 'table', checker: ['rds-expiring'] });
  expect(code).toBe(0);
  expect(text).toMatch(
    /^Warning {2}rds-expiring: RDS instance \S+ expires in .* \(cn-hangzhou, default\)\n {2}command: aliyun rds ModifyInstanceAutoRenewalAttribute .* --AutoRenew True --Duration 1\n {2}Terraform: .*\n {2}what it may interrupt: Nothing stops.*\n {2}costs: A renewal is charged at the price of its day.*\n {2}to undo it: aliyun rds .* --AutoRenew False\nfix plans: 1; findings without: 0\n$/,
  );
  expect(cloud.stats().calls).toBe(0);
});

test.each([
  ['ecs', 'ecs-expiring', 'costs', 'ecs:DescribeRenewalPrice', /^\d+\.\d\d CNY a month \(ecs:DescribeRenewalPrice, /],
  [
    'databases',
    'rds-expiring',
    'costs',
    'rds:DescribeRenewalPrice',
    /^430\.00 CNY a month \(rds:DescribeRenewalPrice, /,
  ],
  ['databases', 'redis-expiring', 'costs', 'r-kvstore:DescribePrice', /^180\.00 CNY a month /],
  ['idle', 'ecs-disk-unattached', 'saves', 'ecs:DescribePrice', /^0\.\d+ CNY an hour, about \d+\.\d\d CNY a month /],
  ['idle', 'slb-idle', 'saves', 'bill', new RegExp(`^at most \\d+\\.\\d\\d CNY a month, .* billed in ${MONTH}$`)],
])('%s: the amount of %s comes from %s', async (template, checker, kind, source, text) => {
  const { text: json, code } = await planned(template, { checker: [checker], prices: template });
  const [one] = parsed(json);
  expect([code, one?.cost?.kind, one?.cost?.known?.source]).toEqual([0, kind, source]);
  expect(one?.cost?.known?.text.en).toMatch(text);
  expect(one?.cost?.known?.text.zh).toMatch(/CNY/);
  expect(one?.cost?.known?.amount).toBeGreaterThan(0);
});

test('the queries of findings are those of the official models', () => {
  const findings = ['ecs', 'databases', 'idle'].flatMap((template) =>
    readFileSync(join(dir, template, 'findings.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Finding),
  );
  const queries = findings.flatMap(({ cost }) => cost?.ask.filter((one) => one !== 'bill') ?? []);
  const seen = new Set<string>();
  for (const { product, action, params, amount, currency } of queries) {
    const { sdk } = Object.values(PRODUCTS).find(({ code }) => code === product) ?? { sdk: '' };
    for (const name of Object.keys(params))
      expect([action, name, hasParam(sdk, action, name)]).toEqual([action, name, true]);
    expect(responsePath(sdk, action, amount)).toMatch(/^(number|string)$/);
    expect(responsePath(sdk, action, currency)).toBe('string');
    seen.add(`${product}:${action}`);
  }
  expect([...seen].sort()).toEqual([
    ...['ecs:DescribePrice', 'ecs:DescribeRenewalPrice', 'r-kvstore:DescribePrice', 'rds:DescribeRenewalPrice'],
  ]);
});

test('the price of a month is the cloud’s, hours counted as 730', async () => {
  const { text } = await planned('idle', { checker: ['ecs-disk-unattached'], prices: 'idle' });
  const [one] = parsed(text);
  const hourly = Number(/^([\d.]+) CNY an hour/.exec(one?.cost?.known?.text.en ?? '')?.[1]);
  expect(one?.cost?.known?.amount).toBeCloseTo(hourly * 730, 2);
});

test('says in words what neither bills nor queries know, and why there is no plan', async () => {
  const { text, code } = await planned('idle', { checker: ['vpc-eip-unbound'], prices: 'idle', format: 'table' });
  expect(code).toBe(0);
  expect(text).toMatch(/no fix plan: Once released the same address/);
  expect(text).toMatch(
    /saves: not known \(neither bills nor price queries know an amount\); What is saved depends on the size/,
  );
  const chinese = await planned('idle', {
    checker: ['vpc-eip-unbound'],
    prices: 'idle',
    format: 'table',
    lang: 'zh',
  });
  expect(chinese.text).toMatch(/没有修复方案：释放后通常无法取回/);
  expect(chinese.text).toMatch(/节省：未知（账单和报价中没有该资产的金额）；可节省的金额取决于/);
});

test('where a price is refused the bill says it, and where there is none the permission that it needs', async () => {
  cloud.faults.set([
    { kind: 'denied', product: 'rds', action: 'DescribeRenewalPrice' },
    { kind: 'denied', product: 'r-kvstore', action: 'DescribePrice' },
  ]);
  const billed = await planned('databases', { checker: ['rds-expiring'], prices: 'databases' });
  expect([billed.code, parsed(billed.text)[0]?.cost?.known?.source]).toEqual([0, 'bill']);
  expect(parsed(billed.text)[0]?.cost?.known?.text.en).toMatch(/^it was billed \d+\.\d\d CNY in \d{4}-\d\d$/);
  const { text, code } = await planned('databases', { checker: ['redis-expiring'], prices: 'databases' });
  cloud.faults.set([]);
  expect(code).toBe(3);
  expect(parsed(text)[0]?.cost?.problem).toMatch(
    /^r-kvstore:DescribePrice in cn-hangzhou for account default denied: grant /,
  );
});

test('refuses what it cannot read, and names the field', async () => {
  await expect(planned('databases', { checker: ['rds-expirin'] })).rejects.toMatchObject({
    field: 'checker',
    message: '--checker rds-expirin: there is none, did you mean rds-expiring?',
  });
  await expect(planned('nowhere')).rejects.toMatchObject({ code: 'config', field: 'run' });
  await expect(planned('databases', { prices: 'nowhere' })).rejects.toMatchObject({
    code: 'config',
    field: 'template',
  });
  const cut = join(dir, 'cut');
  mkdirSync(cut);
  writeFileSync(join(cut, 'summary.json'), '{"inspection":"expiry"}');
  writeFileSync(join(cut, 'findings.jsonl'), '{"checker":');
  await expect(planned('cut')).rejects.toThrow(/findings\.jsonl:1: is no JSON/);
});

test('the plans of an incomplete run are not all that there is to do', async () => {
  const file = join(dir, 'idle', 'summary.json');
  const whole = readFileSync(file, 'utf8');
  try {
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(whole) as object), complete: false }));
    expect((await planned('idle')).code).toBe(3);
    const { code, text } = await planned('idle', { format: 'table' });
    expect([code, text.split('\n')[0]]).toEqual([3, 'note: the run is incomplete']);
  } finally {
    writeFileSync(file, whole);
  }
});

test('a row of a bill without its amount is no amount', async () => {
  const set = { 'Data.Items[].PretaxAmount': 'much' };
  cloud.faults.set([
    { kind: 'denied', product: 'rds', action: 'DescribeRenewalPrice' },
    { kind: 'fields', product: 'bssopenapi', action: 'DescribeInstanceBill', set },
  ]);
  const { code, text } = await planned('databases', { prices: 'databases', checker: ['rds-expiring'] });
  cloud.faults.set([]);
  expect([code, parsed(text)[0]?.cost?.known]).toEqual([3, undefined]);
});
