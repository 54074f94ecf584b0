import { createHmac } from 'node:crypto';
import {
  chatMarkdown,
  dingtalkReporter,
  feishuReporter,
  wecomReporter,
  type RobotOptions,
} from '../../../lib/report/robots';
import { webhookReporter } from '../../../lib/report/webhook';
import { composeEvent } from '../../../lib/event';
import { event, events, Fake, FakeClock, ids, type Json, type Reply } from '../guance/fake';

let fake: Fake;
let clock: FakeClock;
let replies: Reply[];
let usual: Reply;

beforeEach(async () => {
  clock = new FakeClock();
  replies = [];
  usual = { json: { errcode: 0, code: 0 } };
  fake = await new Fake(() => replies.shift() ?? usual).start();
});
afterEach(() => fake.stop());

const options = (changes: Partial<RobotOptions> = {}): RobotOptions => ({
  url: `${fake.url}/robot/send?access_token=canarytoken0123456789`,
  language: 'en',
  clock,
  ...changes,
});
const textOf = (json: Json): string => json.markdown?.text ?? json.markdown?.content ?? json.card.elements[0].content;
const BRANDS = [
  ['dingtalk', dingtalkReporter, 20, 20_000],
  ['feishu', feishuReporter, 100, 20 * 1024],
  ['wecom', wecomReporter, 20, 4096],
] as const;

describe('signing', () => {
  it('DingTalk: in the address, milliseconds', async () => {
    await dingtalkReporter(options({ secret: 'SECcanary' })).deliver?.([event()]);
    const [request] = fake.seen;
    const sign = createHmac('sha256', 'SECcanary').update(`${clock.time}\nSECcanary`).digest('base64');
    expect(Object.fromEntries(request?.query ?? [])).toEqual({
      access_token: 'canarytoken0123456789',
      timestamp: String(clock.time),
      sign,
    });
  });

  it('Feishu: in the body, seconds, the key signs nothing', async () => {
    await feishuReporter(options({ secret: 'SECcanary' })).deliver?.([event(1, { status: 'critical' })]);
    const timestamp = String(clock.time / 1000);
    const sign = createHmac('sha256', `${timestamp}\nSECcanary`).update('').digest('base64');
    expect(fake.seen[0]?.json).toMatchObject({
      timestamp,
      sign,
      msg_type: 'interactive',
      card: { header: { template: 'red' } },
    });
  });

  it('is left out without a secret', async () => {
    await dingtalkReporter(options()).deliver?.([event()]);
    await feishuReporter(options()).deliver?.([event()]);
    expect([...(fake.seen[0]?.query.keys() ?? [])]).toEqual(['access_token']);
    expect(fake.seen[1]?.json).not.toHaveProperty('sign');
  });
});

