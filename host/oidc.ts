/** Signing in at another server, with OpenID Connect: authorization code, PKCE, state and nonce. */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { custom, generators, Issuer, type Client } from 'openid-client';
import { registerSecret } from '../lib/credentials';
import { messageOf } from '../lib/errors';
import type { Audit } from './audit';
import type { Auth } from './auth';
import type { Settings } from './config';
import type { People } from './people';
import { isRole, mayAs, type Role } from './roles';
import { readSecret } from './secret-file';

/** What the settings say of the other server. */
export interface OidcOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** Absent for a public client. */
  readonly clientSecretFile?: string | undefined;
  /** The console as browsers know it, such as `https://inspect.example`. */
  readonly publicUrl: string;
  /** A claim with a text or a list of texts, such as `groups`. */
  readonly roleClaim: string;
  /** From a value of that claim to a role. */
  readonly roles: Readonly<Record<string, Role>>;
}

export interface OidcParts {
  readonly auth: Pick<Auth, 'enter' | 'addressOf'>;
  readonly people: Pick<People, 'fromElsewhere'>;
  readonly audit: Audit;
  readonly secure: boolean;
  readonly log: (line: string) => void;
  readonly now?: () => number;
}

/** Where a browser begins, and where it comes back to. */
export const OIDC_START = '/oidc/start';
const OIDC_CALLBACK = '/oidc/callback';
const COOKIE = 'aliyun_inspection_oidc';
/** For somebody to sign in over there. */
const PATIENCE_MS = 600_000;
const MAX_WAITING = 1000;
const ANSWER_MS = 10_000;

/** Somebody who is on the way. */
interface Way {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly until: number;
}

/** Why somebody is not let in, for whoever is at the browser. */
class NotAdmitted extends Error {}

/**
 * Answers the requests of a sign-in at another server.
 *
 * @returns whether a request was one of these
 * @example const oidc = createOidc(options, parts); if (await oidc(request, response, '/oidc/start')) return;
 */
