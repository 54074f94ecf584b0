import { guanceFromEnv } from '../../../../lib/guance';
import { emailReporter } from '../../../../lib/report/receivers/email';
import { event, events, ids } from '../../guance/fake';
import { certificates, PASSWORD, Post } from '../../../harness/post';

const posts: Post[] = [];
afterEach(async () => {
  for (const post of posts.splice(0)) await post.stop();
});
async function open(secure: boolean, options?: { readonly noTls?: boolean }): Promise<Post> {
  const post = await new Post(secure, options).start();
  posts.push(post);
  return post;
}

const reporter = (post: Post, scheme: 'smtp' | 'smtps', changes: Partial<Parameters<typeof emailReporter>[0]> = {}) =>
  emailReporter({
    url: `${scheme}://ops:${encodeURIComponent(PASSWORD)}@127.0.0.1:${post.port}`,
    from: 'Inspection <ops@example.com>',
    to: ['a@example.com', 'b@example.com'],
    language: 'en',
    ca: certificates.ca,
    ...changes,
  });

test.each(['smtp', 'smtps'] as const)('%s: a mail through TLS and a login', async (scheme) => {
  const post = await open(scheme === 'smtps');
  expect(await reporter(post, scheme).deliver?.([event()])).toEqual({ accepted: [event().id], rejected: [] });
  const [mail] = post.mails;
  expect(mail).toMatchObject({
    from: 'ops@example.com',
    to: ['a@example.com', 'b@example.com'],
    secure: true,
    user: 'ops',
  });
  expect(mail?.headers).toMatchObject({
    subject: '🟠 CPU is high: web-1',
    from: 'Inspection <ops@example.com>',
    to: 'a@example.com, b@example.com',
    'message-id': `<${event().id}@aliyun-inspection>`,
    'auto-submitted': 'auto-generated',
  });
  expect(mail?.body).toContain('CPU 97.5 %');
  expect(mail?.body).toContain('- status: Running');
});

test('mails of one fault are one thread, and several of a delivery one connection', async () => {
  const post = await open(true);
  const over = event(2, { kind: 'recovery', status: 'ok', faultId: event().id });
  await reporter(post, 'smtps', { language: 'zh' }).deliver?.([event(), over]);
  const thread = `<${event().id}@aliyun-inspection>`;
  expect(post.mails[0]?.headers['in-reply-to']).toBeUndefined();
  expect(post.mails[1]?.headers).toMatchObject({ 'in-reply-to': thread, references: thread });
  expect(post.mails[0]?.headers.subject).toBe('🟠 CPU 使用率过高: web-1');
  expect(post.connections).toBe(1);
});

test('many events come in digests, each once', async () => {
  const post = await open(true);
  const list = events(120);
  expect(await reporter(post, 'smtps').deliver?.(list)).toEqual({ accepted: ids(list), rejected: [] });
  expect(post.mails).toHaveLength(3);
  const all = post.mails.map(({ body }) => body).join('\n');
  for (let n = 1; n <= 120; n++) expect(all.match(new RegExp(`: web-${n}\r?\n`, 'g'))).toHaveLength(1);
});

test('a name from the cloud is no header, and no markup', async () => {
  const post = await open(true);
  const nasty = 'x\r\nBcc: evil@example.com\r\n\r\n<script>';
  await reporter(post, 'smtps').deliver?.([event(1, { title: { zh: nasty, en: nasty } })]);
  const [mail] = post.mails;
  expect([mail?.to, mail?.headers.bcc]).toEqual([['a@example.com', 'b@example.com'], undefined]);
  expect(mail?.headers.subject).toBe('🟠 x Bcc: evil@example.com <script>');
});

test('no password without TLS', async () => {
  const post = await open(false, { noTls: true });
  const delivery = await reporter(post, 'smtp').deliver?.([event()]);
  expect([delivery?.accepted, post.mails]).toEqual([[], []]);
  const plain = reporter(post, 'smtp', { url: `smtp://127.0.0.1:${post.port}` });
  expect(await plain.deliver?.([event()])).toMatchObject({ accepted: [event().id] });
  expect(post.mails[0]).toMatchObject({ secure: false, user: '' });
});

test('a certificate that nobody trusts is none', async () => {
  const post = await open(true);
  const delivery = await reporter(post, 'smtps', { ca: undefined }).deliver?.([event()]);
  expect([delivery?.accepted, delivery?.rejected, post.mails]).toEqual([[], [], []]);
});

test.each([
  [450, 'try later', 'waits'],
  [550, 'no such user', 'refused'],
])('a reply of %i: %s (%s)', async (code, text, outcome) => {
  const post = await open(true);
  post.refuse = { code, text };
  const delivery = await reporter(post, 'smtps').deliver?.([event()]);
  expect([delivery?.accepted, delivery?.rejected.length]).toEqual([[], outcome === 'refused' ? 1 : 0]);
  expect(delivery?.problem ?? delivery?.rejected[0]?.reason).toContain(text);
});

test('a wrong password is refused, and shows nowhere', async () => {
  const post = await open(true);
  const url = `smtps://ops:${encodeURIComponent('canarywrongpassword')}@127.0.0.1:${post.port}`;
  const delivery = await reporter(post, 'smtps', { url }).deliver?.([event()]);
  expect(delivery?.rejected).toHaveLength(1);
  expect(JSON.stringify(delivery)).not.toContain('canary');
});

test('a server that is not there keeps events waiting', async () => {
  const post = await open(true);
  const { port } = post;
  await post.stop();
  const delivery = await reporter({ port } as Post, 'smtps').deliver?.([event()]);
  expect(delivery).toMatchObject({ accepted: [], rejected: [], retryAfterMs: 0 });
});

const MAIL = { SMTP_URL: 'smtps://u:p@smtp.example.com', EMAIL_FROM: 'a@example.com', EMAIL_TO: 'b@example.com' };
test.each([
  [{ ...MAIL, SMTP_URL: undefined }, 'SMTP_URL'],
  [{ ...MAIL, EMAIL_FROM: undefined }, 'EMAIL_FROM'],
  [{ ...MAIL, SMTP_URL: 'https://smtp.example.com' }, 'SMTP_URL'],
  [{ ...MAIL, SMTP_URL: 'smtps://u:p%E0@smtp.example.com' }, 'SMTP_URL'],
  [{ ...MAIL, SMTP_URL: 'smtp://169.254.169.254' }, 'SMTP_URL'],
  [{ ...MAIL, SMTP_URL: 'smtp://2852039166' }, 'SMTP_URL'],
  [{ ...MAIL, EMAIL_FROM: 'a@example.com, x@example.com' }, 'EMAIL_FROM'],
  [{ ...MAIL, EMAIL_FROM: 'a@example.com\r\nBcc: x@example.com' }, 'EMAIL_FROM'],
  [{ ...MAIL, EMAIL_TO: 'everybody' }, 'EMAIL_TO'],
])('refuses %j', (env, field) => {
  expect(() => guanceFromEnv(env)).toThrow(new RegExp(`^${field}: `));
});

test('a host may have a mail server for its targets alone, and a run that is to mail says what it lacks', () => {
  const env = { ...MAIL, EMAIL_TO: undefined };
  expect(guanceFromEnv(env)?.email).toBeUndefined();
  expect(() => guanceFromEnv({ ...env, GUANCE_REPORTER: 'email' })).toThrow(
    'GUANCE_REPORTER: email needs SMTP_URL, EMAIL_FROM and EMAIL_TO',
  );
});
