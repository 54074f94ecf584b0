import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { makeCertificates } from '../../../../emulator/certificate';
import { guanceFromEnv } from '../../../../lib/guance';
import { emailReporter } from '../../../../lib/report/receivers/email';
import { event, events, ids } from '../../guance/fake';

const PASSWORD = 'canary p@ss/word:1';
const certificates = makeCertificates(['127.0.0.1', 'localhost']);

interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly secure: boolean;
  readonly user: string;
  /** The message as it came, with lines joined and decoded. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A mail server that takes what RFC 5321 lets it take. */
class Post {
  mails: Mail[] = [];
  connections = 0;
  /** Replies to the recipient. */
  refuse: { code: number; text: string } | undefined;
  private readonly server: SMTPServer;
  port = 0;

  constructor(secure: boolean, options: { readonly noTls?: boolean } = {}) {
    this.server = new SMTPServer({
      secure,
      key: certificates.key,
      cert: certificates.cert,
      authOptional: true,
      allowInsecureAuth: true,
      ...(options.noTls ? { disabledCommands: ['STARTTLS'] } : {}),
      onConnect: (_session, done) => {
        this.connections += 1;
        done();
      },
      onAuth: ({ username, password }, _session, done) => {
        if (username === 'ops' && password === PASSWORD) done(null, { user: 'ops' });
        else done(new Error(`wrong: ${password}`));
      },
      onRcptTo: (_address, _session, done) => {
        done(this.refuse ? Object.assign(new Error(this.refuse.text), { responseCode: this.refuse.code }) : undefined);
      },
      onData: (stream, session, done) => {
        let text = '';
        stream.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          this.mails.push({
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(({ address }) => address),
            secure: Boolean(session.secure),
            user: String(session.user ?? ''),
            ...parse(text),
          });
          done();
        });
      },
    });
    this.server.on('error', () => undefined);
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => void this.server.listen(0, '127.0.0.1', resolve));
    this.port = (this.server.server.address() as AddressInfo).port;
    return this;
  }

  stop = () => new Promise<void>((resolve) => void this.server.close(() => resolve()));
}

/** Headers and text of a mail (RFC 5322, RFC 2047, RFC 2045). */
function parse(text: string): Pick<Mail, 'headers' | 'body'> {
  const at = text.indexOf('\r\n\r\n');
  const lines = text
    .slice(0, at)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      words(line.slice(line.indexOf(':') + 1).trim()),
    ]),
  );
  const raw = text.slice(at + 4);
  const encoding = headers['content-transfer-encoding'] ?? '7bit';
  if (encoding === 'base64') return { headers, body: Buffer.from(raw, 'base64').toString() };
  if (encoding === 'quoted-printable') return { headers, body: quoted(raw.replace(/=\r\n/g, '')) };
  return { headers, body: Buffer.from(raw, 'latin1').toString() };
}

const quoted = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString();
const words = (text: string) =>
  text
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, what: string) =>
      how.toUpperCase() === 'B' ? Buffer.from(what, 'base64').toString('latin1') : quotedWord(what),
    )
    .replace(/[\u0080-\u00ff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString());
const quotedWord = (text: string) =>
  text.replace(/_/g, ' ').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

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
  [{ ...MAIL, EMAIL_TO: undefined }, 'EMAIL_TO'],
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
