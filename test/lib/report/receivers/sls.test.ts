import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { guanceFromEnv } from '../../../../lib/guance';
import { slsReporter } from '../../../../lib/report/receivers/sls';
import { event, events, FakeClock, ids } from '../../guance/fake';

const KEYS = { accessKeyId: 'LTAI5tCanaryKeyOfSls01', accessKeySecret: 'canarysecretofsls0123456789' };

interface Log {
  readonly time: number;
  readonly contents: Record<string, string>;
}

/** Reads a message by the wire format of Protocol Buffers, written apart from what writes it. */
function* fieldsOf(bytes: Buffer): Generator<{ field: number; value: number | Buffer }> {
  let at = 0;
  const varint = () => {
    for (let value = 0, shift = 1; ; shift *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error('cut off');
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    if (tag % 8 === 0) yield { field: tag >> 3, value: varint() };
    else if (tag % 8 === 2) {
      const length = varint();
      if (at + length > bytes.length) throw new Error('cut off');
      yield { field: tag >> 3, value: bytes.subarray(at, (at += length)) };
    } else throw new Error(`wire type ${tag % 8}`);
  }
}

const bufferOf = (value: number | Buffer): Buffer => {
  if (typeof value === 'number') throw new Error('a number where bytes belong');
  return value;
};

/** A LogGroup: Logs = 1, Topic = 3; of a Log Time = 1 and Contents = 2, of a Content Key = 1 and Value = 2. */
function groupOf(bytes: Buffer): { logs: Log[]; topic: string } {
  const group = { logs: [] as Log[], topic: '' };
  for (const { field, value } of fieldsOf(bytes)) {
    if (field === 3) group.topic = bufferOf(value).toString();
    else if (field !== 1) throw new Error(`LogGroup has no field ${field}`);
    else {
      let time = 0;
      const contents: Record<string, string> = {};
      for (const one of fieldsOf(bufferOf(value))) {
        if (one.field === 1 && typeof one.value === 'number') time = one.value;
        else if (one.field === 2) {
          const pair = new Map(
            [...fieldsOf(bufferOf(one.value))].map((part) => [part.field, bufferOf(part.value).toString()]),
          );
          if (pair.size !== 2 || !pair.get(1)) throw new Error('a Content has a Key and a Value');
          contents[pair.get(1) ?? ''] = pair.get(2) ?? '';
        } else throw new Error(`Log has no field ${one.field}`);
      }
      group.logs.push({ time, contents });
    }
  }
  return group;
}

/** PutLogs, strictly: the path, the documented headers and the signature over what was sent. */
class LogServiceLike {
  groups: ReturnType<typeof groupOf>[] = [];
  hosts: string[] = [];
  reply: { status: number; code: string } | undefined;
  endpoint = '';
  private server: Server | undefined;

  async start(): Promise<this> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const answer =
          this.reply ?? this.take(request.method ?? '', request.url ?? '', request.headers, Buffer.concat(chunks));
        response.writeHead(answer?.status ?? 200, { 'Content-Type': 'application/json', 'x-log-requestid': '6' });
        response.end(
          answer
            ? JSON.stringify({ errorCode: answer.code, errorMessage: `${answer.code} ${KEYS.accessKeySecret}` })
            : '',
        );
      });
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    this.endpoint = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  stop = () => new Promise((resolve) => this.server?.close(resolve));

  private take(method: string, path: string, headers: IncomingHttpHeaders, body: Buffer) {
    const header = (name: string) => String(headers[name] ?? '');
    this.hosts.push(header('host'));
    if (method !== 'POST' || path !== '/logstores/inspection/shards/lb')
      return { status: 404, code: 'LogStoreNotExist' };
    if (header('x-log-apiversion') !== '0.6.0') return { status: 400, code: 'InvalidAPIVersion' };
    if (header('content-type') !== 'application/x-protobuf') return { status: 415, code: 'InvalidContentType' };
    if (header('x-log-bodyrawsize') !== String(body.length)) return { status: 400, code: 'InvalidBodyRawSize' };
    const md5 = createHash('md5').update(body).digest('hex').toUpperCase();
    if (header('content-md5') !== md5) return { status: 400, code: 'ContentMD5NotMatch' };
    if (Number.isNaN(Date.parse(header('date')))) return { status: 400, code: 'InvalidDateFormat' };
    const canonical = Object.keys(headers)
      .filter((name) => /^x-(log|acs)-/.test(name))
      .sort()
      .map((name) => `${name}:${header(name)}\n`)
      .join('');
    const text = `POST\n${md5}\napplication/x-protobuf\n${header('date')}\n${canonical}${path}`;
    const signature = createHmac('sha1', KEYS.accessKeySecret).update(text).digest('base64');
    if (header('authorization') !== `LOG ${KEYS.accessKeyId}:${signature}`)
      return { status: 401, code: 'SignatureNotMatch' };
    this.groups.push(groupOf(body));
    return undefined;
  }
}

