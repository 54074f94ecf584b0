/**
 * What moves on many assets at once is one event about the group: a release, a campaign, a failed zone or a caller that is
 * gone. One finding leads, and the others are listed in its event.
 */
import { HOUR } from '../model';
import type { OpenFinding } from '../state';
import type { Waiting } from './context';
import { isAcceptable } from './feedback';

/** Fewer are told one by one: a judgement. */
const LEAST = 5;
/** Hourly values tell the hour in which something began, give or take one: a judgement. */
const WITHIN_MS = 2 * HOUR;

/** Whether a finding may belong to a group: it tells of what is unusual, and since when. */
export const isGroupable = ({ finding }: Pick<Waiting, 'finding'>): boolean => isAcceptable(finding.data);

/** Whether what is open has told of others. */
export function leads(open: OpenFinding | undefined): boolean {
  return open?.told?.consequences !== undefined && !open.untold;
}

/**
 * The leader of each finding that belongs to a group: of one checker, account, region and metric, in one direction, begun
 * within two hours. A finding that leads already goes on to lead, however many are left; otherwise it takes five, and one
 * that has been told before leads, so that nothing is told twice.
 */
export function leadersOf(findings: readonly Waiting[]): ReadonlyMap<Waiting, Waiting> {
  const leaders = new Map<Waiting, Waiting>();
  for (const ours of grouped(findings)) {
    for (const some of together(ours)) {
      const leader = some.find(isLeading) ?? some.find(isTold) ?? some[0];
      if (!leader || (some.length < LEAST && !isLeading(leader))) continue;
      for (const one of some) if (one !== leader) leaders.set(one, leader);
    }
  }
  return leaders;
}

/** Whether a finding has had an event. */
export const isTold = ({ open }: Pick<Waiting, 'open'>): boolean => open !== undefined && !open.untold;
const isLeading = ({ open }: Waiting): boolean => leads(open);

const sinceOf = ({ finding }: Waiting): number => new Date(finding.data.since as Date | string).getTime();

/** In which way a metric has moved. */
function directionOf({ finding: { data } }: Waiting): string {
  if (data.kind === 'spread') return 'spread';
  return Number(data.value) < Number(data.expected) ? 'down' : 'up';
}

function grouped(findings: readonly Waiting[]): Waiting[][] {
  const groups = new Map<string, Waiting[]>();
  for (const one of findings) {
    const { account, region, checker, data } = one.finding;
    const key = [account, region, checker, String(data.metric), directionOf(one)].join('\n');
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

/** Those that began together, in the order in which they began, the least usual first. */
function together(group: readonly Waiting[]): Waiting[][] {
  const rarity = ({ finding }: Waiting) => Number(finding.data.weeks) || 0;
  const byId = (a: Waiting, b: Waiting) => (a.finding.assetId < b.finding.assetId ? -1 : 1);
  const order = (a: Waiting, b: Waiting) => sinceOf(a) - sinceOf(b) || rarity(b) - rarity(a) || byId(a, b);
  const clusters: Waiting[][] = [];
  let from = -Infinity;
  for (const one of [...group].sort(order)) {
    const since = sinceOf(one);
    if (since - from > WITHIN_MS) {
      clusters.push([]);
      from = since;
    }
    clusters[clusters.length - 1]?.push(one);
  }
  return clusters;
}
