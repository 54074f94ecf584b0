import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { messageOf } from '../lib/errors';
import type { Database } from '../ground/database';
import type { EventBody } from './event';
import { textOf } from './event';
import type { NotifyRecord, Records } from './records';

export interface DeliveryOptions {
  /** Waits before another attempt, in milliseconds; after the last one the notification has failed. */
  readonly retryMs: readonly number[];
  readonly timeoutMs: number;
}

export const DELIVERY: DeliveryOptions = { retryMs: [1000, 5000, 30_000, 120_000, 600_000], timeoutMs: 10_000 };

/** Robots take twenty messages a minute: findings that are due together go as one. */
const ROBOT_BATCH = 20;
const ROBOT_BYTES = 3500;
const TICK_MS = 1000;

interface Due {
  id: number;
  target: string;
  batch: string;
  attempts: number;
  kind: string;
  body: string;
}

/** An answer that will not become better by asking again. */
class Refused extends Error {}

/** Sends what is due in the background: one message at a time per target, in order, with retries. */
export class Dispatcher {
  private readonly busy = new Map<string, Promise<void>>();
  private readonly pausedUntil = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;
  private closed = false;

  constructor(
    private readonly db: Database,
    private readonly records: Records,
    private readonly now: () => Date,
    private readonly options: DeliveryOptions,
    private readonly log: (line: string) => void,
  ) {
    this.timer = setInterval(() => this.kick(), TICK_MS);
    this.timer.unref();
    setImmediate(() => this.kick());
  }

  /** Looks for what is due. */
  kick(): void {
    if (this.closed) return;
    const rows = this.db.all<{ target: string }>(
      "SELECT DISTINCT target FROM notifications WHERE state = 'pending' AND due <= ?",
      [this.now().getTime()],
    );
    for (const { target } of rows) {
      if (this.busy.has(target) || (this.pausedUntil.get(target) ?? 0) > Date.now()) continue;
      const work = this.drain(target)
        .catch((error: unknown) => this.log(`notifications to ${target} stopped: ${messageOf(error)}`))
        .finally(() => this.busy.delete(target));
      this.busy.set(target, work);
    }
  }

  /** Waits for the messages under way. */
  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    await Promise.all(this.busy.values());
  }

  private async drain(target: string): Promise<void> {
    while (!this.closed) {
      const due = this.db.all<Due>(
        `SELECT n.id, n.target, n.batch, n.attempts, n.kind, e.body FROM notifications n JOIN events e ON e.id = n.event
         WHERE n.state = 'pending' AND n.target = ? AND n.due <= ? ORDER BY n.due, n.id LIMIT 200`,
        [target, this.now().getTime()],
      );
      const [first] = due;
      if (first === undefined) return;
      const object = this.records.get('notify', target);
      if (object === undefined) {
        this.settle([first], 'failed', 'the notification object was deleted');
        continue;
      }
      const robot = object.type !== 'HTTPRequest';
      const together = due.filter((row) =>
        first.batch === '' ? robot && row.batch === '' : row.batch === first.batch,
      );
      const sent = first.batch === '' && !robot ? [first] : together.slice(0, robot ? ROBOT_BATCH : 200);
      try {
        await this.send(object, sent);
        this.settle(sent, 'sent', '');
      } catch (error) {
        const why = messageOf(error);
        const wait = this.options.retryMs[first.attempts];
        if (error instanceof Refused || wait === undefined) {
          this.settle(sent, 'failed', why);
          this.log(`notification to ${object.name} failed: ${why}`);
          continue;
        }
        this.postpone(sent, why);
        this.pausedUntil.set(target, Date.now() + wait);
        const again = setTimeout(() => this.kick(), wait + 5);
        again.unref();
        return;
      }
    }
  }

  private settle(rows: readonly Due[], state: 'sent' | 'failed', reason: string): void {
    this.db.transaction(() => {
      for (const { id } of rows) {
        this.db.run(
          'UPDATE notifications SET state = ?, reason = ?, attempts = attempts + 1, updated = ? WHERE id = ?',
          [state, reason, this.now().getTime(), id],
        );
      }
    });
  }

  private postpone(rows: readonly Due[], reason: string): void {
    this.db.transaction(() => {
      for (const { id } of rows) {
        this.db.run('UPDATE notifications SET reason = ?, attempts = attempts + 1, updated = ? WHERE id = ?', [
          `will be tried again: ${reason}`,
          this.now().getTime(),
          id,
        ]);
      }
    });
  }

  private async send(object: NotifyRecord, rows: readonly Due[]): Promise<void> {
    const events = rows.map((row) => JSON.parse(row.body) as EventBody);
    const url = textOf(object.optSet[object.type === 'HTTPRequest' ? 'url' : 'webhook']);
    const message = messageFor(object, url, events, this.now());
    const answer = await post(message.url, JSON.stringify(message.body), this.options.timeoutMs);
    if (answer.status === 408 || answer.status === 429 || answer.status >= 500) {
      throw new Error(`the target answered HTTP ${answer.status}`);
    }
    if (answer.status < 200 || answer.status >= 300) throw new Refused(`the target answered HTTP ${answer.status}`);
    if (object.type !== 'HTTPRequest') checkRobot(answer.body);
  }
}

