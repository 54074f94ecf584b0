/**
 * Which ports of a security group the internet may reach: all of it, or an eighth of it and more, so that halves count
 * like the whole. Rules count in the order of their priority, the lowest
 * number first; among equals Drop counts before Accept; what no rule speaks of is closed. A port list that a rule
 * refers to is not in the answer: what depends on it is unsure. What a prefix list opens is told of the list.
 */
import { unlessUnread, type AssetOf } from '../../lib/define';
import type { securityGroupRules } from './collectors/security-group-rules';

type Collected = AssetOf<typeof securityGroupRules>;

/** An inbound rule, as far as it decides. */
export type Rule = Pick<
  Collected,
  | 'policy'
  | 'priority'
  | 'ipProtocol'
  | 'portRange'
  | 'portRangeListId'
  | 'sourcePortRange'
  | 'sourceCidrIp'
  | 'ipv6SourceCidrIp'
  | 'sourceGroupId'
  | 'sourcePrefixListId'
  | 'destCidrIp'
  | 'ipv6DestCidrIp'
>;

export const FAMILIES = ['IPv4', 'IPv6'] as const;
export const PROTOCOLS = ['TCP', 'UDP'] as const;
export type Family = (typeof FAMILIES)[number];
export type Protocol = (typeof PROTOCOLS)[number];

/** Ports from the first to the last, both included. */
export type Span = readonly [number, number];

export interface Exposure {
  readonly family: Family;
  readonly protocol: Protocol;
  readonly open: readonly Span[];
  /** Open or closed, depending on what the answer does not tell; nothing of it is in `open`. */
  readonly unsure: readonly Span[];
}

const ALL: Span = [1, 65535];

/** What the internet may reach, per address family and protocol. */
export function exposureOf(rules: readonly Rule[]): Exposure[] {
  const ordered = [...rules].sort((a, b) => rank(a) - rank(b) || Number(accepts(a)) - Number(accepts(b)));
  return FAMILIES.flatMap((family) => {
    const slices = slicesOf(ordered, family);
    return PROTOCOLS.map((protocol) => joined(slices.map((slice) => decide(ordered, family, protocol, slice))));
  });
}

/** A part of a family's public addresses: their first bits, and how many bits. */
type Slice = readonly [bits: number, width: number];

/** Eighths, without those that nobody has: multicast and reserved ones; of IPv6 all public addresses are 2000::/3. */
const SLICES: Readonly<Record<Family, readonly Slice[]>> = {
  IPv4: [0, 1, 2, 3, 4, 5, 6].map((bits) => [bits, 3]),
  IPv6: [8, 9, 10, 11, 12, 13, 14, 15].map((bits) => [bits, 6]),
};

/** One is enough where no rule tells them apart. */
function slicesOf(rules: readonly Rule[], family: Family): readonly Slice[] {
  const parted = rules.some((rule) => {
    const length = lengthOf(family === 'IPv4' ? rule.sourceCidrIp : rule.ipv6SourceCidrIp);
    return length > 0 && length <= (SLICES[family][0]?.[1] ?? 0);
  });
  return parted ? SLICES[family] : SLICES[family].slice(0, 1);
}

function lengthOf(range: string | undefined): number {
  return Number(range?.split('/')[1] ?? 128);
}

/** Whether a range holds a whole slice. */
function covers(range: string, family: Family, [bits, width]: Slice): boolean {
  const length = lengthOf(range);
  if (!(length <= width)) return false;
  const [high = '', low = ''] = range.split(/[.:/]/);
  const first = family === 'IPv4' ? Number(high) * 256 + Number(low) : parseInt(high || '0', 16);
  return first >> (16 - length) === bits >> (width - length);
}

/** Whether a range holds an eighth of the public addresses of its family, or more. */
export function isWide(range: string): boolean {
  const family: Family = range.includes(':') ? 'IPv6' : 'IPv4';
  return SLICES[family].some((slice) => covers(range, family, slice));
}

/** Open to one slice is open. */
function joined(exposures: readonly Exposure[]): Exposure {
  const { family, protocol } = exposures[0] as Exposure;
  const open = merged(exposures.flatMap((one) => one.open));
  const unsure = merged(exposures.flatMap((one) => one.unsure));
  return { family, protocol, open, unsure: without(unsure, open) };
}

export function holds(spans: readonly Span[], port: number): boolean {
  return spans.some(([from, to]) => from <= port && port <= to);
}

export function sizeOf(spans: readonly Span[]): number {
  return spans.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}

