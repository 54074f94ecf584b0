import type { Scope } from './store';

/** A scope whose memory is gone, and what it was last known to hold. */
export interface Loss {
  readonly scope: Scope;
  readonly why: string;
  readonly open: number;
  readonly assets: number;
  /** Events that were not delivered. */
  readonly waiting: number;
}

const NAMED = 5;

/** What an operator is told about them, in one sentence for each cause. */
export function losses(all: readonly Loss[]): string[] {
  const causes = new Map<string, Loss[]>();
  // One that was met more than once counts once.
  const each = new Map(all.map((loss) => [keyOf(loss.scope), loss]));
  for (const loss of each.values()) causes.set(loss.why, [...(causes.get(loss.why) ?? []), loss]);
  return [...causes].map(([why, mine]) => {
    const sum = (count: (loss: Loss) => number) => mine.reduce((total, loss) => total + count(loss), 0);
    const names = mine.slice(0, NAMED).map(({ scope }) => `${scope.collector} in ${scope.region} of ${scope.account}`);
    const more = mine.length > NAMED ? ` and ${mine.length - NAMED} more` : '';
    return (
      `the state of ${mine.length} collection${mine.length === 1 ? '' : 's'} was lost, ${why}: ${names.join(', ')}${more}; ` +
      `${sum((loss) => loss.open)} open findings, ${sum((loss) => loss.assets)} remembered assets and ` +
      `${sum((loss) => loss.waiting)} undelivered events were last known there. What fails there now is learned again ` +
      'and told as going on, not as new; what recovered meanwhile is not told: close it by hand'
    );
  });
}

function keyOf({ inspection, account, region, collector }: Scope): string {
  return [inspection, account, region, collector].join('/');
}
