import { readFileSync } from 'node:fs';
import { guanceFromEnv } from '../../../../lib/guance';
import { redact } from '../../../../lib/credentials';
import type { Memory } from '../../../../lib/report';
import { trackerReporter, type TrackerConfig } from '../../../../lib/report/receivers/tracker';
import { event, Fake, type Reply, type Seen } from '../../guance/fake';

const PAGE = readFileSync(`${__dirname}/../../../../docs/receivers.md`, 'utf8');
const KEYS = { JIRA_BASIC: 'canaryjirabasic', GITHUB_TOKEN: 'canarygithubtoken', GITLAB_TOKEN: 'canarygitlabtoken' };

/** A template of the page with the address of a receiver here, read as it would be from the environment. */
function shipped(name: string, url: string): TrackerConfig {
  const block = [...PAGE.matchAll(/```json\n([\s\S]*?)```/g)]
    .map(([, text = '']) => text)
    .find((text) => text.includes(name));
  const here = (block ?? '').replace(/https:\/\/(example\.atlassian\.net|api\.github\.com|gitlab\.example\.com)/g, url);
  const { tracker } = guanceFromEnv({ ...KEYS, TRACKER_TEMPLATE: here });
  if (!tracker) throw new Error(`no template for ${name}`);
  return tracker;
}

interface Issue {
  title: string;
  text: string;
  labels: string[];
  open: boolean;
  notes: string[];
}

/** The documented part of three trackers, strictly; issues by number. */
class Trackers {
  issues: Issue[] = [];
  odd: Reply | undefined;
  readonly fake = new Fake(
    (seen) => this.odd ?? this.jira(seen) ?? this.github(seen) ?? this.gitlab(seen) ?? { status: 404 },
  );

  private open(title: string, text: string, labels: string[]): number {
    return this.issues.push({ title, text, labels, open: true, notes: [] });
  }

  private jira({ method, path, query, headers, json }: Seen): Reply | undefined {
    if (!path.startsWith('/rest/api/2/')) return undefined;
    if (headers.authorization !== 'Basic canaryjirabasic') return { status: 401, text: 'canaryjirabasic is wrong' };
    if (method === 'GET' && path === '/rest/api/2/search/jql') {
      const label = /^labels="([^"]+)"$/.exec(query.get('jql') ?? '')?.[1];
      const found = this.issues.flatMap((one, i) =>
        one.labels.includes(label ?? '') ? [{ id: `1${i}`, key: `OPS-${i + 1}` }] : [],
      );
      return label === undefined
        ? { status: 400, json: { errorMessages: ['bad jql'] } }
        : { json: { issues: found, isLast: true } };
    }
    const [, number, what] = /^\/rest\/api\/2\/issue(?:\/OPS-(\d+)\/(\w+))?$/.exec(path) ?? [];
    const issue = this.issues[Number(number) - 1];
    if (method !== 'POST' || (number && !issue)) return { status: 404, json: { errorMessages: ['no issue'] } };
    if (what === 'comment') {
      if (typeof json.body !== 'string') return { status: 400, json: { errors: { comment: 'required' } } };
      issue?.notes.push(json.body);
      return { status: 201, json: { id: '1', body: json.body } };
    }
    if (what === 'transitions') {
      if (json.transition.id !== '31') return { status: 400, json: { errorMessages: ['no transition'] } };
      if (issue) issue.open = false;
      return { status: 204, text: '' };
    }
    const { project, issuetype, summary, description, labels, ...rest } = json.fields;
    const bad =
      !project?.key || !issuetype?.name || /[\r\n]/.test(summary) || summary === '' || Object.keys(rest).length > 0;
    if (bad || labels.some((one: string) => one.includes(' '))) return { status: 400, json: { errors: {} } };
    const n = this.open(summary, description, labels);
    return { status: 201, json: { id: `1000${n}`, key: `OPS-${n}`, self: 'https://example/1' } };
  }

  private github({ method, path, query, headers, json }: Seen): Reply | undefined {
    if (headers.authorization !== 'Bearer canarygithubtoken') return undefined;
    if (headers.accept !== 'application/vnd.github+json') return { status: 415, text: 'accept' };
    if (method === 'GET' && path === '/search/issues') {
      const words = (query.get('q') ?? '').split(' ');
      if (!words.includes('repo:example/ops') || !words.includes('is:open')) return { status: 422, text: 'bad query' };
      const wanted = words.at(-1) ?? '';
      const items = this.issues.flatMap((one, i) => (one.open && one.text.includes(wanted) ? [{ number: i + 1 }] : []));
      return { json: { total_count: items.length, incomplete_results: false, items } };
    }
    const [, number, comments] = /^\/repos\/example\/ops\/issues(?:\/(\d+)(\/comments)?)?$/.exec(path) ?? [];
    const issue = this.issues[Number(number) - 1];
    if (method === 'POST' && number === undefined) {
      if (typeof json.title !== 'string') return { status: 422, text: 'title' };
      return { status: 201, json: { number: this.open(json.title, json.body, json.labels) } };
    }
    if (!issue) return { status: 404, text: 'no issue' };
    if (method === 'POST' && comments) issue.notes.push(json.body);
    else if (method === 'PATCH' && json.state === 'closed') issue.open = false;
    else return { status: 422, text: 'what?' };
    return { status: method === 'POST' ? 201 : 200, json: { number: Number(number) } };
  }

  private gitlab({ method, path, query, headers, json }: Seen): Reply | undefined {
    if (headers['private-token'] !== 'canarygitlabtoken') return undefined;
    const [, number, notes] = /^\/api\/v4\/projects\/42\/issues(?:\/(\d+)(\/notes)?)?$/.exec(path) ?? [];
    const issue = this.issues[Number(number) - 1];
    if (method === 'GET') {
      const label = query.get('labels') ?? '';
      return {
        json: this.issues.flatMap((one, i) => (one.open && one.labels.includes(label) ? [{ iid: i + 1 }] : [])),
      };
    }
    if (method === 'POST' && number === undefined) {
      return { status: 201, json: { id: 900, iid: this.open(json.title, json.description, json.labels.split(',')) } };
    }
    if (!issue) return { status: 404, json: { message: '404 Not found' } };
    if (method === 'POST' && notes) issue.notes.push(json.body);
    else if (method === 'PUT' && json.state_event === 'close') issue.open = false;
    else return { status: 400, json: { message: 'what?' } };
    return { status: method === 'POST' ? 201 : 200, json: { iid: Number(number) } };
  }
}