function createOidc(
  options: OidcOptions,
  parts: OidcParts,
): (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean> {
  const door = new Oidc(options, parts);
  return async (request, response, path) => {
    if (request.method !== 'GET' || (path !== OIDC_START && path !== OIDC_CALLBACK)) return false;
    await (path === OIDC_START ? door.begin(response) : door.finish(request, response));
    return true;
  };
}

/** As the settings say; `undefined` when they name no other server. */
export function oidcOf(settings: Settings, parts: OidcParts): ReturnType<typeof createOidc> | undefined {
  const { oidcIssuer: issuer, oidcClientId: clientId, publicUrl, oidcRoles: roles } = settings;
  if (issuer === undefined || clientId === undefined || publicUrl === undefined) return undefined;
  const { oidcClientSecretFile: clientSecretFile, oidcRoleClaim: roleClaim } = settings;
  return createOidc({ issuer, clientId, clientSecretFile, publicUrl, roleClaim, roles }, parts);
}

class Oidc {
  private readonly now: () => number;
  /** By the digest of what the cookie holds; each may come back once. */
  private readonly ways = new Map<string, Way>();
  private found: Promise<Client> | undefined;

  constructor(
    private readonly options: OidcOptions,
    private readonly parts: OidcParts,
  ) {
    this.now = parts.now ?? Date.now;
  }

  async begin(response: ServerResponse): Promise<void> {
    try {
      const client = await this.client();
      const [state, nonce, verifier] = [generators.state(), generators.nonce(), generators.codeVerifier()];
      const location = client.authorizationUrl({
        ...{ scope: 'openid profile email', state, nonce },
        ...{ code_challenge: generators.codeChallenge(verifier), code_challenge_method: 'S256' },
      });
      const value = randomBytes(32).toString('base64url');
      for (const [key, { until }] of this.ways) if (until < this.now()) this.ways.delete(key);
      const [oldest] = this.ways.keys();
      if (this.ways.size >= MAX_WAITING && oldest !== undefined) this.ways.delete(oldest);
      this.ways.set(keyOf(value), { state, nonce, verifier, until: this.now() + PATIENCE_MS });
      response.writeHead(302, {
        location,
        'set-cookie': this.cookie(value, PATIENCE_MS / 1000),
        'cache-control': 'no-store',
      });
      response.end();
    } catch (error) {
      this.parts.log(`oidc: ${this.options.issuer} cannot be asked: ${messageOf(error)}`);
      page(response, 502, { zh: '现在连不上统一登录服务器。', en: 'The server to sign in at cannot be reached now.' });
    }
  }

  async finish(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { auth, audit } = this.parts;
    const record = (who: string, status: number, target = '') =>
      audit.record({
        ...{ who, address: auth.addressOf(request), way: 'console', what: 'GET /oidc/callback', target, status },
      });
    try {
      const claims = await this.claimsOf(request);
      const name = nameOf(claims);
      const role = this.roleOf(claims);
      if (role === undefined) throw new NotAdmitted(`${name} has no role here`);
      const person = this.parts.people.fromElsewhere(`${this.options.issuer} ${String(claims.sub)}`, name, role);
      const { cookie } = auth.enter(request, person.name);
      record(person.name, 200, role);
      response.setHeader('set-cookie', [cookie, this.cookie('', 0)]);
      // Not a redirect: a browser that comes from another site would not bring the strict cookie along.
      page(response, 200, undefined);
    } catch (error) {
      const message = messageOf(error);
      this.parts.log(`oidc: a sign-in was refused: ${message}`);
      record('-', 401, message);
      response.setHeader('set-cookie', this.cookie('', 0));
      page(
        response,
        401,
        error instanceof NotAdmitted
          ? { zh: '您在这里没有角色，请找管理员。', en: 'You have no role here: ask an administrator.' }
          : { zh: '登录没有成功，请重试。', en: 'The sign-in did not work: try again.' },
      );
    }
  }

  /** What the other server says of somebody; signature, issuer, audience, times and nonce are checked by the library. */
  private async claimsOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
    const key = keyOf(cookieOf(request));
    const way = this.ways.get(key);
    this.ways.delete(key);
    if (!way || way.until < this.now()) throw new Error('nobody is expected with this cookie');
    const client = await this.client();
    const { state, nonce, verifier } = way;
    const checks = { state, nonce, code_verifier: verifier, response_type: 'code' };
    const tokens = await client.callback(this.callbackUrl(), client.callbackParams(request), checks);
    registerSecret(tokens.access_token);
    return tokens.claims();
  }

  /** The highest of the roles that the claim leads to. */
  private roleOf(claims: Readonly<Record<string, unknown>>): Role | undefined {
    const { roleClaim, roles } = this.options;
    const values = [claims[roleClaim]].flat().map(String);
    return values
      .flatMap((value) => (Object.hasOwn(roles, value) ? [roles[value]] : []))
      .filter(isRole)
      .reduce<Role | undefined>((best, role) => (best === undefined || mayAs(role, best) ? role : best), undefined);
  }

  /** Asked when the first one comes, and again after a failure. */
  private client(): Promise<Client> {
    this.found ??= this.discover().catch((error: unknown) => {
      this.found = undefined;
      throw error;
    });
    return this.found;
  }

  private async discover(): Promise<Client> {
    const { issuer, clientId, clientSecretFile } = this.options;
    custom.setHttpOptionsDefaults({ timeout: ANSWER_MS });
    const server = await Issuer.discover(issuer);
    const secret = clientSecretFile === undefined ? undefined : readSecret(clientSecretFile).trim();
    registerSecret(secret);
    return new server.Client({
      ...{ client_id: clientId, redirect_uris: [this.callbackUrl()], response_types: ['code'] },
      ...(secret === undefined ? { token_endpoint_auth_method: 'none' } : { client_secret: secret }),
    });
  }

  private callbackUrl(): string {
    return new URL(OIDC_CALLBACK, this.options.publicUrl).href;
  }

  /** `Lax`: the other server sends the browser back with a link. */
  private cookie(value: string, seconds: number): string {
    const secure = this.parts.secure ? '; Secure' : '';
    return `${COOKIE}=${value}; Path=/oidc; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`;
  }
}

/** As users are called here: what the other server shows, else what it knows somebody by. */
function nameOf(claims: Readonly<Record<string, unknown>>): string {
  const found = [claims.preferred_username, claims.email, claims.sub].find((one) => typeof one === 'string' && one);
  return String(found)
    .toLowerCase()
    .replace(/[^a-z0-9._@-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 64);
}

const keyOf = (value: string): string => createHash('sha256').update(value).digest('hex');

function cookieOf(request: IncomingMessage): string {
  return new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]*)`).exec(request.headers.cookie ?? '')?.[1] ?? '';
}

/** A page without a script: to the console, or what went wrong. */
function page(
  response: ServerResponse,
  status: number,
  problem: { readonly zh: string; readonly en: string } | undefined,
): void {
  const head = problem ? '' : '<meta http-equiv="refresh" content="0;url=/">';
  const body = problem
    ? `<p lang="zh-CN">${problem.zh}</p><p>${problem.en}</p><p><a href="/sign-in">/sign-in</a></p>`
    : '<p><a href="/">/</a></p>';
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(
    `<!doctype html><html lang="en"><head><title>Sign in</title>${head}</head><body>${body}</body></html>\n`,
  );
}
