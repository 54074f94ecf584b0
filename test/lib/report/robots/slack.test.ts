import { slackReporter, type RobotOptions } from '../../../../lib/report/robots';
import { event, events, Fake, FakeClock, ids, type Json, type Reply } from '../../guance/fake';

let fake: Fake;
let clock: FakeClock;
let reply: Reply;

/** What Slack's documents say of blocks in an incoming webhook; else `invalid_blocks`. */
function isMessage({ text, blocks, ...rest }: Json): boolean {
  if (typeof text !== 'string' || text === '' || Object.keys(rest).length > 0) return false;
  if (!Array.isArray(blocks) || blocks.length > 50) return false;
  return blocks.every(({ type, text: inner }: Json) => {
    if (typeof inner?.text !== 'string' || inner.text.length === 0) return false;
    if (type === 'header') return inner.type === 'plain_text' && inner.text.length <= 150;
    return type === 'section' && inner.type === 'mrkdwn' && inner.text.length <= 3000;
  });
}

beforeEach(async () => {
  clock = new FakeClock();
  reply = { text: 'ok' };
  fake = await new Fake(({ method, headers, json }) => {
    if (method !== 'POST' || headers['content-type'] !== 'application/json')
      return { status: 400, text: 'invalid_payload' };
    return isMessage(json) ? reply : { status: 400, text: 'invalid_blocks' };
  }).start();
});
afterEach(() => fake.stop());

const slack = (changes: Partial<RobotOptions> = {}) =>
  slackReporter({ url: `${fake.url}/services/T0/B0/canaryslacktoken0123456`, language: 'en', clock, ...changes });
const sectionOf = ({ blocks }: Json): string => blocks[1].text.text;

test('an event is a header and a section', async () => {
  expect(await slack({ language: 'zh' }).deliver?.([event()])).toEqual({ accepted: [event().id], rejected: [] });
  const { json } = fake.seen[0] ?? {};
  expect(json.blocks[0]).toEqual({
    type: 'header',
    text: { type: 'plain_text', text: '🟠 CPU 使用率过高: web-1', emoji: true },
  });
  expect(sectionOf(json)).toBe('*CPU 97.5 %*\n\n- 巡检: ECS\n\n- status: Running');
  expect(json.blocks[1].text.verbatim).toBe(true);
  expect(json.text).toBe('🟠 CPU 使用率过高: web-1');
});

test('nobody in the cloud mentions, links or formats', async () => {
  const nasty = '<!channel> <@U123> <#C1> <https://evil|click> & ~x~ [a](https://evil)';
  const escaped = nasty.replace(/([\\`*_[\]<>#|])/g, '\\$1');
  const both = (text: string) => ({ zh: text, en: text });
  const odd = event(1, {
    title: both(nasty),
    message: both(`**${escaped}**\n\n<!here> [Docs](https://docs.example/a?b=1&c=2)`),
  });
  await slack().deliver?.([odd]);
  await slack().deliver?.([odd, odd, odd, odd]);
  for (const { json } of fake.seen) {
    const live = `${json.text}\n${sectionOf(json)}`.match(/<[^>]*>/g) ?? [];
    expect(live.filter((one) => one !== '<https://docs.example/a?b=1&amp;c=2|Docs>')).toEqual([]);
    expect(sectionOf(json)).toContain('!channel');
    expect(sectionOf(json)).not.toContain('~');
  }
  expect(sectionOf(fake.seen[0]?.json)).toContain('<https://docs.example/a?b=1&amp;c=2|Docs>');
});

test('keeps within the size of a section, however much is escaped, and shows that it was cut', async () => {
  const long = '很长 "的" & 文字\n'.repeat(2000);
  expect(await slack().deliver?.([event(1, { message: { zh: long, en: long } })])).toMatchObject({ rejected: [] });
  expect(sectionOf(fake.seen[0]?.json)).toMatch(/…$/);
  expect(sectionOf(fake.seen[0]?.json).length).toBeGreaterThan(2500);
});

test('tells many events in digests, each once, and 60 messages a minute at the most', async () => {
  const list = events(120);
  expect(await slack().deliver?.(list)).toEqual({ accepted: ids(list), rejected: [] });
  const all = fake.seen.map(({ json }: { json: Json }) => sectionOf(json)).join('\n');
  for (let n = 1; n <= 120; n++) expect(all.match(new RegExp(`: web-${n}\\*`, 'g'))).toHaveLength(1);
  const mine = slack();
  const start = clock.time;
  for (let n = 1; n <= 61; n++) await mine.deliver?.([event(n)]);
  expect(clock.time - start).toBeGreaterThanOrEqual(60_000);
});

test.each<[Reply, 'waits' | 'refused', string]>([
  [{ status: 429, text: 'rate_limited', headers: { 'Retry-After': '30' } }, 'waits', 'rate_limited'],
  [{ status: 500, text: 'rollup_error' }, 'waits', 'rollup_error'],
  [{ status: 404, text: 'no_service' }, 'refused', 'check SLACK_WEBHOOK_URL'],
  [{ status: 410, text: 'channel_is_archived' }, 'refused', 'archived'],
  [{ status: 403, text: 'action_prohibited' }, 'refused', 'administrator'],
  [{ text: '<html>login</html>' }, 'refused', 'login'],
])('what Slack answers: %#', async (answer, outcome, words) => {
  reply = answer;
  const delivery = await slack().deliver?.([event()]);
  expect([delivery?.accepted, delivery?.rejected.length]).toEqual([[], outcome === 'refused' ? 1 : 0]);
  expect(delivery?.problem ?? delivery?.rejected[0]?.reason).toContain(words);
  expect(JSON.stringify(delivery)).not.toContain('canary');
});
