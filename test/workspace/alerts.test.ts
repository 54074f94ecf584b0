import { createHmac } from 'node:crypto';
import { noteOf } from '../../workspace/deliver';
import { cronProblem } from '../../lib/cron';
import { isWithin, parseWallTime } from '../../ground/schedule';
import { certificates, PASSWORD, Post } from '../harness/post';
import { INSPECTION, NOON, closeLabs, openHook, openLab, until } from './client';
import type { Json, Lab } from './client';

const hooks: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await closeLabs();
  for (const hook of hooks.splice(0)) await hook.close();
});

const FAST = { delivery: { retryMs: [20, 20], timeoutMs: 2000 } };

async function hooked(answer?: Parameters<typeof openHook>[0]) {
  const hook = await openHook(answer);
  hooks.push(hook);
  return hook;
}

/** An inspection with one policy that tells one object about errors and worse. */
async function setUp(lab: Lab, url: string, alertOpt: Record<string, unknown> = {}, type = 'HTTPRequest') {
  const optSets: Record<string, object> = { HTTPRequest: { url }, mailGroup: { to: url.split(',') } };
  const optSet = optSets[type] ?? { webhook: url, secret: 'SEC1' };
  const notify = await lab.ok('POST', '/api/v1/notify_object/create', { type, name: 'hook', optSet });
  const policy = await lab.ok('POST', '/api/v1/alert_policy/add', {
    name: 'night',
    ruleTimezone: 'Asia/Shanghai',
    alertOpt: {
      silentTimeout: 3600,
      aggInterval: 0,
      alertTarget: [{ targets: [{ status: 'error,critical', to: [notify.uuid] }] }],
      ...alertOpt,
    },
  });
  const checker = await lab.ok('POST', '/api/v1/self_built_checker/create', {
    ...INSPECTION,
    alertPolicyUUIDs: [policy.uuid],
  });
  const send = async (status: string, asset = 'd-1') => {
    const tags = { asset_id: asset, region: 'cn-hangzhou' };
    const answer = await lab.report(
      { title: `Disk ${asset}`, message: 'm', status, dimension_tags: tags },
      { ref_key: 'ref-1' },
    );
    return answer.data.result.event_ids[0] as string;
  };
  const fate = (id: string) => lab.workspace.store.eventDetail(id)?.notifications.map((one) => [one.kind, one.state]);
  return { notify, policy, checker, send, fate };
}

test('an alert, its silence, its worsening and its recovery reach the target as they should', async () => {
  const lab = await openLab(FAST);
  const hook = await hooked();
  const { send, fate, policy } = await setUp(lab, hook.url);
  const first = await send('error');
  await hook.wait(1);
  lab.clock.ms += 1_800_000;
  const repeated = await send('error');
  const worse = await send('critical');
  await hook.wait(2);
  const mild = await send('warning');
  lab.clock.ms += 3_600_000;
  const later = await send('critical');
  await hook.wait(3);
  const ok = await send('ok');
  await hook.wait(4);
  const unknown = await send('ok', 'd-9');
  expect(hook.received.map(({ body }) => [body.df_event_id, body.df_status])).toEqual([
    [first, 'error'],
    [worse, 'critical'],
    [later, 'critical'],
    [ok, 'ok'],
  ]);
  expect(hook.received[0]?.body).toMatchObject({
    df_title: 'Disk d-1',
    df_message: 'm',
    df_monitor_checker_name: 'ECS inspection',
    df_alert_policy_ids: [policy.uuid],
    region: 'cn-hangzhou',
  });
  await until(() => fate(ok)?.[0]?.[1] === 'sent');
  expect([fate(first), fate(repeated), fate(mild), fate(ok), fate(unknown)]).toEqual([
    [['alert', 'sent']],
    [['alert', 'suppressed']],
    [['alert', 'suppressed']],
    [['recovery', 'sent']],
    [],
  ]);
  expect(lab.workspace.store.eventDetail(repeated)?.notifications[0]?.reason).toMatch(/3600 s/);
  expect(lab.workspace.store.eventDetail(mild)?.notifications[0]?.reason).toMatch(/no target.*warning/);
});

