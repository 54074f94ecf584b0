/**
 * One fault that several inspections see is one stream of events: the first to see it reports it, all events are in that
 * one's name, and the last to see it pass reports the recovery. Each inspection keeps its own share of the fault; what a
 * share's turn means beside the others is decided here, while nobody else writes them. Pure.
 */
import { fingerprintOf, type EventFacts } from '../event';
import { hasGrown } from '../report';
import { atLeast, type Severity } from '../model';
import type { OpenFinding, Peers } from '../state';
import { aloneSince, eventOf, gravest, type Turn } from './turn';

/** Who decides, and when its run began. */
export interface Decider {
  readonly inspection: EventFacts['inspection'];
  readonly now: Date;
}

/** What another inspection has open of the same fault. */
interface Share {
  readonly inspection: string;
  readonly open: OpenFinding;
}

/** A turn beside what other inspections have open: the same one where none has. */
export function settle(turn: Turn, peers: Peers, me: Decider): Turn {
  const over = endedMeanwhile(turn, peers, me);
  const before = over ? undefined : turn.before;
  const { alive, away } = sharesOf(turn, peers, me);
  if (turn.leaving) return leftTo(turn, alive);
  if (turn.closed !== undefined) {
    if (!turn.before || turn.before.untold) return turn;
    return before ? left(turn, before, alive, away) : { ...turn, event: undefined };
  }
  const { opened } = turn;
  if (over && opened && !turn.facts) return { closed: opened.fingerprint, tags: turn.tags };
  // An event that nobody composes is about nothing new.
  if (!opened || !turn.facts || opened.untold) return turn;
  if (before && !before.untold) return goesOn(turn, opened, before, sameFault(alive, before), me);
  const begun = before ? turn : anew(turn, opened, me);
  return joined(begun, begun.opened ?? opened, before, alive, me);
}

function leftTo({ before, tags }: Turn, alive: readonly Share[]): Turn {
  const others = before && !before.untold ? sameFault(alive, before) : [];
  return others.length > 0 ? { tags, closed: before?.fingerprint } : { tags };
}

/** The shares that other inspections have of the same checker and asset; `away` are those that nobody looks after. */
function sharesOf({ tags }: Turn, peers: Peers, { now }: Decider) {
  const shares = peers.inspections.flatMap((inspection): Share[] => {
    const open = peers.open(inspection, fingerprintOf(inspection, tags));
    return open ? [{ inspection, open }] : [];
  });
  const isAlive = ({ open: { until } }: Share) => until !== undefined && Date.parse(until) > now.getTime();
  return { alive: shares.filter(isAlive), away: shares.filter((share) => !isAlive(share)) };
}

/** Whether others have seen the end of a fault while this inspection did not run. */
function endedMeanwhile({ before }: Turn, peers: Peers, { now }: Decider): boolean {
  if (before?.until === undefined || before.untold) return false;
  return Date.parse(before.until) <= now.getTime() && peers.isEnded(before.faultId);
}

function sameFault(shares: readonly Share[], { faultId }: OpenFinding): Share[] {
  return shares.filter(({ open }) => !open.untold && open.faultId === faultId);
}

/** This inspection sees it no more. */
function left(turn: Turn, before: OpenFinding, alive: readonly Share[], away: readonly Share[]): Turn {
  const others = sameFault(alive, before);
  // Whoever does not run any more must not go on with what is over.
  if (others.length === 0) {
    return sameFault(away, before).length > 0 ? { ...turn, ended: [before.faultId] } : turn;
  }
  const [was, is] = [gravest([...severities(others), before.severity]), gravest(severities(others))];
  if (was === is || !turn.facts) return { ...turn, event: undefined };
  return { ...turn, event: eventOf(speaking({ ...turn.facts, reason: undefined }, was, is, others)) };
}

/** This inspection has seen it before. */
function goesOn(turn: Turn, opened: OpenFinding, before: OpenFinding, others: readonly Share[], me: Decider): Turn {
  if (others.length === 0) return turn;
  const was = gravest([...severities(others), before.severity]);
  return follow(turn, opened, was, others, me, isVoice(before, others, me));
}

