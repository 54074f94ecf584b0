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

/**
 * One exchange without a body in the request. An answer may be compressed (`gzip`) where the headers accept that.
 *
 * @throws Error of Node (with `code`) when the connection fails, the body is cut short, or `signal` is aborted
 * @example const { status, text } = await exchangePlain({ method: 'GET', url: 'https://example.com/', headers: {}, signal });
 */
export async function exchangePlain({ url, ...options }: PlainRequest): Promise<PlainAnswer> {
  const client = url.toString().startsWith('https:') ? https : http;
  const { response, body } = await new Promise<{ response: http.IncomingMessage; body: Buffer }>((resolve, reject) => {
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
    sent.end();
  });
  const { statusCode: status = 0, headers } = response;
  const read = headers['content-encoding'] === 'gzip' ? await unpack(body, { maxOutputLength: MOST_BYTES }) : body;
  return { status, headers, text: read.toString('utf8') };
}