test('a target that fails is tried again; one that refuses is not', async () => {
  const lab = await openLab(FAST);
  const hook = await hooked((n) => ({ status: [500, 429, 200, 400][n] ?? 200 }));
  const { send, fate } = await setUp(lab, hook.url);
  const first = await send('error');
  await hook.wait(3);
  await until(() => fate(first)?.[0]?.[1] === 'sent');
  expect(lab.workspace.store.eventDetail(first)?.notifications[0]?.attempts).toBe(3);
  const second = await send('error', 'd-2');
  await until(() => fate(second)?.[0]?.[1] === 'failed');
  expect(lab.workspace.store.eventDetail(second)?.notifications[0]).toMatchObject({
    reason: expect.stringMatching(/^webhook at http:\/\/127\.0\.0\.1:\d+: HTTP 400$/),
    attempts: 1,
  });
  expect(hook.received).toHaveLength(4);
});

test('what was not delivered is delivered after a restart', async () => {
  const hook = await hooked((n) => ({ status: n === 0 ? 503 : 200 }));
  const first = await openLab({ delivery: { retryMs: [3_600_000] } });
  const { send } = await setUp(first, hook.url);
  const id = await send('error');
  await hook.wait(1);
  await first.workspace.close();
  const second = await openLab({ ...FAST, dataDir: first.dir });
  await hook.wait(2);
  await until(() => second.workspace.store.eventDetail(id)?.notifications[0]?.state === 'sent');
});

test('aggregated alerts come as one message at the end of the interval', async () => {
  const lab = await openLab(FAST);
  const hook = await hooked();
  const { send, fate } = await setUp(lab, hook.url, { aggInterval: 60 });
  const ids = [await send('error', 'a'), await send('error', 'b'), await send('critical', 'c')];
  expect(ids.map(fate)).toEqual([[['alert', 'pending']], [['alert', 'pending']], [['alert', 'pending']]]);
  lab.clock.ms = NOON + 60_000;
  await hook.wait(1);
  await until(() => ids.every((id) => fate(id)?.[0]?.[1] === 'sent'));
  expect(hook.received).toHaveLength(1);
  expect(hook.received[0]?.body.events.map((event: Json) => event.df_event_id)).toEqual(ids);
});

test('mutes hold for their range, tags and time; the event is stored and counted all the same', async () => {
  const lab = await openLab(FAST);
  const hook = await hooked();
  const { send, fate, checker, policy } = await setUp(lab, hook.url);
  const base = {
    repeatTimeSet: 0,
    timezone: 'Asia/Shanghai',
    startTime: '2026/03/04 20:00:00',
    endTime: '2026/03/04 21:00:00',
    name: 'works',
  };
  const mute = (more: Record<string, unknown>) =>
    lab.ok('POST', '/api/v1/monitor/mute/create', { ...base, type: 'checker', muteRanges: [], ...more });
  const one = await mute({ muteRanges: [{ checkerUUID: checker.uuid }], tags: { asset_id: ['a', 'b'] } });
  expect(one).toMatchObject({ start: NOON / 1000, end: NOON / 1000 + 3600, status: 0 });
  const muted = await send('error', 'a');
  expect(fate(muted)).toEqual([['alert', 'muted']]);
  const detail = lab.workspace.store.eventDetail(muted);
  expect(detail?.notifications[0]?.reason).toContain(one.uuid);
  expect(detail?.event.body.df_is_silent).toBe('true');
  expect(lab.workspace.store.openCounts()).toEqual({ error: 1 });
  await send('error', 'c');
  await hook.wait(1);
  await lab.ok('POST', `/api/v1/monitor/mute/${one.uuid}/disable`, {});
  await send('error', 'b');
  await hook.wait(2);
  await lab.ok('POST', `/api/v1/monitor/mute/${one.uuid}/enable`, {});
  lab.clock.ms += 3_600_000;
  await send('critical', 'a');
  await hook.wait(3);
  lab.clock.ms = NOON;
  const other = await mute({
    type: 'alertPolicy',
    muteRanges: [{ alertPolicyUUID: policy.uuid }],
    tags: { '-region': ['cn-beijing'] },
  });
  expect(fate(await send('error', 'd'))).toEqual([['alert', 'muted']]);
  expect((await lab.api('GET', '/api/v1/monitor/mute/list?pageSize=1')).data.pageInfo.totalCount).toBe(2);
  await lab.ok('POST', `/api/v1/monitor/mute/${other.uuid}/delete`, {});
  expect((await lab.api('POST', `/api/v1/monitor/mute/${other.uuid}/delete`, {})).status).toBe(404);
  expect(hook.received.map(({ body }) => body.asset_id)).toEqual(['c', 'b', 'a']);
});

