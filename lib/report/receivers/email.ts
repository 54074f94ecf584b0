import type * as Nodemailer from 'nodemailer';
import { registerSecret } from '../../credentials/redact';
import { fields, secret, someOf, text, type Declared } from '../../input';
import { inert, type Language } from '../../model';
import { batchKey, deliverInOrder } from '../deliver';
import { fault, type FaultKind } from '../fault';
import { hostProblem } from '../http';
import type { Reporter } from '../reporter';
import { digestsOf, messageOf, noteOf, type ChatNote, type Size } from '../robots/message';
import { checkStop, type Stop } from '../stop';
import { utf8 } from '../truncate';
import { bad, type Receiver } from './receiver';

const schema = fields({
  /** `smtps://user:password@host` (TLS, port 465) or `smtp://…` (STARTTLS, port 587); what stands in it is encoded as in an address. */
  url: secret('an address'),
  from: text('a mail address'),
  to: someOf(text('a mail address'), 'mail addresses'),
});
export type EmailConfig = Declared<typeof schema>;

/** Who sends mail, and in whose name. */
export interface MailServer extends Pick<EmailConfig, 'url' | 'from'> {
  /** Certificates that are trusted beside those of Node.js, as PEM. */
  readonly ca?: string;
}

export interface EmailOptions extends EmailConfig, MailServer {
  readonly language: Language;
  readonly stop?: Stop;
}

/** One mail: an event in full, or several in a few lines each. */
export interface Mail {
  readonly to: readonly string[];
  readonly notes: readonly ChatNote[];
  /** The same when it is sent again. */
  readonly id: string;
  /** The id of the mail that it answers: mails of one fault are one thread. */
  readonly thread?: string;
}

/** A connection to a mail server, for the mails of one delivery. */
export interface MailClient {
  /** @throws ReportError that says whether another try makes sense, and never holds the password */
  send(mail: Mail, stop?: Stop): Promise<void>;
  close(): void;
}

/** Up to so many events are a mail each; more come in digests. */
const ONE_BY_ONE = 3;
/** What a mail may be long. */
export const MAIL_SIZE: Size = { maxBytes: 256 * 1024, measure: utf8 };
const TIMEOUT_MS = 10_000;
const ID_DOMAIN = 'aliyun-inspection';

/**
 * Mails by SMTP, in plain text. Without TLS no password is sent.
 *
 * @throws ReportError where the package that sends mail is not here
 * @example
 * const client = await mailClient({ url: 'smtps://u:p@smtp.example.com', from: 'ops@example.com' }, 'en');
 * await client.send({ to: ['team@example.com'], notes, id: 'event-1' });
 */
