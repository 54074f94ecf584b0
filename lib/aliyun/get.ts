/** One GET request to a product whose signature is its own, whatever the status of the answer. */
import http from 'node:http';
import https from 'node:https';

export interface PlainAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** The most that an answer may hold: a thousand buckets take about 400 kB, five hundred log projects 250. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * @throws Error of Node (with `code`) when the connection fails, the body is cut short, or `signal` is aborted
 * @example const { status, text } = await get(new URL('https://example.com/'), headers, { signal });
 */
export function get(
  url: URL,
  headers: http.OutgoingHttpHeaders,
  options: { readonly agent?: http.Agent; readonly signal: AbortSignal },
): Promise<PlainAnswer> {
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const sent = client.request(url, { method: 'GET', headers, ...options }, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        chunks.push(chunk);
        if (bytes > MOST_BYTES) response.destroy(new Error('the answer is too large'));
      });
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}