test('raw events are alerted on only when that is switched on', async () => {
  const hook = await hooked();
  for (const alertRawEvents of [false, true]) {
    const lab = await openLab({ ...FAST, alertRawEvents });
    await setUp(lab, hook.url);
    const line = `monitor,df_status=error,df_event_id=event-raw-${alertRawEvents} df_title="T",df_monitor_ref_key="ref-1"`;
    expect((await lab.write('keyevent', line)).status).toBe(200);
    const detail = lab.workspace.store.eventDetail(`event-raw-${alertRawEvents}`);
    expect(detail?.notifications).toHaveLength(alertRawEvents ? 1 : 0);
    expect(detail?.notificationNote).toMatch(alertRawEvents ? /^$/ : /stored only/);
  }
  await hook.wait(1);
  expect(hook.received.map(({ body }) => body.df_event_id)).toEqual(['event-raw-true']);
});

test('a robot gets one signed message for what is due together, and its refusal inside a 200 is seen', async () => {
  const lab = await openLab(FAST);
  const hook = await hooked((n) => ({
    status: 200,
    body: n === 0 ? { errcode: 0 } : { errcode: 310000, errmsg: 'sign not match' },
  }));
  const { send, fate, notify } = await setUp(lab, hook.url, {}, 'dingTalkRobot');
  expect(JSON.stringify(notify)).not.toContain('SEC1');
  await send('error');
  await hook.wait(1);
  const query = new URL(hook.received[0]?.url ?? '', 'http://x').searchParams;
  const stamp = query.get('timestamp') ?? '';
  expect(query.get('sign')).toBe(createHmac('sha256', 'SEC1').update(`${stamp}\nSEC1`).digest('base64'));
  expect(hook.received[0]?.body.markdown.title).toBe('🟠 Disk d-1');
  const second = await send('error', 'd-2');
  await until(() => fate(second)?.[0]?.[1] === 'failed');
  expect(lab.workspace.store.eventDetail(second)?.notifications[0]?.reason).toMatch(
    /code 310000: .*sign not match.*check the robot/,
  );
});

test.each(['feishuRobot', 'wechatRobot'])('%s gets its own form', async (type) => {
  const lab = await openLab(FAST);
  const hook = await hooked(() => ({ status: 200, body: { code: 0, errcode: 0 } }));
  const { send } = await setUp(lab, hook.url, {}, type);
  await send('error');
  await hook.wait(1);
  const { body } = hook.received[0] ?? {};
  if (type === 'wechatRobot') expect(body.markdown.content).toContain('Disk d-1');
  else {
    expect(body).toMatchObject({ msg_type: 'interactive', card: { header: { template: 'orange' } } });
    expect(body.sign).toBe(createHmac('sha256', `${body.timestamp}\nSEC1`).update('').digest('base64'));
  }
});

test('people are mailed what is due together, by the mail server of the host', async () => {
  const post = await new Post(true).start();
  hooks.push({ close: post.stop });
  const url = `smtps://ops:${encodeURIComponent(PASSWORD)}@127.0.0.1:${post.port}`;
  const mail = { url, from: 'Inspection <ops@example.com>', ca: certificates.ca };
  const lab = await openLab({ ...FAST, mail, language: 'en' });
  const { send, fate } = await setUp(lab, 'a@example.com,b@example.com,acnt_1', { aggInterval: 60 }, 'mailGroup');
  const ids = [await send('error', 'd-1'), await send('critical', 'd-2')];
  lab.clock.ms += 60_000;
  await until(() => ids.every((id) => fate(id)?.[0]?.[1] === 'sent'));
  const headers = { subject: '🔴 Inspection: 2 abnormal, 0 recovered' };
  expect(post.mails).toMatchObject([{ to: ['a@example.com', 'b@example.com'], secure: true, headers }]);
  expect(post.mails[0]?.body).toMatch(/Disk d-1[^]*Disk d-2/);
  post.refuse = { code: 550, text: 'no such user' };
  const refused = await send('error', 'd-3');
  lab.clock.ms += 60_000;
  await until(() => fate(refused)?.[0]?.[1] === 'failed');
  expect(lab.workspace.store.eventDetail(refused)?.notifications[0]?.reason).toContain('no such user');
});

