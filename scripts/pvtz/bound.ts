interface Bindings {
  readonly bindVpcs: readonly unknown[] | undefined;
  readonly bindEdgeDnsClusters: readonly unknown[] | undefined;
}

/** Whether anything sees a zone, or sends requests by a rule; `undefined`: the answer does not tell. Edge clusters are seldom in it. */
export function bound({ bindVpcs, bindEdgeDnsClusters }: Bindings): boolean | undefined {
  if (bindEdgeDnsClusters && bindEdgeDnsClusters.length > 0) return true;
  return bindVpcs && bindVpcs.length > 0;
}