/** Robots say 200 and tell inside whether they took it. */
function checkRobot(text: string): void {
  let answer: Record<string, unknown>;
  try {
    answer = JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new Error('the robot did not answer with JSON');
  }
  const code = answer.errcode ?? answer.code ?? answer.StatusCode ?? 0;
  if (code === 0) return;
  const said = textOf(answer.errmsg ?? answer.msg ?? answer.StatusMessage).slice(0, 200);
  // Too many messages (DingTalk, WeCom, Feishu) or a busy server: later it may work.
  const later = [130101, 45009, 9499, 11232, -1].includes(Number(code));
  const why = `the robot refused with code ${textOf(code)}: ${said}`;
  throw later ? new Error(why) : new Refused(why);
}

function markdown(events: readonly EventBody[]): { title: string; text: string } {
  const title = textOf(events[0]?.df_title);
  const parts = events.map(
    (event) => `**${textOf(event.df_title)}** (${textOf(event.df_status)})\n\n${textOf(event.df_message)}`,
  );
  let text = parts.join('\n\n---\n\n');
  if (Buffer.byteLength(text) > ROBOT_BYTES) {
    const heads = events.map((event) => `- **${textOf(event.df_status)}** ${textOf(event.df_title)}`).join('\n');
    text = Buffer.from(events.length === 1 ? text : heads)
      .subarray(0, ROBOT_BYTES)
      .toString('utf8')
      .replace(/\ufffd+$/, '');
    text += '\n\n…';
  }
  return { title: events.length === 1 ? title : `${title} (+${events.length - 1})`, text };
}

/** Address and body of one message, signed as the robot wants it. */
export function messageFor(
  object: NotifyRecord,
  url: string,
  events: readonly EventBody[],
  now: Date,
): { readonly url: string; readonly body: unknown } {
  const secret = textOf(object.optSet.secret);
  const { title, text } = markdown(events);
  switch (object.type) {
    case 'dingTalkRobot': {
      const address = new URL(url);
      if (secret !== '') {
        const timestamp = String(now.getTime());
        address.searchParams.set('timestamp', timestamp);
        address.searchParams.set(
          'sign',
          createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64'),
        );
      }
      return { url: address.href, body: { msgtype: 'markdown', markdown: { title, text } } };
    }
    case 'wechatRobot':
      return { url, body: { msgtype: 'markdown', markdown: { content: text } } };
    case 'feishuRobot': {
      const timestamp = String(Math.floor(now.getTime() / 1000));
      const sign = createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');
      const card = {
        header: { title: { tag: 'plain_text', content: title } },
        elements: [{ tag: 'markdown', content: text }],
      };
      return { url, body: { ...(secret === '' ? {} : { timestamp, sign }), msg_type: 'interactive', card } };
    }
    default: {
      const [first = {}] = events;
      return { url, body: events.length === 1 ? first : { ...first, df_title: title, events } };
    }
  }
}

function post(url: string, body: string, timeoutMs: number): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const start = url.startsWith('https:') ? httpsRequest : httpRequest;
    const request = start(
      url,
      {
        method: 'POST',
        timeout: timeoutMs,
        headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          if (text.length < 65_536) text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
        response.on('error', reject);
      },
    );
    request.on('timeout', () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    // The error of a socket names host and port, never the path, which is the robot's secret.
    request.on('error', reject);
    request.end(body);
  });
}
