import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Names, SessionView } from '../api/api';
import type { Language } from './words';

export type Theme = 'auto' | 'light' | 'dark';

export interface Prefs {
  readonly language: Language;
  readonly theme: Theme;
  readonly names: Names;
  /** Reads the names again, as something has come that has none; not more often than every few seconds. */
  readonly learn: () => void;
  readonly editable: boolean;
  /** What the role of who is signed in may not do, and why not. */
  readonly refused: NonNullable<SessionView['refused']>;
  /** Functions that cannot read anything until somebody enters an account. */
  readonly keysNeeded: readonly string[];
  /** Who is signed in. */
  readonly user: string;
  readonly toast: (text: string, bad?: boolean) => void;
}

export const NO_NAMES: Names = { checkers: {}, products: {}, collectors: {}, inspections: {} };

export const PrefsContext = createContext<Prefs>({
  language: 'en',
  theme: 'auto',
  names: NO_NAMES,
  learn: () => undefined,
  editable: false,
  refused: {},
  keysNeeded: [],
  user: '',
  toast: () => undefined,
});

export const usePrefs = (): Prefs => useContext(PrefsContext);

/** Kept in a cookie, so that the server answers the next page in it at once. */
export function remember(name: 'console_language' | 'console_theme', value: string): void {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
}

export function themeNow(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === 'dark' || theme === 'light' ? theme : 'auto';
}

export function setTheme(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
