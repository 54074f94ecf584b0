import type { InspectionEvent } from '../../model';
import type { FaultKind } from '../fault';

/** A message before it has the form of one brand. */
export interface ChatMessage {
  readonly title: string;
  readonly text: string;
  /** The most severe status in it. */
  readonly status: InspectionEvent['status'];
}

/** What opens a robot. */
export interface RobotAccess {
  /** The robot's whole address, which is its key. */
  readonly url: string;
  /** When the robot checks signatures. */
  readonly secret?: string;
}

/** What is different from brand to brand. */
export interface Brand {
  readonly name: 'dingtalk' | 'feishu' | 'wecom' | 'slack';
  readonly perMinute: number;
  /** For the text of a message, counted by `measure`. */
  readonly maxBytes: number;
  readonly measure: (text: string) => number;
  /** @param now epoch milliseconds */
  request(message: ChatMessage, access: RobotAccess, now: number): { readonly url: string; readonly body: unknown };
  /** What is in an answer that is no JSON; by default nothing. */
  read?(text: string): Readonly<Record<string, unknown>>;
  /** The robot's own code: 0 is success. A robot answers HTTP 200 also when it refuses. */
  codeOf(answer: Readonly<Record<string, unknown>>): unknown;
  /** Codes that pass by themselves; any other is a refusal. */
  readonly passing: Readonly<Record<string, FaultKind>>;
  /** What to do about a refusal. */
  readonly advice: Readonly<Record<string, string>>;
}