/** This inspection sees it for the first time, or it was none of its own so far. */
function joined(
  turn: Turn,
  opened: OpenFinding,
  before: OpenFinding | undefined,
  alive: readonly Share[],
  me: Decider,
): Turn {
  const heard = alive.filter(({ open }) => open.audience === opened.audience);
  const told = heard.filter(({ open }) => !open.untold);
  const [first] = [...told].sort((a, b) => (a.open.startedAt < b.open.startedAt ? -1 : 1));
  if (first && turn.facts) {
    const { faultId, startedAt, teller } = first.open;
    if (!teller) return turn;
    const others = sameFault(alive, first.open);
    const by = teller.id === me.inspection.id ? {} : { by: me.inspection.id };
    const facts: EventFacts = { ...turn.facts, inspection: teller, ...by, fault: { id: faultId, startedAt } };
    const mine = { ...opened, faultId, startedAt, teller };
    return follow({ ...turn, facts }, mine, gravest(severities(others)), others, me, false);
  }
  // What is the consequence of another finding elsewhere has been told there, as long as that one says so itself.
  const own = before?.untold === true && !before.lent;
  if (own) return turn;
  const lent = { ...opened, faultId: '', untold: true, lent: true } as const;
  const explained = heard.filter(({ open }) => open.untold && !open.lent);
  if (explained.some(({ open }) => atLeast(open.severity, opened.severity))) {
    return { ...turn, event: undefined, opened: lent };
  }
  // What was told elsewhere is over there, and what this one has read may be of before.
  const since = before?.lent && explained.length === 0 && turn.facts && aloneSince(turn.facts.checker, before, me.now);
  return since ? { ...turn, event: undefined, opened: { ...lent, alone: since.toISOString() } } : turn;
}

/** A fault that others see as well: its event says how it stands for all of them, or there is none. */
function follow(
  turn: Turn,
  opened: OpenFinding,
  was: Severity,
  others: readonly Share[],
  me: Decider,
  voice: boolean,
): Turn {
  const seenBy = everyone(opened, others, me);
  const mine = { ...opened, seenBy };
  const is = gravest([...severities(others), opened.severity]);
  const speaks = voice && !turn.quiet;
  if (!turn.facts || !(speaks || was !== is || (turn.event && hasGrown(turn.event)))) {
    return { ...turn, opened: mine, event: undefined };
  }
  const worse = opened.severity === is ? [] : others;
  const facts = speaking({ ...turn.facts, seenBy }, was, is, worse);
  return { ...turn, opened: mine, event: eventOf(facts, turn.muted) };
}

/** @param others those of which the gravest is quoted; none to say what this inspection has found */
function speaking(facts: EventFacts, was: Severity, is: Severity, others: readonly Share[]): EventFacts {
  const quoted = others.find(({ open }) => open.severity === is)?.open;
  return {
    ...facts,
    kind: 'update',
    status: is,
    previousStatus: was,
    ...(quoted ? { finding: quoted.title, data: quoted.data } : {}),
  };
}

/** A fault that others have seen recover begins again. */
function anew(turn: Turn, opened: OpenFinding, { inspection }: Decider): Turn {
  if (!turn.before || !turn.facts) return turn;
  const begun = { kind: 'anomaly', previousStatus: undefined, fault: undefined, seenBy: undefined } as const;
  const facts: EventFacts = { ...turn.facts, ...begun, inspection, by: undefined };
  const event = eventOf(facts, turn.muted);
  const { faultId, faultStartTime: startedAt } = event;
  const { id, title } = inspection;
  return { ...turn, facts, event, opened: { ...opened, faultId, startedAt, seenBy: undefined, teller: { id, title } } };
}

/** One inspection says that a fault goes on: the one in whose name it is, otherwise the first of those that see it. */
function isVoice(mine: OpenFinding, others: readonly Share[], { inspection }: Decider): boolean {
  const ids = [inspection.id, ...others.map((share) => share.inspection)].sort();
  const teller = mine.teller?.id ?? inspection.id;
  return (ids.includes(teller) ? teller : ids[0]) === inspection.id;
}

function everyone(mine: OpenFinding, others: readonly Share[], { inspection }: Decider): string[] {
  const all = others.flatMap((share) => [share.inspection, ...(share.open.seenBy ?? [])]);
  return [...new Set([inspection.id, ...(mine.seenBy ?? []), ...all])].sort();
}

function severities(shares: readonly Share[]): Severity[] {
  return shares.map(({ open }) => open.severity);
}
