/** A small server of OpenID Connect on this machine: discovery, keys, authorization code with PKCE, signed ID tokens. */
import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export const CLIENT = { id: 'inspection', secret: 'secret-of-the-client-at-the-server' };

export interface OidcServer {
  readonly issuer: string;
  /** What it says of whoever signs in next. */
  claims: Record<string, unknown>;
  /** Signs with a key that is not published. */
  forged: boolean;
  readonly asked: string[];
  close(): Promise<void>;
}

interface Code {
  readonly challenge: string;
  readonly nonce: string;
  readonly redirect: string;
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function signed(claims: Readonly<Record<string, unknown>>, key: KeyObject): string {
  const text = `${encoded({ alg: 'RS256', typ: 'JWT', kid: 'one' })}.${encoded(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return new URLSearchParams(text);
}

export async function startOidcServer(redirect: () => string): Promise<OidcServer> {
  const [pair, other] = [0, 1].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
  if (!pair || !other) throw new Error('no keys');
  const codes = new Map<string, Code>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', self.issuer);
    self.asked.push(url.pathname);
    const say = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url.pathname === '/.well-known/openid-configuration') {
      say(200, {
        issuer: self.issuer,
        ...{ authorization_endpoint: `${self.issuer}/authorize`, token_endpoint: `${self.issuer}/token` },
        ...{ jwks_uri: `${self.issuer}/jwks`, response_types_supported: ['code'], subject_types_supported: ['public'] },
        ...{ id_token_signing_alg_values_supported: ['RS256'], code_challenge_methods_supported: ['S256'] },
      });
    } else if (url.pathname === '/jwks') {
      say(200, { keys: [{ ...pair.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] });
    } else if (url.pathname === '/authorize') {
      const q = Object.fromEntries(url.searchParams);
      const wrong = q.client_id !== CLIENT.id || q.redirect_uri !== redirect() || q.response_type !== 'code';
      if (wrong || q.code_challenge_method !== 'S256' || !q.scope?.split(' ').includes('openid')) {
        say(400, { error: 'invalid_request' });
        return;
      }
      const code = randomBytes(16).toString('hex');
      codes.set(code, { challenge: q.code_challenge ?? '', nonce: q.nonce ?? '', redirect: q.redirect_uri ?? '' });
      const back = new URL(q.redirect_uri ?? '');
      back.searchParams.set('code', code);
      back.searchParams.set('state', q.state ?? '');
      response.writeHead(302, { location: back.href }).end();
    } else if (url.pathname === '/token') {
      void bodyOf(request).then((body) => {
        const code = codes.get(body.get('code') ?? '');
        codes.delete(body.get('code') ?? '');
        const basic = Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64');
        if (request.headers.authorization !== `Basic ${basic}`) return say(401, { error: 'invalid_client' });
        const challenge = createHash('sha256')
          .update(body.get('code_verifier') ?? '')
          .digest('base64url');
        if (!code || challenge !== code.challenge || body.get('redirect_uri') !== code.redirect) {
          return say(400, { error: 'invalid_grant' });
        }
        const now = Math.floor(Date.now() / 1000);
        const usual = { iss: self.issuer, aud: CLIENT.id, iat: now, exp: now + 300, nonce: code.nonce };
        const token = signed({ ...usual, ...self.claims }, self.forged ? other.privateKey : pair.privateKey);
        return say(200, { access_token: randomBytes(16).toString('hex'), token_type: 'Bearer', id_token: token });
      });
    } else say(404, {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const self: OidcServer = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    claims: {},
    forged: false,
    asked: [],
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return self;
}
