import { fromKeys } from '../../../lib/credentials';
import { ConfigError } from '../../../lib/errors';
import { checkSchedule, scheduleNote, defineInspection, only } from '../../../lib/inspection';
import { cpuHigh, disks, diskUnattached, instances, systemEvents } from '../../../scripts/ecs';

const account = {
  name: 'production',
  credentials: fromKeys({ accessKeyId: 'id', accessKeySecret: 'secret' }),
  regions: ['cn-hangzhou'],
} as const;
const spec = {
  id: 'ecs-daily',
  title: { zh: 'ECS 巡检', en: 'ECS inspection' },
  schedule: '*/30 * * * *',
  timeoutSeconds: 900,
  accounts: [account],
  checkers: [cpuHigh, diskUnattached],
} as const;

test('keeps what was declared', () => {
  const inspection = defineInspection(spec);
  expect(inspection).toMatchObject({
    id: 'ecs-daily',
    title: spec.title,
    description: undefined,
    schedule: '*/30 * * * *',
    timeoutSeconds: 900,
    filters: [],
  });
  expect(inspection.checkers.map((checker) => checker.id)).toEqual(['ecs-cpu-high', 'ecs-disk-unattached']);
  expect(Object.isFrozen(inspection)).toBe(true);
});

test('a bare filter is for the assets of the first checker, only() for those it names', () => {
  const { filters } = defineInspection({
    ...spec,
    filters: [(instance) => instance.tags.env === 'prod', only(disks, (disk) => disk.size !== 40)],
  });
  expect(filters.map((filter) => filter.collector)).toEqual(['ecs-instances', 'ecs-disks']);
  const where = { account: { id: '1', name: 'a' }, region: 'cn-hangzhou' };
  const accepts = (i: number, asset: Parameters<(typeof filters)[number]['accepts']>[0]) => filters[i]?.accepts(asset);
  const prod = { Tag: [{ TagKey: 'env', TagValue: 'prod' }] };
  expect(accepts(0, instances.toAsset({ InstanceId: 'i-1', Status: 'Running', Tags: prod }, where))).toBe(true);
  expect(accepts(0, instances.toAsset({ InstanceId: 'i-1', Status: 'Running' }, where))).toBe(false);
  expect(accepts(1, disks.toAsset({ DiskId: 'd-1', Status: 'In_use', Size: 40 }, where))).toBe(false);
});

test.each<[string, object, string]>([
  ['a bad id', { id: 'ECS daily' }, 'id: "ECS daily" may hold lower-case letters, digits and dashes only'],
  ['an empty id', { id: '' }, 'id: "" may hold'],
  ['no title', { title: undefined }, 'inspection ecs-daily: title.zh: is missing'],
  ['half a title', { title: { zh: '巡检' } }, 'inspection ecs-daily: title.en: is missing'],
  ['six fields', { schedule: '0 0 9 * * *' }, 'schedule: "0 0 9 * * *" has 6 fields, cron has five'],
  ['no time at all', { timeoutSeconds: 0 }, 'timeoutSeconds: 0 is not a whole number from 1 to 86400'],
  ['half a second', { timeoutSeconds: 1.5 }, 'timeoutSeconds: 1.5 is not a whole number from 1 to 86400'],
  ['more than a day', { timeoutSeconds: 86_401 }, 'timeoutSeconds: 86401 is not a whole number from 1 to 86400'],
  ['time as text', { timeoutSeconds: '900' }, 'timeoutSeconds: 900 is not a whole number'],
  ['half a metric call', { metricCalls: 0.5 }, 'inspection ecs-daily: metricCalls: 0.5 is not a whole number'],
  ['fewer metric calls than none', { metricCalls: -1 }, 'inspection ecs-daily: metricCalls: -1 is not a whole number'],
  ['no checkers', { checkers: [] }, 'inspection ecs-daily: checkers: the list is empty'],
  [
    'a checker twice',
    { checkers: [cpuHigh, diskUnattached, cpuHigh.with({ warning: 50 })] },
    'inspection ecs-daily: checkers: ecs-cpu-high is listed twice',
  ],
  ['no accounts', { accounts: [] }, 'inspection ecs-daily: accounts: the list is empty'],
  ['a nameless account', { accounts: [{ ...account, name: ' ' }] }, 'accounts[0].name: is missing'],
  ['an account twice', { accounts: [account, account] }, 'accounts[1].name: "production" is used twice'],
  [
    'keys instead of a provider',
    { accounts: [{ ...account, credentials: { accessKeyId: 'visible', accessKeySecret: 'hidden' } }] },
    'accounts[0].credentials: is not a credentials provider, such as fromEnv()',
  ],
  [
    'no regions',
    { accounts: [{ ...account, regions: [] }] },
    "accounts[0].regions: is neither 'all', 'in-use' nor a list",
  ],
  [
    'regions as text',
    { accounts: [{ ...account, regions: 'cn-x' }] },
    "accounts[0].regions: is neither 'all', 'in-use' nor a list",
  ],
  [
    'a filter that nothing heeds',
    { filters: [only(systemEvents, () => true)] },
    'filters[0]: no checker looks at ecs-system-events',
  ],
])('refuses %s', (_name, changed, message) => {
  const run = () => defineInspection({ ...spec, ...changed });
  expect(run).toThrow(ConfigError);
  expect(run).toThrow(message);
  expect(run).not.toThrow(/visible|hidden/);
  expect(run).toThrow(expect.objectContaining({ code: 'config', field: expect.any(String) as string }));
});