let service: LogServiceLike;
beforeEach(async () => (service = await new LogServiceLike().start()));
afterEach(() => service.stop());

const reporter = (changes: Partial<Parameters<typeof slsReporter>[0]> = {}) =>
  slsReporter({
    ...{ endpoint: service.endpoint, project: 'ops', logstore: 'inspection', ...KEYS },
    ...{ language: 'en', clock: new FakeClock(), ...changes },
  });

test('an event is a log that anybody reads by the documented format, under the documented signature', async () => {
  const over = event(2, { kind: 'recovery', status: 'ok', previousStatus: 'error', assetName: '名'.repeat(200) });
  expect(await reporter().deliver?.([event(), over])).toEqual({ accepted: ids([event(), over]), rejected: [] });
  const [group] = service.groups;
  expect(group?.topic).toBe('aliyun-inspection');
  expect(group?.logs[0]).toEqual({
    time: 1767225600,
    contents: {
      event_id: event().id,
      kind: 'anomaly',
      status: 'error',
      severity: 'error',
      title: event().title.en,
      message: event().message.en,
      inspection: 'ecs-daily',
      account_name: 'production',
      asset_name: 'web-1',
      fingerprint: event().fingerprint,
      fault_id: event().faultId,
      fault_start_time: event().faultStartTime,
      fault_duration: '60',
      value: '97.5',
      ...event().dimensionTags,
    },
  });
  expect(group?.logs[1]?.contents).toMatchObject({ status: 'ok', severity: 'error', asset_name: '名'.repeat(200) });
  expect(service.hosts).toEqual([`ops.${service.endpoint.replace('http://', '')}`]);
});

const deployed = (name: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, '../../../../deploy/sls', name), 'utf8'));

test('the index and the dashboard know the fields of a log, and no other', async () => {
  await reporter().deliver?.([event(1, { remedy: { zh: '处理', en: 'do' } })]);
  const sent = Object.keys(service.groups[0]?.logs[0]?.contents ?? {}).sort();
  const index = deployed('index.json') as { keys: Record<string, { type: string; docValue: boolean }> };
  expect(Object.keys(index.keys).sort()).toEqual(sent);
  const { charts } = deployed('dashboard.json') as {
    charts: { title: string; search: { query: string; topic: string }; display: Record<string, number | string[]> }[];
  };
  expect(charts.length).toBeGreaterThan(4);
  const taken = new Set<string>();
  for (const { search, display } of charts) {
    expect(search.topic).toBe('aliyun-inspection');
    const { query } = search;
    // Words that are no SQL, no text and no name that the query itself gives.
    const named = new Set([...query.matchAll(/ AS (\w+)/g)].map(([, name = '']) => name));
    const words = query.replace(/'[^']*'/g, '').match(/\b[a-z_]+\b(?!\()/g) ?? [];
    const asked = words.filter((word) => !named.has(word) && !['log', '__time__', 'anomaly'].includes(word));
    expect([...new Set(asked)].filter((word) => !index.keys[word]?.docValue)).toEqual([]);
    const {
      xPos: x,
      yPos: y,
      width,
      height,
      xAxis = [],
      yAxis = [],
    } = display as never as Record<string, number> & {
      xAxis?: string[];
      yAxis?: string[];
    };
    for (const axis of [...xAxis, ...yAxis]) expect(query).toMatch(new RegExp(`\\b${axis}\\b`));
    for (let i = 0; i < (width ?? 0) * (height ?? 0); i++) {
      const place = `${(x ?? 0) + (i % (width ?? 1))}/${(y ?? 0) + Math.floor(i / (width ?? 1))}`;
      expect(taken.has(place)).toBe(false);
      taken.add(place);
    }
  }
});

