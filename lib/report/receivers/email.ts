import type * as Nodemailer from 'nodemailer';
import { registerSecret } from '../../credentials/redact';
import { fields, secret, someOf, text, type Declared } from '../../input';
import { inert, type InspectionEvent, type Language } from '../../model';
import { batchKey, deliverInOrder } from '../deliver';
import { fault, type FaultKind } from '../fault';
import { hostProblem } from '../http';
import type { Reporter } from '../reporter';
import { digestsOf, messageOf, noteOf, type Size } from '../robots/message';
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

export interface EmailOptions extends EmailConfig {
  readonly language: Language;
  readonly stop?: Stop;
  /** Certificates that are trusted beside those of Node.js, as PEM. */
  readonly ca?: string;
}

/** Up to so many events are a mail each; more come in digests. */
const ONE_BY_ONE = 3;
const SIZE: Size = { maxBytes: 256 * 1024, measure: utf8 };
const TIMEOUT_MS = 10_000;
const ID_DOMAIN = 'aliyun-inspection';

/**
 * `email`: mails by SMTP, in plain text; the mails of one fault are one thread. Without TLS no password is sent.
 *
 * @example emailReporter({ url: 'smtps://u:p@smtp.example.com', from: 'ops@example.com', to: ['team@example.com'], language: 'en' })
 */
export function emailReporter(options: EmailOptions): Reporter {
  const { language, stop, from, to } = options;
  const server = serverOf(options.url);
  registerSecret(server.auth?.pass);
  const what = `SMTP server ${server.host}:${server.port}`;
  return {
    name: 'email',
    async deliver(events) {
      const { createTransport } = await nodemailer();
      const transport = createTransport({
        ...server,
        // One connection for all mails of a delivery.
        pool: true,
        maxConnections: 1,
        ...{ connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
        ...{ dnsTimeout: TIMEOUT_MS, disableFileAccess: true, disableUrlAccess: true },
        ...(options.ca ? { tls: { ca: options.ca } } : {}),
      });
      const abort = () => transport.close();
      stop?.signal?.addEventListener('abort', abort, { once: true });
      const batches =
        events.length <= ONE_BY_ONE
          ? events.map((event) => [event])
          : digestsOf(events, SIZE, (event) => noteOf(event, language));
      try {
        return await deliverInOrder(batches, async (batch) => {
          checkStop(stop, Date.now(), what);
          try {
            await transport.sendMail({ from, to: [...to], ...mailOf(batch, language) });
          } catch (error) {
            checkStop(stop, Date.now(), what);
            throw smtpFault(error, what);
          }
        });
      } finally {
        stop?.signal?.removeEventListener('abort', abort);
        transport.close();
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

function mailOf(batch: readonly InspectionEvent[], language: Language) {
  const { title, text: body } = messageOf(
    batch.map((event) => noteOf(event, language)),
    language,
    SIZE,
  );
  const [first] = batch;
  const alone = batch.length === 1 ? first : undefined;
  const idOf = (id: string) => `<${id}@${ID_DOMAIN}>`;
  const thread = alone && alone.faultId !== alone.id ? idOf(alone.faultId) : undefined;
  return {
    subject: inert(title),
    text: body.replace(/\*\*/g, ''),
    // The same when it is sent again.
    messageId: idOf(batchKey(batch)),
    ...(thread ? { inReplyTo: thread, references: thread } : {}),
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
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

export const email: Receiver<EmailConfig> = {
  schema,
  variables: ['SMTP_URL', 'EMAIL_FROM', 'EMAIL_TO'],
  fromEnv(read) {
    const [url, from, to] = email.variables.map(read);
    if (url === undefined && from === undefined && to === undefined) return undefined;
    const missing = [url, from, to].findIndex((value) => value === undefined);
    if (missing >= 0) throw bad(email.variables[missing] ?? '', 'is missing beside the other ones');
    const list = (to ?? '').split(',').map((one) => one.trim());
    return { url: url ?? '', from: from ?? '', to: list.filter(Boolean) };
  },
  check({ url, from, to }) {
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
    if (!ADDRESS.test(from)) throw bad('EMAIL_FROM', 'is no mail address');
    if (to.length === 0 || !to.every((one) => ADDRESS.test(one))) throw bad('EMAIL_TO', 'is no list of mail addresses');
  },
  make: (config, { language, stop }) => emailReporter({ ...config, language, stop }),
};
