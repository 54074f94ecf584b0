/** When a fault that goes on has another event: when there is something new to say, and once a day. */
import { createHash } from 'node:crypto';
import type { AnyChecker } from '../define';
import { HOUR, placeholders, type Consequence, type MessageData, type Severity } from '../model';
import type { OpenFinding } from '../state';
import type { Inspection } from './types';

/** A level of a metric moves by less from run to run, and whoever acts on it would not act otherwise: a judgement. */
const PERCENT = 20;
/** Who looks once a day still finds everything that is open among the events of that day. */
const HOURS = 24;
/** Runs do not start to the second: one that comes a little early counts as a whole round later. */
const EARLY = 0.95;

/** When a fault that goes on has an event. */
export interface Updates {
  /** Beyond this share a number is another one. */
  readonly tolerance: number;
  /** Milliseconds since the last event. */
  readonly every: number;
}

/** What an event would say. */
export interface Saying {
  readonly checker: AnyChecker;
  /** Of the checker's message. */
  readonly key: string;
  readonly severity: Severity;
  readonly data: MessageData;
  readonly consequences: readonly Consequence[];
  readonly muted: boolean;
}

/** What an inspection says of its updates; an alert strategy that repeats sooner, or is silent for less, needs them sooner. */
export function updatesOf({ updates = {}, alerts }: Pick<Inspection, 'updates' | 'alerts'>): Updates {
  const { percent = PERCENT, hours = HOURS } = updates;
  const waits = [alerts?.repeatSeconds, alerts?.silenceSeconds].filter(
    (seconds) => seconds !== undefined && seconds > 0,
  );
  return { tolerance: percent / 100, every: Math.min(hours * HOUR, ...waits.map((seconds = 0) => seconds * 1000)) };
}

/** Whether an event would say more than the last one of the fault, or that one is too long ago. */
export function isNews(open: OpenFinding, saying: Saying, now: Date, { tolerance, every }: Updates): boolean {
  const { told, severity, data } = open;
  // An earlier version has not kept what it said.
  if (!told || severity !== saying.severity || told.message !== saying.key) return true;
  if (told.consequences !== digestOf(saying.consequences)) return true;
  // Local reporters have not been told of it yet.
  if (told.muted && !saying.muted) return true;
  const age = now.getTime() - Date.parse(told.at);
  if (!(age < every * EARLY)) return true;
  return spokenOf(saying).some((name) => isOther(data[name], saying.data[name], tolerance));
}

/** What is kept of an event, beside severity and data. */
export function toldOf({ key, consequences, muted }: Saying, now: Date): NonNullable<OpenFinding['told']> {
  const digest = digestOf(consequences);
  return {
    ...{ at: now.toISOString(), message: key },
    ...(digest === undefined ? {} : { consequences: digest }),
    ...(muted ? { muted } : {}),
  };
}

/** The names of the values that the message speaks of: how long it has lasted, say, is not among them, and is no news. */
function spokenOf({ checker, key, data }: Saying): string[] {
  const text = checker.messages[key];
  return text ? [...new Set([...placeholders(text.zh), ...placeholders(text.en)])] : Object.keys(data);
}

type Value = MessageData[string] | undefined;

function isOther(was: Value, is: Value, tolerance: number): boolean {
  if (typeof was === 'number' && typeof is === 'number') return Math.abs(is - was) > tolerance * Math.abs(was);
  if (Array.isArray(was) && Array.isArray(is)) return sorted(was) !== sorted(is);
  return textOf(was) !== textOf(is);
}

function sorted(list: readonly string[]): string {
  return textOf([...list].sort());
}

/** A time is kept as text. */
function textOf(value: unknown): string {
  return JSON.stringify(value) ?? '';
}

function digestOf(consequences: readonly Consequence[]): string | undefined {
  if (consequences.length === 0) return undefined;
  const all = consequences.map(({ checker, assetId }) => `${checker} ${assetId}`).sort();
  return createHash('sha256').update(all.join('\n')).digest('hex').slice(0, 16);
}
