import { redact } from '../../../../lib/credentials';
import { alertmanagerReporter } from '../../../../lib/report/receivers/alertmanager';
import { event, events, ids } from '../../guance/fake';
import { AlertmanagerLike } from './alertmanager-like';

const UNTIL = '2026-01-02T00:00:00.000Z';
const NOW = '2026-01-01T00:00:01Z';

let like: AlertmanagerLike;
beforeEach(async () => {
  like = new AlertmanagerLike();
  await like.fake.start();
});
afterEach(() => like.fake.stop());

const reporter = (changes: Partial<Parameters<typeof alertmanagerReporter>[0]> = {}) =>
  alertmanagerReporter({ url: `${like.fake.url}/am/`, language: 'en', until: UNTIL, ...changes });

test('an anomaly burns until several runs are missed, and ends with its recovery', async () => {
  expect(await reporter().deliver?.([event()])).toEqual({ accepted: [event().id], rejected: [] });
  expect([...like.alerts.values()]).toEqual([
    {
      labels: {
        alertname: 'ecs-cpu-high',
        severity: 'error',
        inspection: 'ecs-daily',
        account_id: '1234567890123456',
        region: 'cn-hangzhou',
        product: 'ecs',
        asset_id: 'i-1',
      },
      annotations: { summary: 'CPU is high: web-1', description: 'CPU 97.5 %', asset_name: 'web-1' },
      startsAt: '2025-12-31T23:59:00.000Z',
      endsAt: UNTIL,
    },
  ]);
  const over = event(1, { kind: 'recovery', status: 'ok', previousStatus: 'error', time: NOW });
  await reporter().deliver?.([over]);
  expect([like.alerts.size, [...like.alerts.values()][0]?.endsAt, like.burning(NOW)]).toEqual([1, NOW, []]);
});

test('a severity that changes is another alert, and the former one has ended', async () => {
  const worse = event(1, { kind: 'update', status: 'critical', previousStatus: 'error', time: NOW });
  await reporter().deliver?.([event(), worse]);
  expect(like.burning(NOW)).toEqual(['ecs-cpu-high i-1 critical']);
  expect(like.fake.seen).toHaveLength(1);
  await reporter().deliver?.([event(1, { kind: 'recovery', status: 'ok', previousStatus: 'critical', time: NOW })]);
  expect(like.burning(NOW)).toEqual([]);
});

test('a recovery that does not say what it was ends every severity; one older than its fault ends no earlier than it', async () => {
  await reporter().deliver?.([event()]);
  await reporter().deliver?.([event(1, { kind: 'recovery', status: 'ok', time: '2025-12-31T23:00:00Z' })]);
  expect(like.burning(NOW)).toEqual([]);
  expect([...like.alerts.values()].every(({ startsAt, endsAt }) => startsAt === endsAt)).toBe(true);
});

test('says again what is open to one that has forgotten it, with the labels of the event', async () => {
  const mine = reporter({ language: 'zh' });
  await mine.deliver?.([event()]);
  const before = [...like.alerts.keys()];
  like.alerts.clear();
  await mine.remind?.([{ ...event(), message: { zh: 'CPU 98 %', en: 'CPU 98 %' } }]);
  expect([...like.alerts.keys()]).toEqual(before);
  expect([...like.alerts.values()][0]?.annotations.description).toBe('CPU 98 %');
  like.reply = { status: 503, text: 'down' };
  await expect(mine.remind?.([event()])).rejects.toThrow('HTTP 503');
});

test('names from the cloud are plain text of one line', async () => {
  const nasty = '**a** [x](http://evil) <!channel>\n\u001b[31m';
  await reporter().deliver?.([event(1, { title: { zh: nasty, en: nasty }, assetName: nasty })]);
  const [alert] = like.alerts.values();
  expect(alert?.annotations.summary).toBe('a [x](http://evil) ‹!channel> [31m');
  expect(alert?.annotations.asset_name).not.toMatch(/[\u0000-\u001f]/);
});

test('every member of a cluster is sent everything, and one that accepts is enough', async () => {
  const second = new AlertmanagerLike();
  await second.fake.start();
  const url = `${like.fake.url}/am, ${second.fake.url}/am`;
  await reporter({ url }).deliver?.([event()]);
  expect([like.alerts.size, second.alerts.size]).toEqual([1, 1]);
  second.reply = { status: 500, text: 'down' };
  expect(await reporter({ url }).deliver?.([event(2)])).toMatchObject({ accepted: [event(2).id] });
  like.reply = { status: 500, text: 'down' };
  expect(await reporter({ url }).deliver?.([event(3)])).toMatchObject({ accepted: [], retryAfterMs: 0 });
  await second.fake.stop();
});

test('many events in few requests; the one that is refused is found', async () => {
  const list = events(450);
  expect((await reporter().deliver?.(list))?.accepted).toEqual(ids(list));
  expect(like.fake.seen).toHaveLength(3);
  const odd = event(7, { faultStartTime: 'yesterday' });
  const delivery = await reporter().deliver?.([event(1), odd, event(3)]);
  expect(delivery).toMatchObject({ accepted: [event(1).id, event(3).id], rejected: [{ id: odd.id }] });
});

test('the key goes with every request and shows nowhere', async () => {
  const authorization = 'Bearer canaryalertmanagertoken';
  await reporter({ authorization }).deliver?.([event()]);
  expect(like.fake.seen[0]?.headers.authorization).toBe(authorization);
  like.reply = { status: 401, text: 'canaryalertmanagertoken is wrong' };
  const delivery = await reporter({ authorization }).deliver?.([event()]);
  expect(JSON.stringify(delivery)).toContain('HTTP 401');
  expect(JSON.stringify(delivery) + redact('canaryalertmanagertoken')).not.toContain('canary');
});
