import { useEffect, useState } from 'preact/hooks';

const CHANGED = 'console:navigated';

/** Goes to another page of the console, or to the same with another query. */
export function navigate(to: string, options: { readonly replace?: boolean } = {}): void {
  if (options.replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  dispatchEvent(new Event(CHANGED));
}

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
      if (link.hash) requestAnimationFrame(() => document.getElementById(link.hash.slice(1))?.scrollIntoView());
      else scrollTo(0, 0);
    };
    addEventListener('popstate', update);
    addEventListener(CHANGED, update);
    document.addEventListener('click', follow);
    return () => {
      removeEventListener('popstate', update);
      removeEventListener(CHANGED, update);
      document.removeEventListener('click', follow);
    };
  }, []);
  return place;
}
