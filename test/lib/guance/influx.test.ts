import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { int, toLine, type DataPoint } from '../../../lib/guance/line';
import { keyeventPoint } from '../../../lib/guance/payload';
import { exchange } from '../../../lib/report/http';
import { event, type Json } from './fake';

/** An independent server that speaks line protocol, where the machine has one: `apt install influxdb`. */
const INFLUXD = find(process.env.INFLUXD ?? 'influxd');

function find(name: string): string | undefined {
  try {
    execFileSync(name, ['version'], { stdio: 'ignore' });
    return name;
  } catch {
    return undefined;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

(INFLUXD ? describe : describe.skip)('an independent line protocol server', () => {
  let directory: string;
  let server: ChildProcess;
  let url: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'influx-'));
    const [rpc, http] = [await freePort(), await freePort()];
    url = `http://127.0.0.1:${http}`;
    const config = [
      'reporting-disabled = true',
      `bind-address = "127.0.0.1:${rpc}"`,
      `[meta]\n  dir = "${directory}/meta"`,
      `[data]\n  dir = "${directory}/data"\n  wal-dir = "${directory}/wal"`,
      `[http]\n  bind-address = "127.0.0.1:${http}"\n  log-enabled = false`,
      '[monitor]\n  store-enabled = false',
    ];
    writeFileSync(join(directory, 'influx.conf'), config.join('\n'));
    server = spawn(INFLUXD as string, ['-config', join(directory, 'influx.conf')], { stdio: 'ignore' });
    for (let tries = 0; ; tries++) {
      const status = await exchange({ method: 'GET', url: `${url}/ping`, what: 'ping' }).then(
        (answer) => answer.status,
        () => 0,
      );
      if (status === 204) break;
      if (tries > 100) throw new Error('influxd does not start');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await query('CREATE DATABASE d', 'POST');
  }, 30_000);

  afterAll(async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill();
    await ended;
    rmSync(directory, { recursive: true, force: true });
  });

  async function query(q: string, method: 'GET' | 'POST' = 'GET'): Promise<Json> {
    const answer = await exchange({ method, url: `${url}/query?db=d&q=${encodeURIComponent(q)}`, what: 'query' });
    return JSON.parse(answer.body);
  }

  async function write(points: readonly DataPoint[]): Promise<{ status: number; body: string }> {
    const body = points.map((point) => toLine(point, 'keyevent')).join('\n');
    return exchange({ method: 'POST', url: `${url}/write?db=d`, body, what: 'write' });
  }

  /** What the server has of the only point of a measurement. */
  async function readBack(measurement: string): Promise<Record<string, unknown>> {
    const { results } = await query(`SELECT * FROM "${measurement.replace(/"/g, '\\"')}"`);
    const [series] = results[0].series;
    expect(series.values).toHaveLength(1);
    return Object.fromEntries(
      series.columns
        .map((name: string, i: number) => [name, series.values[0][i]])
        .filter(([, v]: [string, unknown]) => v !== null),
    );
  }

  it('reads every tag and field of an event back equal', async () => {
    const context = { language: 'zh', identity: { refKey: 'r', checkerId: 'rul_1' } } as const;
    const point = keyeventPoint(event(), context);
    expect(await write([point])).toMatchObject({ status: 204 });
    const back = await readBack('monitor');
    const expected: Record<string, unknown> = { time: '2026-01-01T00:00:00.123Z' };
    for (const [name, value] of Object.entries({ ...point.tags, ...point.fields })) {
      if (value === undefined || value === '') continue;
      expected[name] = typeof value === 'object' ? value.int : value;
    }
    expect(back).toEqual(expected);
  });

  it('reads back what has to be escaped', async () => {
    const nasty = 'a,b=c "d" \\e 云 #😀';
    const point = {
      measurement: 'nasty',
      tags: { 'k ,=': nasty, slash: 'C:\\a,b\\ c' },
      fields: { 'f ,="': `${nasty}\nline\t2 \\" \\`, n: int(-3), x: 1.5e-7, big: 1e300, yes: true },
      time: new Date(0),
    };
    expect(await write([point])).toMatchObject({ status: 204 });
    expect(await readBack('nasty')).toEqual({
      time: '1970-01-01T00:00:00Z',
      'k ,=': nasty,
      slash: 'C:\\a,b\\ c',
      'f ,="': `${nasty}\nline\t2 \\" \\`,
      n: -3,
      x: 1.5e-7,
      big: 1e300,
      yes: true,
    });
  });

  it('keeps an event once however often it is written', async () => {
    const point = { ...keyeventPoint(event(), { language: 'en' }), measurement: 'twice' };
    await write([point, point]);
    await write([point]);
    await readBack('twice');
  });
});
