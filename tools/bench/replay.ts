/**
 * The floor of any run: its own calls once more, byte by byte, over plain keep-alive HTTP, with the answers read as JSON and
 * nothing else done. `node --require replay.js …` tells the processor that a process has taken, in the file `BENCH_COST`, and
 * its calls, in the file `BENCH_CALLS`; `node replay.js <calls> <so many at once>` makes them again and prints a {@link Floor}.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';

export interface Floor {
  readonly calls: number;
  readonly refused: number;
  readonly durationMs: number;
  readonly cpuMs: number;
  readonly peakRssMiB: number;
}

interface Sent {
  readonly method: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly headers: http.OutgoingHttpHeaders;
  readonly body: string;
}

/** Remembers what is sent from now on. */
function remember(): readonly Sent[] {
  const all: Sent[] = [];
  const request = http.request.bind(http);
  const remembering = (...args: Parameters<typeof http.request>): http.ClientRequest => {
    const sent = request(...args);
    const parts: Buffer[] = [];
    for (const name of ['write', 'end'] as const) {
      const send = sent[name].bind(sent) as (...given: unknown[]) => unknown;
      const heard = (...given: unknown[]) => {
        const [part] = given;
        if (typeof part === 'string' || part instanceof Uint8Array) parts.push(Buffer.from(part));
        return send(...given);
      };
      Object.assign(sent, { [name]: heard });
    }
    sent.once('finish', () => {
      const { method, path } = sent;
      const port = sent.socket?.remotePort ?? 80;
      const body = Buffer.concat(parts).toString('latin1');
      all.push({ method, host: sent.host, port, path, headers: sent.getHeaders(), body });
    });
    return sent;
  };
  http.request = remembering as typeof http.request;
  return all;
}

function watch({ BENCH_COST, BENCH_CALLS }: NodeJS.ProcessEnv): void {
  const calls = BENCH_CALLS === undefined ? [] : remember();
  process.once('exit', () => {
    const { user, system } = process.cpuUsage();
    if (BENCH_COST !== undefined) writeFileSync(BENCH_COST, String((user + system) / 1000));
    if (BENCH_CALLS !== undefined) writeFileSync(BENCH_CALLS, calls.map((one) => JSON.stringify(one)).join('\n'));
  });
}

/** What follows from a token of another call's answer waits for that answer; what differs in nothing else is of one list. */
function listsOf(calls: readonly Sent[]): Sent[][] {
  const lists = new Map<string, Sent[]>();
  for (const [n, call] of calls.entries()) {
    const params = new URLSearchParams(call.body || call.path.split('?')[1]);
    const follows = params.has('NextToken');
    for (const name of ['NextToken', 'Signature', 'SignatureNonce', 'Timestamp']) params.delete(name);
    // With signature V3 a header names the action.
    const action = String(call.headers['x-acs-action'] ?? '');
    const key = `${action} ${call.path.split('?')[0]}?${params.toString()}`;
    const list = lists.get(key);
    if (list && follows) list.push(call);
    else lists.set(list ? `${key} ${n}` : key, [call]);
  }
  return [...lists.values()];
}

const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });

/** @returns whether it was answered */
function send({ method, host, port, path, headers, body }: Sent): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const sent = http.request({ method, host, port, path, headers, agent }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.once('error', reject);
      answer.once('end', () => {
        const text = Buffer.concat(parts).toString();
        if (!text.startsWith('<')) JSON.parse(text);
        resolve(answer.statusCode === 200);
      });
    });
    sent.once('error', reject);
    sent.end(Buffer.from(body, 'latin1'));
  });
}

async function replay(file: string, atOnce: number): Promise<Floor> {
  const calls = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => JSON.parse(line) as Sent);
  const lists = listsOf(calls);
  const before = process.cpuUsage();
  const began = performance.now();
  let refused = 0;
  const worker = async () => {
    for (let list = lists.shift(); list; list = lists.shift()) {
      for (const call of list) if (!(await send(call))) refused += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const { user, system } = process.cpuUsage(before);
  agent.destroy();
  return {
    calls: calls.length,
    refused,
    durationMs: performance.now() - began,
    cpuMs: (user + system) / 1000,
    peakRssMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

if (require.main === module) {
  const [file = '', atOnce = ''] = process.argv.slice(2);
  void replay(file, Number(atOnce)).then((floor) => process.stdout.write(JSON.stringify(floor)));
} else watch(process.env);
