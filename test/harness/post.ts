/** A mail server of the tests, and what it has taken. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { makeCertificates } from '../../emulator/certificate';

export const PASSWORD = 'canary p@ss/word:1';
/** Of the server, for whoever is to trust it. */
export const certificates = makeCertificates(['127.0.0.1', 'localhost']);

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly secure: boolean;
  readonly user: string;
  /** The message as it came, with lines joined and decoded. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A mail server that takes what RFC 5321 lets it take. */
export class Post {
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
