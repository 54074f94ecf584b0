import { defineChecker, NO_FIX } from '../../../lib/define';
import { composeEvent, consoleLink, eventIdOf, fingerprintOf, type EventFacts } from '../../../lib/event';
import type { AnyChecker } from '../../../lib/define';
import type { AnyAsset } from '../../../lib/model';
import { ecsLocked, instances } from '../../../scripts/ecs';

const checker = ecsLocked as unknown as AnyChecker;
const account = { id: '1234567890123456', name: 'production' };
const asset: AnyAsset = instances.toAsset(
  {
    InstanceId: 'i-1',
    InstanceName: 'web',
    Status: 'Running',
    InstanceType: 'ecs.g7.large',
    ExpiredTime: '2027-03-01T00:00Z',
    VpcAttributes: { PrivateIpAddress: { IpAddress: ['10.0.0.7', '10.0.0.8'] } },
    Tags: { Tag: [{ TagKey: 'env', TagValue: 'prod' }] },
  },
  { account, region: 'cn-hangzhou' },
);
const startedAt = '2026-03-01T00:00:00.000Z';
const anomaly: EventFacts = {
  kind: 'anomaly',
  status: 'critical',
  inspection: { id: 'ecs-daily', title: { zh: 'ECS 巡检', en: 'ECS inspection' } },
  checker,
  asset,
  fields: asset,
  finding: { zh: '实例 i-1 被锁定，原因：financial', en: 'Instance i-1 is locked: financial' },
  data: { id: 'i-1', value: 96.254, threshold: 95, unit: '%' },
  runStartedAt: startedAt,
  now: new Date('2026-03-01T00:00:05.900Z'),
};
const first = composeEvent(anomaly);
const round = { id: first.faultId, startedAt: first.faultStartTime };
const update = composeEvent({
  ...anomaly,
  kind: 'update',
  runStartedAt: '2026-03-01T01:00:00.000Z',
  now: new Date('2026-03-01T01:30:05.900Z'),
  previousStatus: 'critical',
  fault: round,
});
const recovery = composeEvent({
  ...anomaly,
  kind: 'recovery',
  status: 'ok',
  reason: 'passed',
  runStartedAt: '2026-03-03T03:00:00.000Z',
  now: new Date('2026-03-03T03:00:05.900Z'),
  previousStatus: 'critical',
  fault: round,
});

// Stored by users and compared across versions: these values must never change.
test('identities are pinned', () => {
  const tags = {
    account_id: account.id,
    region: 'cn-hangzhou',
    product: 'ecs',
    asset_id: 'i-1',
    checker: 'ecs-locked',
  };
  expect(fingerprintOf('ecs-daily', tags)).toBe('6ffced57e48e7ba7947925c159f178d6');
  expect(eventIdOf('6ffced57e48e7ba7947925c159f178d6', startedAt, 'anomaly')).toBe(
    'event-598b91fb37cb4b17652f9446d264b53f',
  );
  expect(first).toMatchObject({
    id: 'event-598b91fb37cb4b17652f9446d264b53f',
    fingerprint: '6ffced57e48e7ba7947925c159f178d6',
    dimensionTags: tags,
  });
});

test('every part of an identity counts, and parts do not run into each other', () => {
  const tags = { account_id: '1', region: 'r', product: 'p', asset_id: 'a', checker: 'c' };
  const others = [
    fingerprintOf('i', tags),
    fingerprintOf('j', tags),
    ...Object.keys(tags).map((key) => fingerprintOf('i', { ...tags, [key]: 'x' })),
    fingerprintOf('i', { ...tags, account_id: '1r', region: '' }),
    fingerprintOf('i1', { ...tags, account_id: '' }),
    eventIdOf('f', startedAt, 'anomaly'),
    eventIdOf('f', startedAt, 'update'),
    eventIdOf('f', '2026-03-01T00:00:01.000Z', 'anomaly'),
    eventIdOf('g', startedAt, 'anomaly'),
  ];
  expect(new Set(others).size).toBe(others.length);
});

test('one round: the same tags, fingerprint and fault from anomaly to recovery', () => {
  for (const event of [update, recovery]) {
    expect(event.dimensionTags).toEqual(first.dimensionTags);
    expect(event.fingerprint).toBe(first.fingerprint);
    expect(event.faultId).toBe(first.id);
    expect(event.faultStartTime).toBe(first.time);
  }
  expect(new Set([first.id, update.id, recovery.id]).size).toBe(3);
  expect([first, update, recovery].map((event) => event.faultDuration)).toEqual([0, 5400, 183_600]);
  expect(Object.values(first.dimensionTags).every((value) => typeof value === 'string')).toBe(true);
});

test('the same facts give the same event, whatever the asset is called meanwhile', () => {
  expect(composeEvent(anomaly)).toEqual(first);
  const renamed = composeEvent({
    ...anomaly,
    asset: { ...asset, name: 'renamed', account: { ...account, name: 'b' } },
  });
  expect(renamed.id).toBe(first.id);
  expect(renamed.title.en).toContain('renamed (i-1)');
});

test('titles in both languages', () => {
  expect(first.title).toEqual({ zh: 'ECS 实例被锁定: web (i-1)', en: 'ECS instance is locked: web (i-1)' });
  expect(recovery.title).toEqual({
    zh: '已恢复 - ECS 实例被锁定: web (i-1)',
    en: 'Recovered - ECS instance is locked: web (i-1)',
  });
  for (const name of ['', 'i-1']) {
    expect(composeEvent({ ...anomaly, asset: { ...asset, name } }).title.en).toBe('ECS instance is locked: i-1');
  }
});