test.each(['all', 'in-use', ['cn-hangzhou', 'cn-shanghai']] as const)('an account of regions %j', (regions) => {
  expect(defineInspection({ ...spec, accounts: [{ ...account, regions }] }).accounts[0]?.regions).toEqual(regions);
});

test('accounts may be one source, or a list of sources and accounts', () => {
  const list = jest.fn();
  const source = { ...account, name: 'enterprise', regions: 'all', list } as const;
  expect(defineInspection({ ...spec, accounts: source }).accounts).toEqual([source]);
  expect(defineInspection({ ...spec, accounts: [account, source] }).accounts).toEqual([account, source]);
  expect(list).not.toHaveBeenCalled();
});

test('nothing is read or called before run()', () => {
  const getCredentials = jest.fn();
  defineInspection({ ...spec, accounts: [{ ...account, credentials: { ...account.credentials, getCredentials } }] });
  expect(getCredentials).not.toHaveBeenCalled();
});

test('run needs no this, and refuses bad configs before anything is called', async () => {
  const getCredentials = jest.fn();
  const { run } = defineInspection({
    ...spec,
    accounts: [{ ...account, credentials: { ...account.credentials, getCredentials } }],
  });
  await expect(run('{"regions":[]}')).rejects.toThrow(expect.objectContaining({ field: 'configs.regions' }));
  expect(getCredentials).not.toHaveBeenCalled();
});

test.each(['*/30 * * * *', '0 9 * * 1-5', '5,35 */2 1 JAN,jul SUN', ' 0 0 1 1 * ', '0 0 * * 7'])(
  'schedule "%s" is taken',
  (expression) => {
    expect(() => checkSchedule(expression)).not.toThrow();
  },
);

test.each([
  ['', 'has 1 fields'],
  ['0 9 * *', 'has 4 fields, cron has five (minute hour day month weekday)'],
  ['0 0 9 * * *', 'has 6 fields'],
  ['@daily', 'has 1 fields'],
  ['60 * * * *', 'is not a cron expression: '],
  ['0 24 * * *', 'is not a cron expression: '],
  ['0 0 32 * *', 'is not a cron expression: '],
  ['0 0 * 13 *', 'is not a cron expression: '],
  ['0 0 * Smarch *', 'is not a cron expression: '],
  ['0 0 * * 8', 'is not a cron expression: '],
  ['a b c d e', 'is not a cron expression: '],
  ['*/0 * * * *', 'is not a cron expression: '],
  ['5-1 * * * *', 'is not a cron expression: '],
])('schedule "%s" is refused', (expression, problem) => {
  const run = () => checkSchedule(expression, 'when');
  expect(run).toThrow(ConfigError);
  expect(run).toThrow(`when: "${expression}" ${problem}`);
});

test('without a schedule it runs every 30 minutes', () => {
  const rest = { ...spec, schedule: undefined };
  expect(defineInspection(rest).schedule).toBe('*/30 * * * *');
});

test.each([
  ['*/30 * * * *', undefined],
  ['0 9 * * 1-5', undefined],
  ['0 0 29 2 *', undefined],
  ['0 0 31 2 *', undefined],
  ['*/5 * * * *', 5],
  ['0,20 9 * * *', 20],
  ['50 8 * * *', undefined],
  ['0,50 9,10 * * *', 10],
])('schedule "%s" is questioned when runs follow each other too fast', (expression, minutes) => {
  const note = scheduleNote(expression);
  expect(note).toBe(
    minutes === undefined
      ? undefined
      : `the schedule "${expression}" starts a run ${minutes} min after another; 30 or more is recommended`,
  );
});
