/** One request whose signature is our own, and its answer, whatever the status. It follows no redirect. */
import http from 'node:http';
import https from 'node:https';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

export interface PlainAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

export interface PlainRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string | URL;
  readonly headers: http.OutgoingHttpHeaders;
  readonly agent?: http.Agent;
  readonly signal: AbortSignal;
}

/** The most that an answer may hold: a thousand buckets take about 400 kB, 1,440 data points 150. */
const MOST_BYTES = 64 * 1024 * 1024;

const unpack = promisify(gunzip);

/** As Node.js itself says it. */
function abortedBy({ reason }: AbortSignal): Error {
  return Object.assign(new Error('The operation was aborted', { cause: reason }), {
    name: 'AbortError',
    code: 'ABORT_ERR',
  });
}

/**
 * One exchange without a body in the request. An answer may be compressed (`gzip`) where the headers accept that.
 *
 * @throws Error of Node (with `code`) when the connection fails, the body is cut short, or `signal` is aborted
 * @example const { status, text } = await exchangePlain({ method: 'GET', url: 'https://example.com/', headers: {}, signal });
 */
export async function exchangePlain({ url, signal, ...options }: PlainRequest): Promise<PlainAnswer> {
  const client = url.toString().startsWith('https:') ? https : http;
  let abort = (): void => undefined;
  // Not an option of the request: how Node.js listens then takes a fifth of an exchange.
  const stopped = () => abort();
  signal.addEventListener('abort', stopped, { once: true });
  const exchange = new Promise<{ response: http.IncomingMessage; body: Buffer }>((resolve, reject) => {
    const sent = client.request(url, options, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        chunks.push(chunk);
        if (bytes > MOST_BYTES) response.destroy(new Error('the answer is too large'));
      });
      response.on('error', reject);
      response.on('end', () => resolve({ response, body: Buffer.concat(chunks) }));
    });
    sent.on('error', reject);
    abort = () => sent.destroy(abortedBy(signal));
    if (signal.aborted) abort();
    else sent.end();
  });
  const { response, body } = await exchange.finally(() => signal.removeEventListener('abort', stopped));
  const { statusCode: status = 0, headers } = response;
  const read = headers['content-encoding'] === 'gzip' ? await unpack(body, { maxOutputLength: MOST_BYTES }) : body;
  return { status, headers, text: read.toString('utf8') };
}