describe.each(BRANDS)('%s', (_, make, perMinute, limit) => {
  it('tells one event in full, in the language asked for', async () => {
    expect(await make(options({ language: 'zh' })).deliver?.([event()])).toEqual({
      accepted: [event().id],
      rejected: [],
    });
    const text = textOf(fake.seen[0]?.json);
    expect(text).toContain('CPU 使用率过高: web-1');
    expect(text).toContain('- status: Running');
    expect(text).not.toContain('|');
  });

  it('keeps within the size of a message, and shows that it was cut', async () => {
    const long = '很长 "的" 文字\n'.repeat(5000);
    await make(options()).deliver?.([event(1, { message: { zh: long, en: long } })]);
    const { json, text } = fake.seen[0] ?? {};
    const size = limit === 4096 ? Buffer.byteLength(textOf(json)) : Buffer.byteLength(text ?? '');
    expect(size).toBeLessThanOrEqual(limit);
    expect(size).toBeGreaterThan(limit * 0.85);
    expect(textOf(json)).toMatch(/…$/);
  });

  it('tells many events in digests, each event once', async () => {
    const list = events(50);
    expect(await make(options()).deliver?.(list)).toEqual({ accepted: ids(list), rejected: [] });
    expect(fake.seen.length).toBeLessThanOrEqual(10);
    const all = fake.seen.map(({ json }) => textOf(json)).join('\n');
    for (let n = 1; n <= 50; n++) expect(all.match(new RegExp(`: web-${n}\\*\\*`, 'g'))).toHaveLength(1);
    for (const { json, text } of fake.seen) {
      expect(limit === 4096 ? Buffer.byteLength(textOf(json)) : Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
      expect(textOf(json)).not.toMatch(/…$/);
    }
  });

  it('sends no more messages a minute than the brand takes', async () => {
    const mine = make(options());
    const start = clock.time;
    for (let n = 1; n <= perMinute; n++) await mine.deliver?.([event(n)]);
    expect(clock.time).toBe(start);
    await mine.deliver?.([event(999)]);
    expect(clock.time - start).toBeGreaterThanOrEqual(60_000);
  });

  it('lets nobody in the cloud make a link or call everybody', async () => {
    const nasty = '[click](http://evil) <at id=all></at> *b* `c`';
    const made = composeEvent({
      kind: 'anomaly',
      status: 'error',
      inspection: { id: 'x', title: { zh: 'x', en: 'x' } },
      checker: {
        id: 'ecs-cpu-high',
        title: { zh: 'CPU', en: 'CPU' },
        why: { zh: 'w', en: 'w' },
        remedy: { zh: 'r', en: 'r' },
        docs: 'https://docs.example',
        asset: { product: {}, show: ['note'] },
      } as never,
      asset: { id: 'i-1', name: nasty, account: { id: '1', name: nasty }, region: 'cn-hangzhou', product: 'ecs' },
      fields: { note: nasty } as never,
      finding: { zh: nasty, en: nasty },
      data: {},
      runStartedAt: '2026-01-01T00:00:00Z',
      now: new Date(),
    });
    await make(options()).deliver?.([made]);
    await make(options()).deliver?.([made, made, made, made]);
    for (const { json } of fake.seen) {
      expect(textOf(json)).not.toMatch(/\]\(http:\/\/evil|<at|`c`|\*b\*/);
      expect(textOf(json)).toContain('click');
    }
    expect(textOf(fake.seen[0]?.json)).toContain('[Documentation](https://docs.example)');
  });
});

describe('what robots answer', () => {
  it.each<[string, (o: RobotOptions) => ReturnType<typeof dingtalkReporter>, Reply, 'problem' | 'rejected', string]>([
    ['dingtalk', dingtalkReporter, { json: { errcode: 130101, errmsg: 'too fast' } }, 'problem', 'too fast'],
    ['dingtalk', dingtalkReporter, { json: { errcode: -1, errmsg: 'busy' } }, 'problem', 'busy'],
    [
      'dingtalk',
      dingtalkReporter,
      { json: { errcode: 310000, errmsg: 'sign not match' } },
      'rejected',
      'clock of this host',
    ],
    ['feishu', feishuReporter, { status: 400, json: { code: 11232, msg: 'limited' } }, 'problem', 'limited'],
    ['feishu', feishuReporter, { status: 400, json: { code: 9499, msg: 'too many request' } }, 'problem', 'too many'],
    ['feishu', feishuReporter, { json: { code: 19021, msg: 'sign match fail' } }, 'rejected', 'FEISHU_ROBOT_SECRET'],
    ['wecom', wecomReporter, { json: { errcode: 45009, errmsg: 'freq' } }, 'problem', 'freq'],
    [
      'wecom',
      wecomReporter,
      { json: { errcode: 93000, errmsg: 'invalid webhook url' } },
      'rejected',
      'WECOM_ROBOT_URL',
    ],
    ['wecom', wecomReporter, { status: 502, text: 'bad gateway' }, 'problem', '502'],
    ['wecom', wecomReporter, { status: 404, text: 'no' }, 'rejected', '404'],
    ['wecom', wecomReporter, { text: '<html>login</html>' }, 'problem', 'login'],
    ['wecom', wecomReporter, 'drop', 'problem', 'cannot be reached'],
  ])('%s: %#', async (_, make, reply, outcome, words) => {
    usual = reply;
    const delivery = await make(options()).deliver?.([event()]);
    expect(delivery?.accepted).toEqual([]);
    expect(delivery?.rejected).toHaveLength(outcome === 'rejected' ? 1 : 0);
    expect(delivery?.problem ?? delivery?.rejected[0]?.reason).toContain(words);
    expect(JSON.stringify(delivery)).not.toContain('canary');
  });

  it('does not try one by one what is wrong with the robot, but what is wrong with a message', async () => {
    usual = { json: { errcode: 310000, errmsg: 'keywords not in content' } };
    expect((await dingtalkReporter(options()).deliver?.(events(20)))?.rejected).toHaveLength(20);
    expect(fake.seen).toHaveLength(1);
    fake.reply = ({ text }) => ({ json: { errcode: text.includes('web-7*') ? 40035 : 0, errmsg: 'odd' } });
    expect((await dingtalkReporter(options()).deliver?.(events(20)))?.rejected.map(({ id }) => id)).toEqual([
      event(7).id,
    ]);
  });

  it('Feishu also says StatusCode 0', async () => {
    usual = { json: { StatusCode: 0, StatusMessage: 'success' } };
    expect(await feishuReporter(options()).deliver?.([event()])).toMatchObject({ accepted: [event().id] });
  });
});

describe('chatMarkdown', () => {
  it('turns tables into lists and escapes into look-alikes', () => {
    expect(chatMarkdown('**b**\n\n\n\n| A | B |\n| --- | --- |\n| x | a \\| b |\n| y | \\<z\\> |\n\nend \\_ \\*')).toBe(
      '**b**\n\n- x: a | b\n- y: ‹z›\n\nend _ ∗',
    );
    expect(chatMarkdown('<at id=all></at> a > b')).toBe('‹at id=all>‹/at> a > b');
  });
});

describe('webhook', () => {
  const webhook = () => webhookReporter({ url: `${fake.url}/hook/canary`, language: 'en', headers: { 'X-Team': 'a' } });

  it("posts Guance's own JSON, with the event's id as key", async () => {
    expect(await webhook().deliver?.([event()])).toEqual({ accepted: [event().id], rejected: [] });
    const [request] = fake.seen;
    expect(request?.headers).toMatchObject({ 'idempotency-key': event().id, 'x-team': 'a' });
    expect(request?.json).toMatchObject({
      timestamp: 1767225600,
      df_status: 'error',
      df_event_id: event().id,
      df_title: event().title.en,
      df_message: event().message.en,
      df_dimension_tags: JSON.stringify(event().dimensionTags),
      df_monitor_checker_name: 'ECS inspection',
      df_monitor_checker_value: '97.5',
      df_fault_status: 'fault',
      Result: 97.5,
      asset_id: 'i-1',
    });
  });

  it('rejects what is refused, keeps what failed, and shows no address', async () => {
    replies = [{ status: 422, text: `bad` }, { status: 200 }, { status: 500, text: 'down' }];
    const delivery = await webhook().deliver?.(events(4));
    expect(delivery).toEqual({
      accepted: [event(2).id],
      rejected: [{ id: event(1).id, reason: `webhook at ${fake.url}: HTTP 422: bad` }],
      problem: `webhook at ${fake.url}: HTTP 500: down`,
      retryAfterMs: 0,
    });
  });

  it.each([
    ['30', 30_000, 30_000],
    [new Date(Date.now() + 60_000).toUTCString(), 50_000, 60_000],
    [new Date(Date.now() - 60_000).toUTCString(), 0, 0],
    ['soon', 0, 0],
  ])('tells the courier how long it is asked to wait: Retry-After %s', async (value, least, most) => {
    replies = [{ status: 503, headers: { 'Retry-After': value } }];
    const delivery = await webhook().deliver?.(events(1));
    expect(delivery?.retryAfterMs).toBeGreaterThanOrEqual(least);
    expect(delivery?.retryAfterMs).toBeLessThanOrEqual(most);
  });

  describe('in batches', () => {
    const batches = (batch: number) => webhookReporter({ url: fake.url, language: 'en', batch });

    it('posts { events }, also for one, with a key that a repetition has again', async () => {
      const list = events(5);
      expect(await batches(2).deliver?.(list)).toEqual({ accepted: ids(list), rejected: [] });
      expect(fake.seen.map(({ json }) => json.events.map((one: Json) => one.df_event_id))).toEqual([
        ids(list.slice(0, 2)),
        ids(list.slice(2, 4)),
        ids(list.slice(4)),
      ]);
      expect(Object.keys(fake.seen[0]?.json)).toEqual(['events']);
      await batches(2).deliver?.(list.slice(0, 2));
      const keys = fake.seen.map(({ headers }) => headers['idempotency-key']);
      expect([new Set(keys).size, keys[3]]).toEqual([3, keys[0]]);
    });

    it('keeps a request under a mebibyte', async () => {
      const long = 'x'.repeat(400_000);
      const list = [1, 2, 3, 4, 5].map((n) => event(n, { message: { zh: long, en: long } }));
      await batches(100).deliver?.(list);
      expect(fake.seen.map(({ json }) => json.events.length)).toEqual([2, 2, 1]);
    });

    it('finds the one event that is refused', async () => {
      const list = events(9);
      fake.reply = ({ text }) => ({ status: text.includes(`"${event(7).id}"`) ? 400 : 200 });
      expect(await batches(100).deliver?.(list)).toEqual({
        accepted: ids(list.filter(({ id }) => id !== event(7).id)),
        rejected: [{ id: event(7).id, reason: expect.stringContaining('HTTP 400') }],
      });
    });
  });
});
