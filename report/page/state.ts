/** What the page shows, and what whoever reads it has chosen. */
import { clock, span as spanIn } from '../../ground/page/dates';
import { number, say, type Values } from '../../ground/page/say';
import type { Language, Severity } from '../../lib/model';
import type { PlaceEntry, ReportData } from '../data';
import { WORDS, type Word } from '../words';

export { clock };
export type Column = 'severity' | 'checker' | 'asset' | 'account' | 'region' | 'message' | 'since';

export const report = JSON.parse(document.getElementById('data')?.textContent ?? '') as ReportData;
export const severities: readonly Severity[] = ['critical', 'error', 'warning', 'info'];
export const filters = { text: '', severity: '', checker: '', account: '', region: '' };
export const view = { sort: 'severity' as Column, down: false, page: 0, size: 50 };
/** A theme of `''` is that of the system. */
export const chosen: { language: Language; theme: string } = { language: report.language, theme: '' };

export const isDark = (): boolean =>
  chosen.theme ? chosen.theme === 'dark' : window.matchMedia('(prefers-color-scheme: dark)').matches;

/** A word in the language that is chosen. */
export const t = (word: Word, values?: Values): string => say(WORDS[word], chosen.language, values);
export const count = (n: number): string => number(n, chosen.language);
export const span = (seconds: number): string => spanIn(seconds, chosen.language);

export const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((all, n) => all + n, 0);

/** The name of an account or region. */
export const placeOf = (list: readonly PlaceEntry[], index: number): string => list[index]?.name ?? '';
/** The title of a checker. */
export const titleOf = (index: number): string => report.checkers[index]?.title[chosen.language] ?? '';