let trackers: Trackers;
let kept: Map<string, string>;
const memory: Memory = {
  get: (name) => Promise.resolve(kept.get(name)),
  set: (name, text) => Promise.resolve(void (text === undefined ? kept.delete(name) : kept.set(name, text))),
};
beforeEach(async () => {
  kept = new Map();
  trackers = new Trackers();
  await trackers.fake.start();
});
afterEach(() => trackers.fake.stop());

const recovery = event(2, { kind: 'recovery', status: 'ok', previousStatus: 'error', faultId: event().faultId });
const update = event(3, { kind: 'update', status: 'critical', faultId: event().faultId });

describe.each(['atlassian', 'github', 'gitlab'])('the template for %s', (name) => {
  const reporter = () => trackerReporter({ ...shipped(name, trackers.fake.url), language: 'en' });

  it('opens an issue, and closes it with a comment when the fault is over', async () => {
    expect(await reporter().deliver?.([event()], memory)).toEqual({ accepted: [event().id], rejected: [] });
    expect(trackers.issues).toMatchObject([{ title: 'CPU is high: web-1', open: true, notes: [] }]);
    expect(trackers.issues[0]?.text).toContain('CPU 97.5 %');
    expect(kept.size).toBe(1);
    expect(await reporter().deliver?.([recovery], memory)).toMatchObject({ accepted: [recovery.id] });
    expect(trackers.issues).toMatchObject([{ open: false, notes: [expect.stringContaining('CPU 97.5 %')] }]);
    expect(kept.size).toBe(0);
  });

  it('finds the issue whose key nobody remembers, and opens none twice', async () => {
    await reporter().deliver?.([event()]);
    await reporter().deliver?.([event()]);
    await reporter().deliver?.([update], memory);
    expect(trackers.issues).toHaveLength(1);
    kept.clear();
    await reporter().deliver?.([recovery]);
    expect(trackers.issues).toMatchObject([{ open: false }]);
  });

  it('puts values into texts which they cannot leave', async () => {
    const nasty = 'a", "x": {"y": "\\ @everyone\n{{key}} ../..';
    const odd = event(1, { title: { zh: nasty, en: nasty }, message: { zh: nasty, en: nasty }, assetName: nasty });
    expect(await reporter().deliver?.([odd], memory)).toMatchObject({ accepted: [odd.id] });
    expect(trackers.issues[0]?.title).toContain('a", "x": {"y": "\\ ＠everyone {{key}}');
  });
});

test('an update is told where the template says so, and opens an issue where there is none', async () => {
  const reporter = trackerReporter({ ...shipped('atlassian', trackers.fake.url), language: 'en' });
  await reporter.deliver?.([update], memory);
  await reporter.deliver?.([update], memory);
  expect(trackers.issues).toMatchObject([{ open: true, notes: [expect.stringMatching(/^critical: /)] }]);
});

