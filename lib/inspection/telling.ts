/** Whose event tells of a finding, when its cause comes or goes at another time than it does itself. */
import { settlingOf } from '../define';
import { MINUTE, atLeast, type Finding, type Severity } from '../model';
import { isTold } from './alike';
import { pendingFinding } from './check';
import type { Waiting } from './context';
import { keeping } from './turn';

type Roots = Map<Waiting, Waiting>;

/**
 * What each finding is told by, and what each tells of. A cause that is found after its consequence was told of, on the same
 * asset and no graver, is told there: a full disk that locks an instance at once shows in its metric half an hour later.
 *
 * @param roots by finding, its root cause
 */
export function underTold(roots: Roots): {
  readonly roots: Roots;
  readonly following: ReadonlyMap<Waiting, readonly Waiting[]>;
} {
  const groups = groupsOf(roots);
  for (const [root, ours] of groups) {
    if (isTold(root)) continue;
    const [teller, ...more] = ours.filter(isTold);
    if (!teller || more.length > 0 || teller.finding.assetId !== root.finding.assetId) continue;
    if (!atLeast(severityOf(teller), severityOf(root))) continue;
    for (const one of [root, ...ours]) roots.set(one, teller);
  }
  return { roots, following: groupsOf(roots) };
}

function groupsOf(roots: Roots): Map<Waiting, Waiting[]> {
  const groups = new Map<Waiting, Waiting[]>();
  for (const [one, root] of roots) {
    if (root === one) continue;
    const ours = groups.get(root);
    if (ours) ours.push(one);
    else groups.set(root, [one]);
  }
  return groups;
}

export const severityOf = ({ finding, about }: Waiting): Severity => finding.severity ?? about.checker.severity;

/**
 * Since when nothing explains a finding any more whose metrics may still show what is over; `undefined`: it stands alone. The
 * cause has recovered by its state at once, and what followed from it takes the time of its metrics.
 */
export function settlingSince({ about, open, place: { now } }: Waiting): Date | undefined {
  const minutes = settlingOf(about.checker.metrics);
  if (!open?.untold || open.lent || minutes === 0) return undefined;
  const since = open.alone === undefined ? now : new Date(open.alone);
  return now.getTime() - since.getTime() < minutes * MINUTE ? since : undefined;
}

export function keptAlone({ place, about, open }: Waiting, since: Date) {
  const alone = since.toISOString();
  return open && keeping(place, about, open, open.alone === alone ? undefined : { alone });
}

const ALONE = {
  zh: '（起因已于 {{since}} 恢复，再持续 {{minutes}} 分钟才产生事件）',
  en: ' (its cause recovered at {{since}}: it makes an event when it lasts for {{minutes}} minutes more)',
};

/** How such a finding is listed: it has no event yet. */
export function settlingFinding({ finding, about }: Waiting, since: Date): Finding {
  return pendingFinding(finding, since, settlingOf(about.checker.metrics), ALONE);
}
