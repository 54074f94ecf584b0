import { fromKeys } from '../../../lib/credentials';
import { ConfigError } from '../../../lib/errors';
import { checkTimes, defineInspection, inspectionOf, only, scheduleNote } from '../../../lib/inspection';
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

test.each<[string, object, string | RegExp]>([
  ['a bad id', { id: 'ECS daily' }, 'id: "ECS daily" may hold lower-case letters, digits and dashes only'],
  ['an empty id', { id: '' }, 'id: "" may hold'],
  ['no title', { title: undefined }, 'inspection ecs-daily: title: is missing'],
  ['half a title', { title: { zh: '巡检' } }, 'inspection ecs-daily: title.en: is missing'],
  ['six fields', { schedule: '0 0 9 * * *' }, 'schedule: "0 0 9 * * *" has 6 fields, cron has five'],
  ['no time at all', { timeoutSeconds: 0 }, 'timeoutSeconds: 0 is not a whole number from 1 to 86400'],
  ['half a second', { timeoutSeconds: 1.5 }, 'timeoutSeconds: 1.5 is not a whole number from 1 to 86400'],
  ['more than a day', { timeoutSeconds: 86_401 }, 'timeoutSeconds: 86401 is not a whole number from 1 to 86400'],
  ['time as text', { timeoutSeconds: '900' }, 'timeoutSeconds: "900" is not a whole number'],
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
    'one region without its list',
    { accounts: [{ ...account, regions: 'cn-hangzhou' }] },
    /accounts\[0\]\.regions: is neither .* write \["cn-hangzhou"\]$/,
  ],
  [
    'a word for regions in a list',
    { accounts: [{ ...account, regions: ['all'] }] },
    "accounts[0].regions[0]: write regions: 'all', without a list",
  ],
  ['an empty schedule, said once', { schedule: '' }, /schedule: is missing$/],
  ['a schedule that never comes', { schedule: '0 0 30 2 *' }, 'schedule: "0 0 30 2 *" never comes'],
  ['an id that is no text', { id: Symbol('x') }, 'id: a symbol is not a text'],
  ['a list in the list', { checkers: [[cpuHigh]] }, 'checkers[0]: is a list of its own: spread it, ...list'],
  ['a checker to come', { checkers: [Promise.resolve(cpuHigh)] }, 'checkers[0]: is a Promise'],
  ['checkers to come', { checkers: Promise.resolve([cpuHigh]) }, 'checkers: a Promise is not a list of checkers'],
  [
    'all of a product',
    { checkers: [{ disks, cpuHigh }] },
    'checkers[0]: is all exports of a product: name its checkers, such as cpuHigh',
  ],
  ['a pattern for a filter', { filters: [/prod/] }, 'filters[0]: a regular expression is not a function'],
  ['filter for filters', { filter: [() => false] }, 'inspection ecs-daily: filter: unknown, did you mean filters?'],
  [
    'timeout for timeoutSeconds, and says nothing of what is missing for it',
    { timeout: 900, timeoutSeconds: undefined },
    /^inspection ecs-daily: timeout: unknown, did you mean timeoutSeconds\?$/,
  ],
  [
    'every misspelt key at once',
    { report: { object: true }, guanse: 1, metricCall: 5 },
    'inspection ecs-daily: report.object: unknown, did you mean objects?; guanse: unknown, did you mean guance?; metricCall: unknown, did you mean metricCalls?',
  ],
  ['a word that is like none', { colour: 1 }, 'colour: unknown; known are id, title, description, schedule'],
  [
    'a key of an account',
    { accounts: [{ ...account, region: 'x' }] },
    'accounts[0].region: unknown, did you mean regions?',
  ],
  [
    'a signature that is none',
    { accounts: [{ ...account, signature: 'V3' }] },
    'accounts[0].signature: "V3" is none of v1, v3; did you mean v3?',
  ],
  [
    'a signature of object storage that is none',
    { accounts: [{ ...account, ossSignature: 'v3' }] },
    'accounts[0].ossSignature: "v3" is none of v1, v4',
  ],
  ['a key of a title', { title: { ...spec.title, fr: 'x' } }, 'title.fr: unknown; known are zh, en'],
  ['a key of Guance', { guance: { apiKeyID: 'x' } }, 'guance.apiKeyID: unknown, did you mean apiKeyId?'],
  ['a key of a robot', { guance: { feishu: { uri: 'x' } } }, 'guance.feishu.uri: unknown, did you mean url?'],
  [
    'a reporter that is none',
    { guance: { reporters: ['dingtak'] } },
    /guance\.reporters\[0\]: "dingtak" is none of guance, .*; did you mean dingtalk\?$/,
  ],
  ['a secret of the wrong kind, unseen', { guance: { apiKey: ['hidden'] } }, 'guance.apiKey: a list is not a text'],
  [
    'a key of the alert strategy',
    { alerts: { targets: [{ name: 'wecom', severity: ['error'] }], silenceSecond: 60 } },
    'alerts.targets[0].severity: unknown, did you mean severities?; alerts.silenceSecond: unknown, did you mean silenceSeconds?',
  ],
  [
    'a key of a mute',
    { alerts: { targets: [{ name: 'wecom' }], mutes: [{ assets: 'i-1', until: '2027-01-01', reason: 'x' }] } },
    'alerts.mutes[0].assets: unknown, did you mean asset?',
  ],
  ['a number as text', { metricCalls: '5' }, 'metricCalls: "5" is not a whole number of at least 0'],
  ['a flag as text', { report: { objects: 'true' } }, 'report.objects: "true" is not true or false'],
  ['a tag that is a number', { report: { extraTags: { env: 1 } } }, 'report.extraTags.env: 1 is not a text'],
  ['a list for an object', { report: [] }, 'report: a list is not an object'],
  ['a function for data', { report: () => ({ objects: true }) }, 'report: a function is not an object'],
  ['a schedule that is a number', { schedule: 30 }, 'schedule: 30 is not a cron expression'],
  ['a title as text', { title: 'ECS' }, 'title: "ECS" is not an object with zh and en'],
  ['one account without its list', { accounts: account }, 'accounts: an object is not a list of accounts'],
  ['text for accounts', { accounts: 'production' }, 'accounts: "production" is not a list of accounts'],
  ['an account that is a name', { accounts: ['production'] }, 'accounts[0]: "production" is not an object'],
  [
    'a provider that was not called',
    { accounts: [{ ...account, credentials: fromKeys }] },
    'accounts[0].credentials: is not a credentials provider, such as fromEnv()',
  ],
  [
    'no provider',
    { accounts: [{ ...account, credentials: undefined }] },
    'accounts[0].credentials: is missing: give a credentials provider, such as fromEnv()',
  ],
  [
    'a region that is undefined',
    { accounts: [{ ...account, regions: ['cn-hangzhou', undefined] }] },
    'regions[1]: is missing',
  ],
  ['a filter without its list', { filters: () => true }, 'filters: a function is not a list of filters'],
  ['a filter that is no function', { filters: [true] }, 'filters[0]: true is not a function, nor made by only()'],
  [
    'a checker that is undefined',
    { checkers: [cpuHigh, diskUnattached, undefined] },
    'inspection ecs-daily: checkers[2]: is undefined (counted from 0): checkers are exports of aliyun-inspection/scripts/<product>',
  ],
  ['the id of a checker', { checkers: ['ecs-cpu-high'] }, 'checkers[0]: "ecs-cpu-high" is not a checker'],
  ['a collector', { checkers: [disks] }, 'checkers[0]: ecs-disks is a collector, not a checker'],
  ['checkers by name', { checkers: { cpuHigh } }, 'checkers: an object is not a list of checkers'],
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

test.each([undefined, null, 7, 'ecs', []])('refuses %p for an inspection', (given) => {
  expect(() => defineInspection(given as never)).toThrow(ConfigError);
});

test('a filter for a collector that is not there is refused where it is written', () => {
  expect(() => only(undefined as unknown as typeof disks, () => true)).toThrow('only(): undefined is not a collector');
});

test('only() says what it was given instead', () => {
  const wrong = only as unknown as (...given: unknown[]) => unknown;
  expect(() => wrong(cpuHigh, () => true)).toThrow(
    'only(): the checker ecs-cpu-high, which looks at ecs-instances, is not a collector',
  );
  expect(() => wrong(disks)).toThrow('only(): undefined, its second argument, is not a function');
});

test('knows an inspection by its run(), and lets nobody add a checker past its checks', () => {
  const inspection = defineInspection(spec);
  expect(inspectionOf(inspection.run)).toBe(inspection);
  expect(inspectionOf(() => undefined)).toBeUndefined();
  expect(() => (inspection.checkers as unknown[]).push(cpuHigh)).toThrow(TypeError);
});

test.each(['all', 'in-use', ['cn-hangzhou', 'cn-shanghai']] as const)('an account of regions %j', (regions) => {
  expect(defineInspection({ ...spec, accounts: [{ ...account, regions }] }).accounts[0]?.regions).toEqual(regions);
});

test.each(['v1', 'v3', undefined] as const)('an account with signature %s', (signature) => {
  expect(defineInspection({ ...spec, accounts: [{ ...account, signature }] }).accounts[0]?.signature).toBe(signature);
});

test('an inspection may be declared after another one, and runs itself', () => {
  const first = defineInspection(spec);
  const second = defineInspection({ ...first, id: 'ecs-weekly' });
  expect(second).toMatchObject({ id: 'ecs-weekly', title: spec.title, timeoutSeconds: 900 });
  expect(second.run).not.toBe(first.run);
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
    expect(() => checkTimes({ schedule: expression, timeoutSeconds: 900 })).not.toThrow();
  },
);

test.each([
  [' 0', 'has 1 fields'],
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
  const run = () => checkTimes({ schedule: expression, timeoutSeconds: 900 });
  expect(run).toThrow(ConfigError);
  expect(run).toThrow(`schedule: "${expression}" ${problem}`);
});

test('without a schedule it runs every 30 minutes, at minutes of its own', () => {
  const minutesOf = (id: string) => {
    const [, first, second] =
      /^(\d+),(\d+) \* \* \* \*$/.exec(defineInspection({ ...spec, id, schedule: undefined }).schedule) ?? [];
    expect(Number(second)).toBe(Number(first) + 30);
    return Number(first);
  };
  const all = Array.from({ length: 60 }, (_, n) => minutesOf(`team-${n}`));
  expect(minutesOf('team-7')).toBe(all[7]);
  expect(new Set(all).size).toBeGreaterThan(15);
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
