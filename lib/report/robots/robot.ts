import { registerSecret } from '../../credentials/redact';
import type { InspectionEvent, Language } from '../../model';
import { deliverInOrder, inBatches } from '../deliver';
import { fault, kindOfStatus, type FaultKind } from '../fault';
import { excerpt, exchange, hostOf, registerAddress } from '../http';
import type { Reporter } from '../reporter';
import { rateWindow, systemClock, type Clock, type RateWindow, type Stop } from '../stop';
import { truncateBytes } from '../truncate';
import { chatMarkdown } from './markdown';

export interface RobotOptions {
  /** The robot's whole address, which is its key. */
  readonly url: string;
  /** When the robot checks signatures. */
  readonly secret?: string;
  readonly language: Language;
  readonly stop?: Stop;
  readonly clock?: Clock;
}

/** A message before it has the form of one brand. */
export interface ChatMessage {
  readonly title: string;
  readonly text: string;
  /** The most severe status in it. */
  readonly status: InspectionEvent['status'];
}

/** What is different from brand to brand. */
export interface Brand {
  readonly name: 'dingtalk' | 'feishu' | 'wecom';
  readonly perMinute: number;
  /** For the text of a message, counted by `measure`. */
  readonly maxBytes: number;
  readonly measure: (text: string) => number;
  /** @param now epoch milliseconds */
  request(message: ChatMessage, options: RobotOptions, now: number): { readonly url: string; readonly body: unknown };
  /** The robot's own code: 0 is success. A robot answers HTTP 200 also when it refuses. */
  codeOf(answer: Readonly<Record<string, unknown>>): unknown;
  /** Codes that pass by themselves; any other is a refusal. */
  readonly passing: Readonly<Record<string, FaultKind>>;
  /** What to do about a refusal. */
  readonly advice: Readonly<Record<string, string>>;
}

/** Up to so many events are told one by one; more are told in digests as long as the brand takes, as it asks for. */
const ONE_BY_ONE = 3;
const IN_DIGEST = 50;
/** Of an event in a digest. */
const ENTRY_BYTES = 600;
const MINUTE_MS = 61_000;

const ORDER: readonly InspectionEvent['status'][] = ['critical', 'error', 'warning', 'info', 'ok'];
const SIGNS: Readonly<Record<InspectionEvent['status'], string>> = {
  critical: '🔴',
  error: '🟠',
  warning: '🟡',
  info: '🔵',
  ok: '🟢',
};

/** One window per robot, whichever run of this process talks to it. */
const windows = new Map<string, RateWindow>();

/** A reporter that tells a chat group. */
export function robotReporter(brand: Brand, options: RobotOptions): Reporter {
  const { language, stop } = options;
  const clock = options.clock ?? systemClock;
  const window = options.clock
    ? rateWindow(brand.perMinute, MINUTE_MS, clock)
    : shared(`${brand.name} ${options.url}`, brand.perMinute);
  registerAddress(options.url);
  registerSecret(options.secret);
  const what = `${brand.name} robot at ${hostOf(options.url)}`;

  async function send(batch: readonly InspectionEvent[]): Promise<void> {
    await window.take(stop);
    const { url, body } = brand.request(messageOf(batch, language, brand), options, clock.now());
    const answer = await exchange({
      method: 'POST',
      url,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      stop,
      what,
    });
    const said = parse(answer.body);
    const code = said && codeText(brand.codeOf(said));
    if (answer.status < 300 && code === '0') return;
    const known = code === undefined ? undefined : brand.passing[code];
    const kind = known ?? kindOfStatus(answer.status) ?? refusalOf(brand, code);
    const retryAfterMs = answer.retryAfterMs ?? (kind === 'rate-limit' ? MINUTE_MS : undefined);
    if (kind === 'rate-limit') window.pause(retryAfterMs ?? MINUTE_MS);
    const advice = code === undefined ? undefined : brand.advice[code];
    throw fault(
      kind,
      `${what}: HTTP ${answer.status}${code === undefined ? '' : ` code ${code}`}: ${excerpt(answer.body) || 'no text'}${advice ? `: ${advice}` : ''}`,
      { httpStatus: answer.status, retryAfterMs, ...(code === undefined ? {} : { errorCode: code }) },
    );
  }

  return {
    name: brand.name,
    deliver: (events) => {
      const entry = (event: InspectionEvent) => brand.measure(entryOf(event, language)) + 8;
      const batches =
        events.length <= ONE_BY_ONE
          ? events.map((event) => [event])
          : inBatches(events, { count: IN_DIGEST, bytes: brand.maxBytes - ENTRY_BYTES, size: entry });
      return deliverInOrder(batches, send);
    },
  };
}

function shared(key: string, perMinute: number): RateWindow {
  let window = windows.get(key);
  if (!window) windows.set(key, (window = rateWindow(perMinute, MINUTE_MS)));
  return window;
}

/** One event in full, or several in a few lines each; never longer than the brand takes. */
export function messageOf(batch: readonly InspectionEvent[], language: Language, brand: Brand): ChatMessage {
  const status = ORDER.find((s) => batch.some((event) => event.status === s)) ?? 'info';
  const [first] = batch;
  if (batch.length === 1 && first) {
    const title = truncateBytes(`${SIGNS[first.status]} ${first.title[language]}`, 200);
    const text = `**${plain(title)}**\n\n${chatMarkdown(first.message[language])}`;
    return { title, status, text: truncateBytes(text, brand.maxBytes, brand.measure) };
  }
  const recovered = batch.filter((event) => event.status === 'ok').length;
  const title =
    language === 'zh'
      ? `${SIGNS[status]} 巡检：${batch.length - recovered} 个异常，${recovered} 个恢复`
      : `${SIGNS[status]} Inspection: ${batch.length - recovered} abnormal, ${recovered} recovered`;
  const text = [`**${title}**`, ...batch.map((event) => entryOf(event, language))].join('\n\n');
  return { title, status, text: truncateBytes(text, brand.maxBytes, brand.measure) };
}

/** A text without any markup. */
function plain(text: string): string {
  return chatMarkdown(text.replace(/([\\`*[\]<>#|])/g, '\\$1'));
}

function entryOf(event: InspectionEvent, language: Language): string {
  const where = plain(`${event.accountName}, ${event.region}, ${event.inspectionTitle[language]}`);
  const finding = chatMarkdown(event.message[language].split('\n')[0] ?? '').replace(/\*\*/g, '');
  return truncateBytes(`${SIGNS[event.status]} **${plain(event.title[language])}**\n${where}\n${finding}`, ENTRY_BYTES);
}

/** What there is advice for is wrong with the robot, not with a message: there is no use in trying others. */
function refusalOf(brand: Brand, code: string | undefined): FaultKind {
  if (code === undefined) return 'shape';
  return code in brand.advice ? 'key' : 'refused';
}

function codeText(code: unknown): string | undefined {
  return typeof code === 'number' || typeof code === 'string' ? String(code) : undefined;
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