test('the text of an anomaly', () => {
  expect(first.message.en.split('\n')).toEqual([
    '**Instance i-1 is locked: financial**',
    '',
    '- Inspection: ECS inspection / ECS instance is locked (`ecs-locked`)',
    '- Asset: web `i-1`',
    '- Account: production `1234567890123456`, Region: `cn-hangzhou`',
    '- Value: 96.25 %, Threshold: 95 %',
    '- Since: 2026-03-01T00:00:05Z',
    '',
    `**Why it matters**: ${checker.why.en}`,
    '',
    `**What to do**: ${checker.remedy.en}`,
    '',
    `**No fix plan**: ${NO_FIX.locked.en}`,
    '',
    '| Attribute | Value |',
    '| --- | --- |',
    '| status | Running |',
    '| instanceType | ecs.g7.large |',
    '| expiredTime | 2027-03-01T00:00Z |',
    '| privateIpAddress | 10.0.0.7, 10.0.0.8 |',
    '| tags | env=prod |',
    '',
    `[Open in the console](https://ecs.console.aliyun.com/server/i-1/detail?regionId=cn-hangzhou) · [Documentation](${checker.docs})`,
  ]);
  expect(first.message.zh).toContain('**实例 i-1 被锁定，原因：financial**');
  expect(first.message.zh).toContain('- 当前值: 96.25 %, 阈值: 95 %');
  expect(first.message.zh).toContain(`**处理建议**: ${checker.remedy.zh}`);
});

test('how long it lasts', () => {
  expect(update.message.en).toContain('- Since: 2026-03-01T00:00:05Z (for 1h 30m)');
  expect(recovery.message.zh).toContain('- 开始时间: 2026-03-01T00:00:05Z (持续 2d 3h)');
  const early = composeEvent({ ...anomaly, fault: { id: 'event-x', startedAt: '2026-03-02T00:00:00.000Z' } });
  expect(early.faultDuration).toBe(0);
});

test.each([
  ['passed', 'The check passes again.', '检查已通过。'],
  ['not-applicable', 'The check no longer applies to this asset.', '该检查项不再适用于此资产。'],
  ['asset-gone', 'The asset has been released.', '资产已释放。'],
] as const)('a recovery because %s says so and what it was', (reason, en, zh) => {
  const { message } = composeEvent({ ...anomaly, kind: 'recovery', status: 'ok', reason, fault: round });
  expect(message.en.startsWith(`**${en}**\n\nIt was: Instance i-1 is locked: financial\n`)).toBe(true);
  expect(message.zh.startsWith(`**${zh}**\n\n此前: 实例 i-1 被锁定，原因：financial\n`)).toBe(true);
  expect(message.en).not.toContain('What to do');
});

test('without the asset at hand there is no table, without a value no value', () => {
  const { message, attributes } = composeEvent({ ...anomaly, fields: undefined, data: { id: 'i-1' } });
  expect(attributes).toEqual({});
  expect(message.en).not.toContain('|');
  expect(message.en).not.toContain('- Value');
});

const HOSTILE = '# **x** [click](javascript:alert(1)) <img src=x> | `code` _y_ \\\r\n- item\u2028\u0000end';

test('names and values chosen by others are no markup', () => {
  const event = composeEvent({
    ...anomaly,
    inspection: { id: 'ecs-daily', title: { zh: HOSTILE, en: HOSTILE } },
    asset: { ...asset, id: 'i`-1`\n# id', name: HOSTILE, account: { id: '1`2', name: HOSTILE } },
    fields: { ...asset, status: HOSTILE, tags: { [HOSTILE]: HOSTILE } },
    finding: { zh: HOSTILE, en: HOSTILE },
  });
  for (const language of ['zh', 'en'] as const) {
    expect(event.title[language]).toMatch(/^[^\u0000-\u001f\u007f\u2028\u2029]+$/u);
    const lines = event.message[language].split('\n');
    expect(lines).toHaveLength(first.message[language].split('\n').length);
    expect(event.message[language]).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u2028]/u);
    const own = event.message[language].replace(/\\./g, '');
    expect(own).not.toMatch(/<img|\]\(javascript|\*\*x/);
    for (const row of lines.filter((line) => line.startsWith('| '))) {
      expect(row.replace(/\\./g, '').match(/\|/g)).toHaveLength(3);
    }
    for (const line of lines) expect((line.replace(/\\./g, '').match(/`/g) ?? []).length % 2).toBe(0);
  }
});

test('long values are cut in the table', () => {
  const event = composeEvent({ ...anomaly, fields: { ...asset, status: 'x'.repeat(2000) } });
  expect(event.message.en).toContain(`| status | ${'x'.repeat(300)} |`);
});

test('the console page: the collector’s own, else the product’s, else none; ids are encoded', () => {
  const with_ = (facts: object) => ({ ...checker, asset: { ...checker.asset, ...facts } }) as AnyChecker;
  const where = { id: 'a/b c', region: 'cn-hangzhou' };
  expect(consoleLink(checker, where)).toBe(
    'https://ecs.console.aliyun.com/server/a%2Fb%20c/detail?regionId=cn-hangzhou',
  );
  expect(consoleLink(with_({ console: 'https://c.example/{{id}}' }), where)).toBe('https://c.example/a%2Fb%20c');
  const none = with_({ product: { ...checker.asset.product, console: undefined } });
  expect(consoleLink(none, where)).toBeUndefined();
  const { message } = composeEvent({ ...anomaly, checker: none });
  expect(message.en.split('\n').at(-1)).toBe(`[Documentation](${checker.docs})`);
});

test('a checker whose collector shows nothing', () => {
  const plain = defineChecker({
    ...ecsLocked,
    asset: { ...instances, show: undefined },
    check: (_instance, { pass }) => pass(),
  });
  expect(composeEvent({ ...anomaly, checker: plain }).attributes).toEqual({});
});
