/** What waits for each signal. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls a function once a signal says stop. Thousands of calls of a run wait for one signal, which would look at all of its
 * listeners for each that comes or goes: so it has one, and that one has a set.
 *
 * @param call a function of its own for each that waits
 * @returns forgets it
 * @example
 * const forget = onAbort(signal, () => socket.destroy());
 * try { await answer; } finally { forget(); }
 */
export function onAbort(signal: AbortSignal | undefined, call: () => void): () => void {
  if (!signal) return () => undefined;
  const calls = waiting.get(signal) ?? listenTo(signal);
  calls.add(call);
  return () => calls.delete(call);
}

function listenTo(signal: AbortSignal): Set<() => void> {
  const calls = new Set<() => void>();
  waiting.set(signal, calls);
  const stop = () => {
    for (const call of [...calls]) call();
    calls.clear();
  };
  signal.addEventListener('abort', stop, { once: true });
  return calls;
}
