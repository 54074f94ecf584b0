import { isInspectionError, messageOf } from '../lib/errors';
import type { Language } from '../lib/model';
import { fault, kindOfStatus } from '../lib/report/fault';
import { excerpt, exchange, hostOf, registerAddress } from '../lib/report/http';
import { isMailAddress, mailClient, MAIL_SIZE, type MailServer } from '../lib/report/receivers/email';
import {
  digestsOf,
  dingtalk,
  feishu,
  messageOf as chatMessageOf,
  robotClient,
  slack,
  wecom,
  type Brand,
  type ChatNote,
  type Size,
} from '../lib/report/robots';
import type { Database } from '../ground/database';
import type { EventBody } from './event';
import { isOk, textOf } from './event';
import type { NotifyRecord, Records } from './records';

export interface DeliveryOptions {
  /** Waits before another attempt, in milliseconds; after the last one the notification has failed. */
  readonly retryMs: readonly number[];
  readonly timeoutMs: number;
  /** Without it nobody can be mailed. */
  readonly mail?: MailServer;
}

export const DELIVERY: DeliveryOptions = { retryMs: [1000, 5000, 30_000, 120_000, 600_000], timeoutMs: 10_000 };

const ROBOTS: Readonly<Record<string, Brand>> = {
  dingTalkRobot: dingtalk,
  feishuRobot: feishu,
  wechatRobot: wecom,
  slackRobot: slack,
};
/** Of a batch that a policy gathers for a webhook. */
const GATHERED = 200;
const TICK_MS = 1000;
/** What somebody is told who is sent a test. */
const TEST: Readonly<Record<Language, { readonly df_title: string; readonly df_message: string }>> = {
  zh: { df_title: '测试通知', df_message: '这是一条测试通知：通知对象可以收到告警。' },
  en: { df_title: 'Test notification', df_message: 'This is a test: alerts reach this target.' },
};

interface Due {
  id: number;
  target: string;
  batch: string;
  attempts: number;
  kind: string;
  body: string;
}

/** Sends what is due in the background: one message at a time per target, in order, with retries. */
export class Dispatcher {
  private readonly busy = new Map<string, Promise<void>>();
  private readonly pausedUntil = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;
  private readonly closing = new AbortController();

  constructor(
    private readonly db: Database,
    private readonly records: Records,
    private readonly now: () => Date,
    private readonly options: DeliveryOptions,
    private readonly language: Language,
    private readonly log: (line: string) => void,
  ) {
    this.timer = setInterval(() => this.kick(), TICK_MS);
    this.timer.unref();
    setImmediate(() => this.kick());
  }

  /** Looks for what is due. */
  kick(): void {
    if (this.closing.signal.aborted) return;
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
    this.closing.abort();
    clearInterval(this.timer);
    await Promise.all(this.busy.values());
  }

