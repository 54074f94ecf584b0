/** Whose event tells of a finding, when its cause comes or goes at another time than it does itself. */
import { settlingOf } from '../define';
import { atLeast, type Finding, type Severity } from '../model';
import { isTold } from './alike';
import { pendingFinding } from './check';
import type { Waiting } from './context';
import { aloneSince, keeping } from './turn';

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

/** As {@link aloneSince}, of what this inspection has told in the event of its cause. */
export function settlingSince({ about, open, place: { now } }: Waiting): Date | undefined {
  return open?.untold && !open.lent ? aloneSince(about.checker, open, now) : undefined;
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
