/** Every condition that a world can be planted with, by the kind of asset that can have it. */
import { CATALOGUE, type Kind } from './catalogue';
import { kindOf, type ConditionInfo, type KindFacts } from './kinds';

export type { Kind };

export const KINDS = Object.keys(CATALOGUE.kinds) as readonly Kind[];

export function infoOf(kind: Kind): KindFacts {
  return kindOf(CATALOGUE, kind);
}

export const CONDITIONS: Readonly<Record<string, ConditionInfo>> = CATALOGUE.conditions;

/** How many of each condition the default world holds: one in 500 of the population, at least one. */
export const USUAL_SHARE = 0.002;

/** The plant of a scenario that names none. */
export function usualPlant(): Record<string, number> {
  const usual = Object.entries(CONDITIONS).filter(([, info]) => info.usual !== false);
  return Object.fromEntries(usual.map(([condition]) => [condition, USUAL_SHARE]));
}