test('many events in few requests below a mebibyte', async () => {
  const list = events(1100);
  expect((await reporter().deliver?.(list))?.accepted).toEqual(ids(list));
  expect(service.groups.map(({ logs }) => logs.length)).toEqual([500, 500, 100]);
  const long = 'x'.repeat(600_000);
  await reporter().deliver?.([1, 2, 3].map((n) => event(n, { message: { zh: long, en: long } })));
  expect(service.groups.slice(3).map(({ logs }) => logs.length)).toEqual([1, 1, 1]);
});

test.each([
  [403, 'WriteQuotaExceed', 'waits'],
  [403, 'ShardWriteQuotaExceed', 'waits'],
  [500, 'InternalServerError', 'waits'],
  [503, 'ServerBusy', 'waits'],
  [404, 'LogStoreNotExist', 'refused'],
  [401, 'SignatureNotMatch', 'refused'],
])('HTTP %i %s %s', async (status, code, outcome) => {
  service.reply = { status, code };
  const delivery = await reporter().deliver?.([event()]);
  expect([delivery?.accepted, delivery?.rejected.length]).toEqual([[], outcome === 'refused' ? 1 : 0]);
  expect(delivery?.problem ?? delivery?.rejected[0]?.reason).toContain(code);
  expect(JSON.stringify(delivery)).not.toMatch(/canarysecret|LTAI5tCanaryKeyOfSls01/);
});

test('keys of the host that are not there keep events waiting', async () => {
  const before = { ...process.env };
  for (const name of Object.keys(process.env)) if (/^ALIBABA_CLOUD_|^HOME$/.test(name)) delete process.env[name];
  process.env.HOME = '/nowhere';
  try {
    const delivery = await reporter({ accessKeyId: undefined, accessKeySecret: undefined }).deliver?.([event()]);
    expect(delivery).toMatchObject({ accepted: [], rejected: [], problem: expect.stringContaining('no keys') });
  } finally {
    Object.assign(process.env, before);
  }
});

test.each([
  [{ SLS_PROJECT: 'ops', SLS_LOGSTORE: 'x1' }, 'SLS_ENDPOINT'],
  [{ SLS_ENDPOINT: 'cn-hangzhou.log.aliyuncs.com', SLS_LOGSTORE: 'x1' }, 'SLS_PROJECT'],
  [{ SLS_ENDPOINT: 'cn-hangzhou.log.aliyuncs.com/x', SLS_PROJECT: 'ops', SLS_LOGSTORE: 'x1' }, 'SLS_ENDPOINT'],
  [{ SLS_ENDPOINT: '169.254.169.254', SLS_PROJECT: 'ops', SLS_LOGSTORE: 'x1' }, 'SLS_ENDPOINT'],
  [{ SLS_ENDPOINT: 'http://2852039166', SLS_PROJECT: 'ops', SLS_LOGSTORE: 'x1' }, 'SLS_ENDPOINT'],
  [{ SLS_ENDPOINT: 'a.example', SLS_PROJECT: 'Ops/..', SLS_LOGSTORE: 'x1' }, 'SLS_PROJECT'],
  [{ SLS_ENDPOINT: 'a.example', SLS_PROJECT: 'ops', SLS_LOGSTORE: 'a/b' }, 'SLS_LOGSTORE'],
  [
    { SLS_ENDPOINT: 'a.example', SLS_PROJECT: 'ops', SLS_LOGSTORE: 'x1', SLS_ACCESS_KEY_ID: 'LTAI5tCanary01' },
    'SLS_ACCESS_KEY_SECRET',
  ],
])('refuses %j', (env, field) => {
  expect(() => guanceFromEnv(env)).toThrow(new RegExp(`^${field}: `));
});
