import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, notFound } from './errors';
import type { CallPlace, Faults } from './faults';
import { parseFaults } from './faults';
import { expiredToken, Keyring } from './identity';
import type { Listing } from './paging';
import { CATALOGUE } from './catalogue';
import { checkComplete, checkParams, checkSignature, denied, isNarrowed } from './checks';
import type { Body, Call } from './define';
import { editRows, idIn, leaveOut, loseRows, renameRows, setFields, writeTotals } from './edits';
import { stringify } from './raw';
import { parseRequest, readBody, type Request } from './request';
import { ossError, slsError, xml } from './rest';
import { Listener } from './listener';
import type { Certificates } from './certificate';
import type { LazyWorld } from './world';

/** Counters of one `product:action:region`. */
export interface CallStats {
  calls: number;
  ok: number;
  throttled: number;
  errors: number;
  inFlight: number;
  maxInFlight: number;
}

export interface EmulatorStats {
  calls: number;
  ok: number;
  throttled: number;
  errors: number;
  maxInFlight: number;
  /** By `product:action:region`; a call to a global action has no region: `sts:AssumeRole:`. */
  byCall: Record<string, CallStats>;
}

interface Settings {
  latencyMs: number;
  replays: boolean;
  log: (line: string) => void;
  advance: (steps: number) => void;
}

/** The header with the id of a request. */
const REQUEST_IDS = {
  rpc: 'x-acs-request-id',
  roa: 'x-acs-request-id',
  oss: 'x-oss-request-id',
  sls: 'x-log-requestid',
} as const;

