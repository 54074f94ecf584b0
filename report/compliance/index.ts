/** The views of standards over the findings of a run. */
import { cis } from './cis';
import { mlps } from './mlps';
import type { View } from './view';
import { wellArchitected } from './well-architected';

export { compliancePage } from './page';
export { STATE_WORDS, type Control, type ControlState, type View } from './view';

/** By the name that `--format` has for them. */
export const VIEWS = { cis, mlps, 'well-architected': wellArchitected } satisfies Record<string, View>;