test('a host without a mail server says so, and a target of mail has addresses', async () => {
  const lab = await openLab({ ...FAST, language: 'en' });
  const { send, fate } = await setUp(lab, 'a@example.com', {}, 'mailGroup');
  const id = await send('error');
  await until(() => fate(id)?.[0]?.[1] === 'failed');
  expect(lab.workspace.store.eventDetail(id)?.notifications[0]?.reason).toContain('set SMTP_URL and EMAIL_FROM');
  const body = { type: 'mailGroup', name: 'team', optSet: { to: ['a@example.com', 'nobody'] } };
  const { status, data } = await lab.api('POST', '/api/v1/notify_object/create', body);
  expect([status, data.message]).toEqual([400, expect.stringContaining('to must list mail addresses')]);
});

test('no markup of a name or of a foreign message is live in a chat', async () => {
  const lab = await openLab(FAST);
  const hook = await hooked();
  await setUp(lab, hook.url, {}, 'dingTalkRobot');
  const nasty = '[click](http://evil) <at id=all></at> `c`';
  await lab.report(
    {
      title: nasty,
      message: '| A | B |\n| --- | --- |\n| state | <@all> |',
      status: 'error',
      dimension_tags: { a: 'b' },
    },
    { ref_key: 'ref-1' },
  );
  await hook.wait(1);
  const { text } = hook.received[0]?.body.markdown;
  expect(text).not.toMatch(/\]\(http|<|`c`|\|/);
  expect(text).toContain('click');
  expect(text).toContain('- state: ‹@all');
});

test.each([
  [{ df_status: 'nodata' }, 'warning'],
  [{ df_status: 'manual_ok' }, 'ok'],
  [{ df_status: 'critical', account_name: 'a', region: 'r', df_monitor_checker_name: 'i' }, 'critical'],
])('a chat note of %j', (event, status) => {
  expect(noteOf(event)).toMatchObject({ status, where: 'account_name' in event ? 'a, r, i' : '' });
});

test('an upgrade is told once when a fault lasts, and who cannot be reached is named', async () => {
  const lab = await openLab(FAST);
  const hook = await hooked();
  const notify = await lab.ok('POST', '/api/v1/notify_object/create', {
    type: 'HTTPRequest',
    name: 'boss',
    optSet: { url: hook.url },
  });
  const alertTarget = [
    {
      targets: [
        { status: 'error', to: ['acnt_1', 'notify_gone'], upgradeTargets: [{ to: [notify.uuid], duration: 600 }] },
      ],
    },
  ];
  const { send, fate } = await setUp(lab, hook.url, { alertTarget });
  expect(fate(await send('error'))).toEqual([
    ['alert', 'suppressed'],
    ['alert', 'suppressed'],
  ]);
  lab.clock.ms += 600_000;
  const due = await send('error');
  await hook.wait(1);
  await until(() => fate(due)?.[2]?.[1] === 'sent');
  lab.clock.ms += 600_000;
  expect(fate(await send('error'))).toHaveLength(2);
});

test('a policy can be bound from its own side, changed and deleted; its hours are those of its zone', async () => {
  const lab = await openLab(FAST);
  const hook = await hooked();
  const { checker, policy, send, fate, notify } = await setUp(lab, hook.url);
  const rules = (hour: number) => [
    { crontab: `0 ${hour} * * *`, crontabDuration: 3600, targets: [{ status: 'info', to: [notify.uuid] }] },
    { targets: [{ status: 'error', to: [notify.uuid] }] },
  ];
  // Noon in UTC is eight in the evening in Shanghai.
  await lab.ok('POST', `/api/v1/alert_policy/${policy.uuid}/modify`, {
    alertOpt: { silentTimeout: 0, aggInterval: 0, alertTarget: rules(20) },
  });
  await send('info', 'x');
  await hook.wait(1);
  await lab.ok('POST', `/api/v1/alert_policy/${policy.uuid}/modify`, {
    alertOpt: { silentTimeout: 0, aggInterval: 0, alertTarget: rules(12) },
  });
  expect(fate(await send('info', 'y'))?.[0]?.[1]).toBe('suppressed');
  const second = await lab.ok('POST', '/api/v1/alert_policy/add_v2', {
    name: 'v2',
    ruleTimezone: 'UTC',
    checkerUUIDs: [checker.uuid],
    alertOpt: { silentTimeout: 0, aggInterval: 0, alertTarget: [] },
  });
  expect((await lab.ok('GET', `/api/v1/alert_policy/${second.uuid}/get`)).ruleCount).toBe(1);
  expect((await lab.ok('GET', '/api/v1/alert_policy/list?search=v2')).data).toHaveLength(1);
  await lab.ok('POST', '/api/v1/alert_policy/delete', { alertPolicyUUIDs: [policy.uuid, second.uuid] });
  expect(fate(await send('error', 'z'))).toEqual([]);
  expect((await lab.api('GET', `/api/v1/alert_policy/${policy.uuid}/get`)).status).toBe(404);
});