test('a recovery whose issue nobody knows is refused by itself; what fails for now waits', async () => {
  const reporter = trackerReporter({ ...shipped('gitlab', trackers.fake.url), language: 'en' });
  const delivery = await reporter.deliver?.([recovery, event(9)], memory);
  expect(delivery).toMatchObject({
    accepted: [event(9).id],
    rejected: [{ id: recovery.id, reason: expect.stringContaining('no issue is known') }],
  });
  trackers.odd = { status: 502, text: 'bad gateway' };
  expect(await reporter.deliver?.([event(10)], memory)).toMatchObject({ accepted: [], rejected: [], retryAfterMs: 0 });
});

test('a key that is none is not taken into an address', async () => {
  const reporter = trackerReporter({ ...shipped('atlassian', trackers.fake.url), language: 'en' });
  trackers.odd = { status: 201, json: { key: '../../admin?x=1', issues: [] } };
  const delivery = await reporter.deliver?.([event()], memory);
  expect([delivery?.rejected[0]?.reason, kept.size]).toEqual([expect.stringContaining('no key in the answer'), 0]);
});

test('a field in an address is one part of it', async () => {
  const reporter = trackerReporter({
    create: { url: `${trackers.fake.url}/open/{{assetName}}?a={{region}}`, key: 'id' },
    recovery: [{ url: `${trackers.fake.url}/close/{{key}}` }],
    language: 'en',
  });
  trackers.odd = { json: { id: 7 } };
  await reporter.deliver?.([event(1, { assetName: '../x?y=1&z', region: 'r&b=2' })], memory);
  const [seen] = trackers.fake.seen;
  expect([seen?.path, Object.fromEntries(seen?.query ?? [])]).toEqual(['/open/..%2Fx%3Fy%3D1%26z', { a: 'r&b=2' }]);
  expect([...kept.values()]).toEqual(['7']);
});

test('secrets of headers show nowhere', async () => {
  const reporter = trackerReporter({ ...shipped('atlassian', trackers.fake.url), language: 'en' });
  trackers.odd = { status: 403, text: 'canaryjirabasic may not' };
  const delivery = await reporter.deliver?.([event()], memory);
  expect(delivery?.rejected[0]?.reason).toContain('HTTP 403');
  expect(JSON.stringify(delivery) + redact('canaryjirabasic canarygithubtoken')).not.toContain('canary');
});

describe('a template that cannot be right is refused, with its place', () => {
  const create = { url: 'https://t.example/issues', key: 'id', body: { title: '{{title}}' } };
  const done = [{ url: 'https://t.example/issues/{{key}}' }];
  it.each<[unknown, RegExp]>([
    ['{ nonsense', /TRACKER_TEMPLATE: is neither JSON nor a file/],
    ['/nowhere/at/all.json', /TRACKER_TEMPLATE: is neither JSON nor a file/],
    [{ recovery: done }, /TRACKER_TEMPLATE: create: is missing/],
    [{ create, recovery: [] }, /recovery: the list is empty/],
    [{ create: { ...create, key: undefined }, recovery: done }, /create\.key: is missing/],
    [{ create: { ...create, body: { t: '{{titel}}' } }, recovery: done }, /create: \{\{titel\}\} is no field.*title/],
    [{ create: { ...create, url: 'https://t.example/{{key}}' }, recovery: done }, /create: \{\{key\}\} is no field/],
    [
      { create, recovery: [{ url: 'https://{{region}}.example/x' }] },
      /recovery\[0\]\.url: a field of the event stands in the host/,
    ],
    [{ create, recovery: [{ url: 'http://100.100.100.200/{{key}}' }] }, /metadata service/],
    [{ create, recovery: [{ url: 'ftp://t.example/{{key}}' }] }, /http\(s\) address/],
    [
      { create, recovery: [{ ...done[0], method: 'DELETE' }] },
      /recovery\[0\]\.method: "DELETE" is none of GET, POST, PUT, PATCH/,
    ],
    [
      { headers: { Authorization: 'Bearer ${NOT_SET}' }, create, recovery: done },
      /NOT_SET: is missing: the header Authorization/,
    ],
    [{ headers: { 'X-Team': '{{region}}' }, create, recovery: done }, /headers\.X-Team: holds no fields/],
    [{ headers: { Authorization: 'Bearer a\nb' }, create, recovery: done }, /line breaks/],
  ])('%#', (template, message) => {
    const text = typeof template === 'string' ? template : JSON.stringify(template);
    expect(() => guanceFromEnv({ TRACKER_TEMPLATE: text })).toThrow(message);
  });
});