export async function mailClient({ url, from, ca }: MailServer, language: Language): Promise<MailClient> {
  const server = serverOf(url);
  registerSecret(server.auth?.pass);
  const what = `SMTP server ${server.host}:${server.port}`;
  const { createTransport } = await nodemailer();
  const transport = createTransport({
    ...server,
    // One connection for all mails of a delivery.
    pool: true,
    maxConnections: 1,
    ...{ connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
    ...{ dnsTimeout: TIMEOUT_MS, disableFileAccess: true, disableUrlAccess: true },
    ...(ca ? { tls: { ca } } : {}),
  });
  return {
    async send({ to, notes, id, thread }, stop) {
      checkStop(stop, Date.now(), what);
      const { title, text: body } = messageOf(notes, language, MAIL_SIZE);
      const idOf = (one: string) => `<${one}@${ID_DOMAIN}>`;
      try {
        await transport.sendMail({
          from,
          to: [...to],
          subject: inert(title),
          text: body.replace(/\*\*/g, ''),
          messageId: idOf(id),
          ...(thread === undefined ? {} : { inReplyTo: idOf(thread), references: idOf(thread) }),
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        checkStop(stop, Date.now(), what);
        throw smtpFault(error, what);
      }
    },
    close: () => transport.close(),
  };
}

/**
 * `email`: mails by SMTP, in plain text; the mails of one fault are one thread. Without TLS no password is sent.
 *
 * @example emailReporter({ url: 'smtps://u:p@smtp.example.com', from: 'ops@example.com', to: ['team@example.com'], language: 'en' })
 */
export function emailReporter(options: EmailOptions): Reporter {
  const { language, stop, to } = options;
  registerSecret(serverOf(options.url).auth?.pass);
  return {
    name: 'email',
    async deliver(events) {
      const client = await mailClient(options, language);
      const abort = () => client.close();
      stop?.signal?.addEventListener('abort', abort, { once: true });
      const batches =
        events.length <= ONE_BY_ONE
          ? events.map((event) => [event])
          : digestsOf(events, MAIL_SIZE, (event) => noteOf(event, language));
      try {
        return await deliverInOrder(batches, async (batch) => {
          const [first] = batch;
          const notes = batch.map((event) => noteOf(event, language));
          const thread = batch.length === 1 && first && first.faultId !== first.id ? first.faultId : undefined;
          await client.send({ to, notes, id: batchKey(batch), thread }, stop);
        });
      } finally {
        stop?.signal?.removeEventListener('abort', abort);
        client.close();
      }
    },
  };
}

/** Loaded by those that mail. */
async function nodemailer(): Promise<Pick<typeof Nodemailer, 'createTransport'>> {
  try {
    return await import('nodemailer');
  } catch {
    throw fault('network', 'email needs the package nodemailer, which is not here: function bundles do not hold it');
  }
}

/** What nodemailer says has failed, before the server has answered or instead. */
const CODES: Readonly<Record<string, FaultKind>> = { EAUTH: 'key', ENOAUTH: 'key', EOAUTH2: 'key', ETLS: 'network' };

function smtpFault(error: unknown, what: string) {
  const { code = '', responseCode, message = '' } = error as { code?: string; responseCode?: number; message?: string };
  const passing = responseCode !== undefined && responseCode < 500;
  const refused = responseCode === 552 ? 'too-large' : 'refused';
  // 4yz of SMTP passes by itself (RFC 5321, 4.2.1), 5yz does not.
  const answered: FaultKind = passing ? 'server' : (CODES[code] ?? refused);
  const kind = responseCode === undefined ? (CODES[code] ?? 'network') : answered;
  return fault(
    kind,
    `${what}: ${inert(message)}`,
    responseCode === undefined ? {} : { errorCode: String(responseCode) },
  );
}

interface Server {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly secure: boolean;
  readonly requireTLS: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
}

function serverOf(url: string): Server {
  const { protocol, hostname: written, port, username, password } = new URL(url);
  // Of a scheme that it does not know, URL leaves the host as it is: 2852039166 would be an address.
  const { hostname } = new URL(`http://${written}`);
  const secure = protocol === 'smtps:';
  const auth = username === '' ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && auth !== undefined,
    ...(auth ? { auth } : {}),
  };
}

const ADDRESS = /^[^\s<>@,;]+@[^\s<>@,;]+$|^[^<>\r\n]*<[^\s<>@,;]+@[^\s<>@,;]+>$/;

/** @example isMailAddress('Ops <ops@example.com>') // true */
export const isMailAddress = (text: string): boolean => ADDRESS.test(text);

/** Checks a mail server, and has its password hidden. @throws ConfigError naming the variable */
function checkMailServer({ url, from }: MailServer): void {
  let server: Server;
  try {
    if (!/^smtps?:\/\/[^/?#]+\/?$/.test(url)) throw new TypeError();
    server = serverOf(url);
  } catch {
    throw bad('SMTP_URL', 'has to be smtps://user:password@host or smtp://…, with what stands in it encoded');
  }
  registerSecret(url);
  registerSecret(server.auth?.pass);
  const problem = hostProblem(server.host);
  if (problem !== undefined) throw bad('SMTP_URL', problem);
  if (!isMailAddress(from)) throw bad('EMAIL_FROM', 'is no mail address');
}

/**
 * The mail server of a host: `SMTP_URL` and `EMAIL_FROM`; `undefined` where one is missing.
 *
 * @throws ConfigError naming the variable that is wrong
 */
export function mailServerFromEnv(read: (variable: string) => string | undefined): MailServer | undefined {
  const [url, from] = [read('SMTP_URL'), read('EMAIL_FROM')];
  if (url === undefined || from === undefined) return undefined;
  checkMailServer({ url, from });
  return { url, from };
}

export const email: Receiver<EmailConfig> = {
  schema,
  variables: ['SMTP_URL', 'EMAIL_FROM', 'EMAIL_TO'],
  needs: 'SMTP_URL, EMAIL_FROM and EMAIL_TO',
  fromEnv(read) {
    const [url, from, to] = email.variables.map(read);
    if (url === undefined && from === undefined && to === undefined) return undefined;
    // A host may have a mail server for the targets of its alert policies alone.
    if (url !== undefined && from !== undefined && to === undefined) return undefined;
    const missing = [url, from, to].findIndex((value) => value === undefined);
    if (missing >= 0) throw bad(email.variables[missing] ?? '', 'is missing beside the other ones');
    const list = (to ?? '').split(',').map((one) => one.trim());
    return { url: url ?? '', from: from ?? '', to: list.filter(Boolean) };
  },
  check({ url, from, to }) {
    checkMailServer({ url, from });
    if (to.length === 0 || !to.every(isMailAddress)) throw bad('EMAIL_TO', 'is no list of mail addresses');
  },
  make: (config, { language, stop }) => emailReporter({ ...config, language, stop }),
};