  private async drain(target: string): Promise<void> {
    while (!this.closing.signal.aborted) {
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
      const sent = this.together(due, first, sizeOf(object));
      try {
        await this.send(object, sent.map(bodyOf), String(first.id));
        this.settle(sent, 'sent', '');
      } catch (error) {
        const why = messageOf(error);
        // Closed while it waited for its turn: it is sent after the next start.
        if (isInspectionError(error, 'cancelled')) return;
        const wait = this.options.retryMs[first.attempts];
        if ((isInspectionError(error, 'report') && !error.retryable) || wait === undefined) {
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

  /** What goes into one message: what a policy gathers, and for people what is due at the same time. */
  private together(due: readonly Due[], first: Due, size: Size | undefined): readonly Due[] {
    const rows = due.filter((row) => row.batch === first.batch);
    if (size) return digestsOf(rows, size, (row) => noteOf(bodyOf(row)))[0] ?? [first];
    return first.batch === '' ? [first] : rows.slice(0, GATHERED);
  }

  /**
   * Sends one message at once that says that it is a test; nothing of it is kept.
   *
   * @returns what came back, such as `HTTP 200: ok`
   * @throws ReportError that says why it was not taken, and never holds the address
   */
  async test(object: Pick<NotifyRecord, 'type' | 'optSet'>): Promise<string> {
    const event = { ...TEST[this.language], df_status: 'info', date: Math.floor(this.now().getTime() / 1000) };
    const now = this.now().getTime();
    return this.send(object, [event], `test-${now}`, Date.now() + this.options.timeoutMs);
  }

  private async send(
    object: Pick<NotifyRecord, 'type' | 'optSet'>,
    events: readonly EventBody[],
    id: string,
    deadline?: number,
  ): Promise<string> {
    const { timeoutMs, mail } = this.options;
    if (object.type === 'mailGroup') return this.mail(mail, object.optSet.to, events, id);
    const brand = ROBOTS[object.type];
    if (!brand) return callHook(textOf(object.optSet.url), events, timeoutMs);
    const secret = textOf(object.optSet.secret);
    const access = { url: textOf(object.optSet.webhook), ...(secret === '' ? {} : { secret }) };
    const robot = robotClient(brand, access, { timeoutMs });
    await robot.ready({ signal: this.closing.signal, ...(deadline === undefined ? {} : { deadline }) });
    await robot.send(chatMessageOf(events.map(noteOf), this.language, brand));
    return 'HTTP 200';
  }

  /** @param to addresses; members of a workspace, who have ids there, are not known here */
  private async mail(
    server: MailServer | undefined,
    to: unknown,
    events: readonly EventBody[],
    id: string,
  ): Promise<string> {
    if (!server) throw fault('refused', 'there is no mail server: set SMTP_URL and EMAIL_FROM of the host');
    const addresses = (Array.isArray(to) ? to : []).map(textOf).filter(isMailAddress);
    if (addresses.length === 0) throw fault('refused', 'the target has no mail address');
    const client = await mailClient(server, this.language);
    const stop = { signal: this.closing.signal };
    try {
      await client.send({ to: addresses, notes: events.map(noteOf), id: `notification-${id}` }, stop);
    } finally {
      client.close();
    }
    return 'SMTP 250';
  }
}

/** What a message to people may be long; a webhook takes events as they are. */
function sizeOf({ type }: Pick<NotifyRecord, 'type'>): Size | undefined {
  return type === 'mailGroup' ? MAIL_SIZE : ROBOTS[type];
}

const bodyOf = (row: Due): EventBody => JSON.parse(row.body) as EventBody;

const STATUSES: readonly ChatNote['status'][] = ['critical', 'error', 'warning', 'info'];

/** @returns what a chat group is told of an event, whoever has sent it here */
export function noteOf(event: EventBody): ChatNote {
  const status = textOf(event.df_status);
  const where = [event.account_name, event.region, event.df_monitor_checker_name].map(textOf).filter(Boolean);
  return {
    // Data that stay away are of no severity of their own.
    status: isOk(status) ? 'ok' : (STATUSES.find((one) => one === status) ?? 'warning'),
    title: textOf(event.df_title),
    message: textOf(event.df_message),
    where: where.join(', '),
  };
}

/** One event as it is stored, or the first of several with all of them in `events`. */
async function callHook(url: string, events: readonly EventBody[], timeoutMs: number): Promise<string> {
  const [first = {}] = events;
  const title = `${textOf(first.df_title)} (+${events.length - 1})`;
  const body = events.length === 1 ? first : { ...first, df_title: title, events };
  registerAddress(url);
  const what = `webhook at ${hostOf(url)}`;
  const answer = await exchange({
    method: 'POST',
    url,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    timeoutMs,
    what,
  });
  const kind = kindOfStatus(answer.status);
  if (kind) throw fault(kind, `${what}: HTTP ${answer.status}`, { httpStatus: answer.status });
  const said = excerpt(answer.body);
  return `HTTP ${answer.status}${said ? `: ${said}` : ''}`;
}
