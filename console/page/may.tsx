/** What whoever is signed in may do: the API says so with the session, and nothing else is offered. */
import type { ComponentChildren } from 'preact';
import type { RouteName } from '../api/roles';
import { usePrefs } from './prefs';
import { textOf } from './words';

/** @returns why a route would be refused, in the language of the page; `undefined` when it would not */
export function useRefusal(): (route: RouteName) => string | undefined {
  const { refused } = usePrefs();
  return (route) => {
    const why = refused[route];
    return why && textOf(why);
  };
}

/** Shows what leads to a route to those who may take it. */
export function May({ route, children }: { route: RouteName; children: ComponentChildren }) {
  return useRefusal()(route) === undefined ? <>{children}</> : null;
}

/** Says to the others what it would need, where something can be seen and not changed. */
export function Needs({ route }: { route: RouteName }) {
  const why = useRefusal()(route);
  return why === undefined ? null : <p class="notice info">{why}</p>;
}
