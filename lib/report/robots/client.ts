import { registerSecret } from '../../credentials/redact';
import { fault, kindOfStatus, type FaultKind } from '../fault';
import { excerpt, exchange, hostOf, registerAddress } from '../http';
import { rateWindow, systemClock, type Clock, type RateWindow, type Stop } from '../stop';
import type { Brand, ChatMessage, RobotAccess } from './brand';

/** One robot: whoever tells a chat group does it through this. */
export interface RobotClient {
  /** Resolves when the robot takes another message. @throws StoppedError */
  ready(stop?: Stop): Promise<void>;
  /** @throws ReportError that says whether another try makes sense, and never holds the address */
  send(message: ChatMessage, stop?: Stop): Promise<void>;
}

export interface RobotClientOptions {
  /** For signatures and waits; of the machine when absent. */
  readonly clock?: Clock;
  /** For one exchange. */
  readonly timeoutMs?: number;
}

const MINUTE_MS = 61_000;

/** One window per robot, whichever run of this process talks to it. */
const windows = new Map<string, RateWindow>();

/**
 * @example
 * const robot = robotClient(dingtalk, { url: 'https://…', secret: 'SEC…' });
 * await robot.ready();
 * await robot.send(messageOf(notes, 'en', dingtalk));
 */
export function robotClient(brand: Brand, access: RobotAccess, options: RobotClientOptions = {}): RobotClient {
  const clock = options.clock ?? systemClock;
  const window = options.clock
    ? rateWindow(brand.perMinute, MINUTE_MS, clock)
    : shared(`${brand.name} ${access.url}`, brand.perMinute);
  registerAddress(access.url);
  registerSecret(access.secret);
  const what = `${brand.name} robot at ${hostOf(access.url)}`;
  return {
    ready: (stop) => window.take(stop),
    async send(message, stop) {
      const { url, body } = brand.request(message, access, clock.now());
      const answer = await exchange({
        method: 'POST',
        url,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
        timeoutMs: options.timeoutMs,
        stop,
        what,
      });
      const said = brand.read?.(answer.body) ?? parse(answer.body);
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
    },
  };
}

function shared(key: string, perMinute: number): RateWindow {
  let window = windows.get(key);
  if (!window) windows.set(key, (window = rateWindow(perMinute, MINUTE_MS)));
  return window;
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