function requestId(): string {
  const hex = randomBytes(16).toString('hex').toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The HTTP side: reads requests, checks them as the cloud does, lets faults happen, counts. */
export class EmulatorServer {
  private readonly keyring: Keyring;
  private readonly counters = new Map<string, CallStats>();
  /** Pages of growing lists that were handed out: their rows have ids of their own. */
  private grown = 0;
  private inFlight = 0;
  private maxInFlight = 0;
  private readonly listener: Listener;

  constructor(
    private readonly world: LazyWorld,
    readonly faults: Faults,
    private readonly settings: Settings,
    certificates: Certificates,
  ) {
    this.keyring = new Keyring(world.accounts, settings.replays);
    this.listener = new Listener(certificates, (request, response) => {
      this.serve(request, response).catch((error: unknown) => {
        this.settings.log(`broken: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown error'}`);
        if (!response.headersSent) {
          send(response, 500, { RequestId: requestId(), Code: 'InternalError', Message: 'The emulator failed.' });
        } else response.destroy();
      });
    });
  }

  listen(port: number, host: string): Promise<number> {
    return this.listener.listen(port, host);
  }

  close(): Promise<void> {
    return this.listener.close();
  }

  stats(): EmulatorStats {
    const byCall: Record<string, CallStats> = {};
    const sum = { calls: 0, ok: 0, throttled: 0, errors: 0 };
    for (const [name, one] of [...this.counters].sort(([a], [b]) => (a < b ? -1 : 1))) {
      byCall[name] = { ...one };
      sum.calls += one.calls;
      sum.ok += one.ok;
      sum.throttled += one.throttled;
      sum.errors += one.errors;
    }
    return { ...sum, maxInFlight: this.maxInFlight, byCall };
  }

  /** Forgets all counts but those of calls under way. */
  resetStats(): void {
    this.maxInFlight = this.inFlight;
    for (const [name, one] of this.counters) {
      if (one.inFlight === 0) this.counters.delete(name);
      else Object.assign(one, { calls: 0, ok: 0, throttled: 0, errors: 0, maxInFlight: one.inFlight });
    }
  }

  private counter(place: CallPlace): CallStats {
    const name = `${place.product}:${place.action}:${place.region}`;
    let found = this.counters.get(name);
    if (found === undefined) {
      found = { calls: 0, ok: 0, throttled: 0, errors: 0, inFlight: 0, maxInFlight: 0 };
      this.counters.set(name, found);
    }
    return found;
  }

  private async serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(message);
    const [, path] = /^\/__emulator\/([^?]*)/.exec(message.url ?? '') ?? [];
    if (path !== undefined) {
      this.control(message.method ?? 'GET', path, body?.toString('utf8'), response);
      return;
    }
    const request = parseRequest(message, body ?? Buffer.alloc(0));
    const place = this.placeOf(request);
    const counter = this.counter(place);
    counter.calls++;
    counter.maxInFlight = Math.max(counter.maxInFlight, ++counter.inFlight);
    this.maxInFlight = Math.max(this.maxInFlight, ++this.inFlight);
    try {
      const outcome = await this.answer(request, place, body === undefined, response);
      counter[outcome]++;
      this.settings.log(`${place.product}:${place.action} ${place.region} ${place.account} ${outcome}`);
    } finally {
      counter.inFlight--;
      this.inFlight--;
    }
  }

  private placeOf(request: Request): CallPlace {
    return {
      product: request.product?.code ?? 'unknown',
      action: request.action?.name ?? 'unknown',
      region: request.region ?? '',
      account: this.keyring.accountOf(request.accessKeyId),
    };
  }

  /** Answers one call and says how it went. */
  private async answer(
    request: Request,
    place: CallPlace,
    tooLarge: boolean,
    response: ServerResponse,
  ): Promise<'ok' | 'throttled' | 'errors'> {
    const { faults } = this;
    const delay = this.settings.latencyMs + faults.latency(place);
    if (delay > 0) await wait(delay);
    const silence = faults.take('silence', place);
    if (silence !== undefined) await silent(silence.seconds * 1000, response);
    const drop = faults.take('drop', place);
    if (silence !== undefined || drop?.at === 'start') {
      response.destroy();
      return 'errors';
    }
    if (faults.take('html502', place)) {
      const page = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';
      response.writeHead(502, { 'content-type': 'text/html', 'content-length': Buffer.byteLength(page) }).end(page);
      return 'errors';
    }
    if (faults.take('json500', place)) {
      send(response, 500, { message: 'internal error' });
      return 'errors';
    }
    const id = requestId();
    let status = 200;
    let headers: Readonly<Record<string, string>> = {};
    let outcome: 'ok' | 'throttled' | 'errors' = 'ok';
    let text: string;
    try {
      if (tooLarge) throw new ApiError(413, 'RequestEntityTooLarge', 'The request is too large.');
      const body = this.run(request, place, id);
      text = request.style === 'oss' && request.action?.json !== true ? xml(body) : stringify(body);
      // OSS says nothing of what is gone.
      if (request.style === 'oss' && request.method === 'DELETE') [status, text] = [204, ''];
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      ({ status, headers } = error);
      outcome = error.code.includes('Throttling') ? 'throttled' : 'errors';
      text = JSON.stringify({
        RequestId: id,
        HostId: `${place.product}.${place.region === '' ? '' : `${place.region}.`}aliyuncs.com`,
        Code: error.code,
        Message: error.message,
        Recommend: `https://api.aliyun.com/troubleshoot?q=${encodeURIComponent(error.code)}`,
        ...error.extra,
      });
      if (request.style === 'oss') ({ status, text } = ossError(error, id));
      if (request.style === 'sls') ({ status, text } = slsError(error));
    }
    if (outcome === 'ok' && faults.take('redirect', place)) status = 302;
    if (outcome === 'ok' && faults.take('malformedJson', place)) text = text.slice(0, Math.ceil(text.length * 0.7));
    // Plain ASCII, as nearly every answer is, is copied much faster as latin1.
    const bytes = Buffer.from(text, Buffer.byteLength(text) === text.length ? 'latin1' : 'utf8');
    response.writeHead(status, {
      'content-type': text.startsWith('<') ? 'application/xml' : 'application/json;charset=utf-8',
      'content-length': bytes.length,
      [REQUEST_IDS[request.style]]: id,
      ...headers,
    });
    if (drop?.at === 'body') {
      response.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
      await wait(20);
      response.destroy();
      return 'errors';
    }
    const slow = faults.take('slowBody', place);
    if (slow !== undefined) await trickle(response, bytes, slow.ms);
    response.end(slow === undefined ? bytes : undefined);
    return outcome;
  }

  /** All checks in the cloud's order, then the action. @throws ApiError */
  private run(request: Request, place: CallPlace, id: string): Body {
    const { params, product, action } = request;
    const rpc = request.style === 'rpc';
    if (product === undefined && !rpc) throw notFound('InvalidAction.NotFound', 'No product has this path.');
    checkComplete(request);
    if (product === undefined) {
      throw notFound('InvalidAction.NotFound', 'Specified api is not found, please check your url and method.');
    }
    if ((rpc || request.style === 'roa') && request.version !== product.version) {
      const message = `Specified version ${String(request.version)} does not exist: ${product.version} does.`;
      throw new ApiError(400, 'NoSuchVersion', message);
    }
    if (action === undefined) {
      throw notFound('InvalidAction.NotFound', 'Specified api is not found, please check your url and method.');
    }
    const identity = checkSignature(request, this.keyring);
    checkParams(request, action);
    const home = this.world.regions[0] ?? '';
    const region = product.global ? home : (request.region ?? home);
    const { faults, world } = this;
    const refused = faults.throttle(place, Date.now());
    if (refused !== undefined) {
      throw new ApiError(
        400,
        refused.code,
        'Request was denied due to user flow control.',
        {},
        refused.retryAfterMs === null
          ? {}
          : { 'x-acs-retry-after': String(Math.max(0, Math.ceil(refused.retryAfterMs))) },
      );
    }
    if (identity.role !== undefined && faults.take('expiredToken', place)) throw expiredToken();
    if (action.open !== true && faults.take('denied', place)) throw denied(product, action, identity);
    if (isNarrowed(product, action, identity)) throw denied(product, action, identity);
    const closed = faults.take('serviceNotOpen', place);
    if (closed !== undefined) {
      throw new ApiError(closed.status ?? 403, closed.code ?? 'Forbidden.NotOpen', 'The service is not activated.');
    }
    const turned = faults.take('refused', place);
    if (turned !== undefined) throw new ApiError(turned.status ?? 400, turned.code, 'Refused on purpose.');
    if (!world.regions.includes(region)) {
      throw notFound('InvalidRegionId.NotFound', 'The specified RegionId does not exist.');
    }
    const growing = faults.take('growing', place) !== undefined;
    const call: Call = {
      endless: growing || faults.take('sameRows', place) !== undefined,
      params,
      place,
      faults,
      region,
      identity,
      keyring: this.keyring,
      namespaces: CATALOGUE.namespaces,
      world,
      scope: world.scope(identity.account.accountId, region),
      page: <Row>(listing: Listing<Row>) => {
        if (action.paging === undefined) throw new Error(`${action.name} declares no paging`);
        return action.paging.page(call, listing);
      },
    };
    const body = action.handle(call);
    const broken = action.items === undefined ? undefined : faults.take('malformedItem', place);
    if (broken !== undefined) {
      editRows(body, action, (rows) => {
        const [first] = rows;
        if (!first) return;
        const { holder, key } = idIn(first, action);
        if (broken.as === 'missingId') delete holder[key];
        else holder[key] = { unexpected: true };
      });
    }
    if (growing) renameRows(body, action, ++this.grown);
    const lost = faults.take('noRows', place);
    if (lost !== undefined) loseRows(body, action, lost.as);
    if (faults.take('textTotal', place)) writeTotals(body, 'text');
    if (faults.take('noTotal', place)) writeTotals(body, 'missing');
    if (action.name === 'DescribeRegions') {
      const left = faults.take('lostRegion', place);
      if (left !== undefined) leaveOut(body, left.name);
    }
    const changed = faults.take('fields', place);
    if (changed !== undefined) setFields(body, changed.set);
    const named = rpc ? 'RequestId' : product.requestId;
    return named === undefined ? body : { [named]: id, ...body };
  }

  private control(method: string, path: string, body: string | undefined, response: ServerResponse): void {
    const route = `${method} ${path.replace(/\/$/, '')}`;
    try {
      switch (route) {
        case 'GET health':
          return send(response, 200, {
            ok: true,
            epoch: this.world.epoch,
            now: new Date(this.world.now).toISOString(),
          });
        case 'GET stats':
          return send(response, 200, this.stats());
        case 'DELETE stats':
          this.resetStats();
          return send(response, 200, this.stats());
        case 'GET planted':
          return send(response, 200, this.world.planted());
        case 'POST advance':
          this.settings.advance(1);
          return send(response, 200, { epoch: this.world.epoch });
        case 'GET faults':
          return send(response, 200, this.faults.list());
        case 'PUT faults':
          this.faults.set(parseFaults(JSON.parse(body ?? '')));
          return send(response, 200, this.faults.list());
        case 'DELETE faults':
          this.faults.clear();
          return send(response, 200, []);
        default:
          return send(response, 404, { message: `no such control: ${route}` });
      }
    } catch (error) {
      send(response, 400, { message: error instanceof Error ? error.message : 'refused' });
    }
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response
    .writeHead(status, { 'content-type': 'application/json;charset=utf-8', 'content-length': bytes.length })
    .end(bytes);
}

/** Waits without an answer, or until the caller hangs up. */
function silent(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Sends the bytes in ten pieces over `ms`. */
async function trickle(response: ServerResponse, bytes: Buffer, ms: number): Promise<void> {
  const size = Math.ceil(bytes.length / 10);
  for (let at = 0; at < bytes.length && !response.destroyed; at += size) {
    response.write(bytes.subarray(at, at + size));
    await wait(ms / 10);
  }
}
