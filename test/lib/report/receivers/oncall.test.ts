import { oncallReporter } from '../../../../lib/report/receivers/oncall';
import { event, events, Fake, type Json, type Reply } from '../../guance/fake';

/** The fields that a formatted webhook recognises; routes may look at others. */
const RECOGNISED = ['alert_uid', 'title', 'image_url', 'state', 'link_to_upstream_details', 'message'];

let fake: Fake;
let reply: Reply;
/** What OnCall makes of it: groups by their id, and whether they are resolved. */
let groups: Map<string, boolean>;
beforeEach(async () => {
  groups = new Map();
  reply = { text: 'Ok.' };
  fake = await new Fake(({ method, path, headers, json }) => {
    if (method !== 'POST' || path !== '/integrations/v1/formatted_webhook/canaryoncalltoken01/') return { status: 404 };
    if (headers['content-type'] !== 'application/json') return { status: 415 };
    if (typeof json !== 'object' || !['ok', 'alerting'].includes(json.state)) return { status: 400 };
    if (RECOGNISED.some((name) => name in json && typeof json[name] !== 'string')) return { status: 400 };
    groups.set(json.alert_uid, json.state === 'ok');
    return reply;
  }).start();
});
afterEach(() => fake.stop());

const oncall = () =>
  oncallReporter({ url: `${fake.url}/integrations/v1/formatted_webhook/canaryoncalltoken01/`, language: 'en' });

test('all events of a fault are one group, which its recovery resolves', async () => {
  const { id: faultId } = event();
  const worse = event(2, { kind: 'update', status: 'critical', faultId });
  const over = event(3, { kind: 'recovery', status: 'ok', previousStatus: 'critical', faultId });
  await oncall().deliver?.([event(), worse]);
  expect([...groups]).toEqual([[faultId, false]]);
  await oncall().deliver?.([over]);
  expect([...groups]).toEqual([[faultId, true]]);
  expect(fake.seen[0]?.json).toEqual({
    alert_uid: faultId,
    title: 'CPU is high: web-1',
    state: 'alerting',
    message: '**CPU 97.5 %**\n\n- Inspection: ECS\n\n- status: Running',
    severity: 'error',
    inspection: 'ecs-daily',
    ...event().dimensionTags,
  });
  expect(fake.seen.map(({ json }: { json: Json }) => json.severity)).toEqual(['error', 'critical', 'critical']);
});

test('no markup of a name is live', async () => {
  const nasty = '[click](http://evil) <!channel> `c`';
  await oncall().deliver?.([event(1, { title: { zh: nasty, en: nasty }, message: { zh: '<@U1>', en: '<@U1>' } })]);
  expect(fake.seen[0]?.json.title).toBe("［click］(http://evil) ‹!channel› 'c'");
  expect(fake.seen[0]?.json.message).toBe('‹@U1>');
});

test('a limit keeps the rest waiting, and the address shows nowhere', async () => {
  reply = { status: 429, text: 'too many', headers: { 'Retry-After': '60' } };
  const delivery = await oncall().deliver?.(events(3));
  expect(delivery).toMatchObject({ accepted: [], rejected: [], retryAfterMs: 60_000 });
  expect(fake.seen).toHaveLength(1);
  expect(JSON.stringify(delivery)).not.toContain('canary');
});