test.each([
  ['alert_policy/add', { name: 'a', ruleTimezone: 'Mars/Base', alertOpt: {} }, 'ruleTimezone'],
  ['alert_policy/add', { name: 'a', ruleTimezone: 'UTC', alertOpt: { aggInterval: 1801 } }, 'aggInterval'],
  [
    'alert_policy/add',
    { name: 'a', ruleTimezone: 'UTC', alertOpt: { alertTarget: [{ targets: [{ to: ['notify_x'], status: 'bad' }] }] } },
    'status',
  ],
  [
    'alert_policy/add',
    { name: 'a', ruleTimezone: 'UTC', alertOpt: { alertTarget: [{ customDateUUIDs: ['ndate_x'] }] } },
    'customDateUUIDs',
  ],
  ['alert_policy/add', { name: 'a', ruleTimezone: 'UTC', checkerUUIDs: ['rul_x'] }, 'rul_x'],
  ['monitor/mute/create', { type: 'checker', timezone: 'UTC' }, 'repeatTimeSet'],
  ['monitor/mute/create', { type: 'checker', timezone: 'UTC', repeatTimeSet: 0, startTime: 'soon' }, 'startTime'],
  ['monitor/mute/create', { type: 'checker', timezone: 'UTC', repeatTimeSet: 1 }, 'crontabDuration'],
  ['monitor/mute/create', { type: 'tag', timezone: 'UTC', repeatTimeSet: 0 }, 'type tag'],
  ['monitor/mute/create', { type: 'checker', timezone: 'UTC', repeatTimeSet: 0, filterString: 'a:b' }, 'filterString'],
  ['notify_object/create', { type: 'HTTPRequest', name: 'a', optSet: { url: 'file:///etc/passwd' } }, 'url'],
  ['notify_object/create', { type: 'fax', name: 'a', optSet: {} }, 'type'],
])('%s refuses what it does not act on %#', async (path, body, name) => {
  const lab = await openLab();
  const answer = await lab.api('POST', `/api/v1/${path}`, body);
  expect(answer.status).toBe(400);
  expect(answer.data.message).toContain(name);
});

test('cron windows and wall times follow the zone, summer time included', () => {
  const cron = '30 9 * * 1-5';
  const at = (text: string) => parseWallTime(text, 'Asia/Shanghai') ?? NaN;
  expect(isWithin(cron, 3600, at('2026/03/04 09:30:00'), 'Asia/Shanghai')).toBe(true);
  expect(isWithin(cron, 3600, at('2026/03/04 10:29:59'), 'Asia/Shanghai')).toBe(true);
  expect(isWithin(cron, 3600, at('2026/03/04 10:30:00'), 'Asia/Shanghai')).toBe(false);
  expect(isWithin(cron, 3600, at('2026/03/04 09:29:59'), 'Asia/Shanghai')).toBe(false);
  expect(isWithin(cron, 3600, at('2026/03/07 09:30:00'), 'Asia/Shanghai')).toBe(false);
  expect(parseWallTime('2026/07/01 00:00:00', 'America/New_York')).toBe(Date.UTC(2026, 6, 1, 4));
  expect(parseWallTime('2026/01/01 00:00:00', 'America/New_York')).toBe(Date.UTC(2026, 0, 1, 5));
  expect(parseWallTime('2026/02/30 00:00:00', 'UTC')).toBeUndefined();
  expect(isWithin('5/10 * * * *', 60, Date.UTC(2026, 0, 1, 0, 15), 'UTC')).toBe(true);
  expect(isWithin('5/10 * * * *', 60, Date.UTC(2026, 0, 1, 0, 10), 'UTC')).toBe(false);
  // As cron has it: when day and weekday are both given, either will do.
  expect(isWithin('0 0 1 * 1', 60, Date.UTC(2026, 0, 1), 'UTC')).toBe(true);
  expect(isWithin('0 0 1 * 1', 60, Date.UTC(2026, 0, 5), 'UTC')).toBe(true);
  for (const bad of ['* * * *', '60 * * * *', 'a * * * *', '5-1 * * * *', '*/0 * * * *']) {
    expect(isWithin(bad, 86_400, Date.UTC(2026, 0, 1), 'UTC')).toBe(false);
    expect(cronProblem(bad)).toEqual(expect.any(String));
  }
});