function decide(ordered: readonly Rule[], family: Family, protocol: Protocol, slice: Slice): Exposure {
  let undecided: readonly Span[] = [ALL];
  /** What may already have been dropped. */
  const shaky: Span[] = [];
  const open: Span[] = [];
  const unsure: Span[] = [];
  for (const rule of ordered) {
    const match = matchOf(rule, family, protocol, slice);
    if (!match) continue;
    const { span, sure } = match;
    const hit = common(undecided, [span]);
    const vague = isVague(rule);
    if (vague || !sure) {
      if (vague || accepts(rule)) unsure.push(...hit);
      if (vague || !accepts(rule)) shaky.push(...hit);
      continue;
    }
    if (accepts(rule)) {
      open.push(...without(hit, shaky));
      unsure.push(...common(hit, shaky));
    }
    undecided = without(undecided, [span]);
  }
  const opened = merged(open);
  return { family, protocol, open: opened, unsure: without(merged(unsure), opened) };
}

function accepts(rule: Rule): boolean {
  return policyOf(rule) === 'Accept';
}

/** A value never heard of is as good as none: what depends on it is unsure, and the other rules still count. */
function policyOf(rule: Rule): Rule['policy'] {
  return unlessUnread(
    () => rule.policy,
    () => undefined,
  );
}

function protocolOf(rule: Rule): Rule['ipProtocol'] {
  return unlessUnread(
    () => rule.ipProtocol,
    () => undefined,
  );
}

/** Without a policy or a priority nobody knows what a rule does, or when. */
function isVague(rule: Rule): boolean {
  return rule.priority === undefined || policyOf(rule) === undefined;
}

/** Vague rules come first: all that they touch is unsure. */
function rank(rule: Rule): number {
  return isVague(rule) ? -1 : (rule.priority ?? -1);
}

/** The ports that a rule speaks of for everybody in a slice; `sure` when it certainly does. */
function matchOf(
  rule: Rule,
  family: Family,
  protocol: Protocol,
  slice: Slice,
): { span: Span; sure: boolean } | undefined {
  const named = protocolOf(rule);
  if (named !== undefined && named !== 'ALL' && named !== protocol) return undefined;
  const source = sourceOf(rule, family, slice);
  if (source === 'some') return undefined;
  // A Drop for one destination or source port leaves the way open for the others.
  if (!accepts(rule) && isNarrow(rule, family)) return undefined;
  const span = rule.portRangeListId === undefined ? spanOf(rule.portRange) : undefined;
  if (span === 'none') return undefined;
  return { span: span ?? ALL, sure: span !== undefined && source === 'all' && named !== undefined };
}

/** Whether a rule is for all addresses of a slice, or for some; `unknown` where it does not tell. */
function sourceOf(rule: Rule, family: Family, slice: Slice): 'all' | 'some' | 'unknown' {
  const [own, other] =
    family === 'IPv4' ? [rule.sourceCidrIp, rule.ipv6SourceCidrIp] : [rule.ipv6SourceCidrIp, rule.sourceCidrIp];
  if (own !== undefined) return covers(own, family, slice) ? 'all' : 'some';
  const told = [other, rule.sourceGroupId, rule.sourcePrefixListId].some((source) => source !== undefined);
  return told ? 'some' : 'unknown';
}

function isNarrow(rule: Rule, family: Family): boolean {
  const destination = family === 'IPv4' ? rule.destCidrIp : rule.ipv6DestCidrIp;
  if (destination !== undefined && !destination.endsWith('/0')) return true;
  if (rule.sourcePortRange === undefined) return false;
  const span = spanOf(rule.sourcePortRange);
  return span === undefined || span === 'none' || sizeOf([span]) < sizeOf([ALL]);
}

/** `22/22`, `1/65535`, or `-1/-1` for all; `none` where only port 0 is meant, `undefined` where it cannot be read. */
function spanOf(range: string | undefined): Span | 'none' | undefined {
  const match = /^(-?\d+)\/(-?\d+)$/.exec(range?.trim() ?? '');
  if (!match) return undefined;
  const [from, to] = [Number(match[1]), Number(match[2])];
  if (from === -1 && to === -1) return ALL;
  if (from < 0 || to < from || to > 65535) return undefined;
  return to === 0 ? 'none' : [Math.max(1, from), to];
}

function common(a: readonly Span[], b: readonly Span[]): Span[] {
  return a.flatMap(([from, to]) =>
    b.map(([low, high]): Span => [Math.max(from, low), Math.min(to, high)]).filter(([first, last]) => first <= last),
  );
}

function without(spans: readonly Span[], taken: readonly Span[]): Span[] {
  return taken.reduce<Span[]>(
    (left, [low, high]) =>
      left.flatMap(([from, to]): Span[] => {
        if (high < from || to < low) return [[from, to]];
        return [...(from < low ? [[from, low - 1] as const] : []), ...(high < to ? [[high + 1, to] as const] : [])];
      }),
    [...spans],
  );
}

function merged(spans: readonly Span[]): Span[] {
  const found: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = found.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else found.push([from, to]);
  }
  return found;
}
