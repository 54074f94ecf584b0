import { useEffect, useState } from 'preact/hooks';

const CHANGED = 'console:navigated';

let guard: (() => Promise<boolean>) | undefined;
let path = location.pathname;
/** How many pages of the console are behind this one, as its entry in the browser's history knows. */
let depth = depthOf(history.state) ?? 0;
history.replaceState({ depth }, '');

function depthOf(state: unknown): number | undefined {
  return typeof state === 'object' && state && 'depth' in state ? Number(state.depth) || 0 : undefined;
}

/** @param ask whether the page is left; `undefined`: it is */
export function guardLeaving(ask: typeof guard): void {
  guard = ask;
}

export const mayLeave = async (): Promise<boolean> => guard === undefined || guard();

function arrive(): void {
  path = location.pathname;
  dispatchEvent(new Event(CHANGED));
}

/** Goes to another page of the console, or to the same with another query. */
export function navigate(to: string, options: { readonly replace?: boolean } = {}): void {
  const go = () => {
    if (options.replace) history.replaceState({ depth }, '', to);
    else history.pushState({ depth: ++depth }, '', to);
    arrive();
  };
  if (guard && new URL(to, location.href).pathname !== path) void guard().then((yes) => yes && go());
  else go();
}

/** What to do when the browser is back at the page that is not left yet. */
let returned: (() => void) | undefined;
addEventListener('popstate', ({ state }) => {
  if (returned) {
    returned();
    returned = undefined;
    return;
  }
  const there = depthOf(state);
  if (there === undefined) history.replaceState({ depth: ++depth }, '');
  const steps = (there ?? depth) - depth;
  if (guard && location.pathname !== path && steps !== 0) {
    const ask = guard;
    returned = () =>
      void ask().then((yes) => {
        if (!yes) return;
        guard = undefined;
        history.go(steps);
      });
    history.go(-steps);
    return;
  }
  depth += steps;
  arrive();
});

export interface Place {
  /** Decoded parts of the path. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
}

function here(): Place {
  const parts = location.pathname
    .split('/')
    .filter(Boolean)
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    });
  return { parts, query: new URLSearchParams(location.search) };
}

/** Where we are; follows links, `navigate` and the browser's buttons. */
export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const update = () => setPlace(here());
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
      if (!link || !plain || link.target || link.download || link.origin !== location.origin) return;
      if (link.pathname.startsWith('/console/') || link.getAttribute('href')?.startsWith('#')) return;
      event.preventDefault();
      navigate(link.pathname + link.search);
      if (link.pathname !== location.pathname) return;
      if (link.hash) requestAnimationFrame(() => document.getElementById(link.hash.slice(1))?.scrollIntoView());
      else scrollTo(0, 0);
    };
    addEventListener(CHANGED, update);
    document.addEventListener('click', follow);
    return () => {
      removeEventListener(CHANGED, update);
      document.removeEventListener('click', follow);
    };
  }, []);
  return place;
}
