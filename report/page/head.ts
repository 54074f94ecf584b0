/** What the page says first: of which run it is, how that ended, and its numbers. */
import type { Word } from '../words';
import { button, el } from './dom';
import { chosen, clock, count, isDark, report, severities, span, sum, t } from './state';

/** What the buttons of the page do. `focus` is the id of what has the focus afterwards. */
export type Change = (to: Partial<typeof chosen>, focus: string) => void;

export function top(change: Change): HTMLElement {
  const dark = isDark();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const when = el('p', { class: 'muted' });
  when.append(
    `${t('started')} `,
    el('time', { datetime: report.startedAt }, clock(report.startedAt)),
    ` · ${t('took')} ${span(report.durationMs / 1000)} · ${t('localTimes', { zone })} · ${report.inspection.id}`,
  );
  return el(
    'header',
    { class: 'top' },
    el('div', {}, el('h1', {}, report.inspection.title[chosen.language]), when),
    el(
      'div',
      { class: 'buttons' },
      button(
        t('otherLanguage'),
        { id: 'language', lang: chosen.language === 'zh' ? 'en' : 'zh-CN', title: t('switchLanguage') },
        () => change({ language: chosen.language === 'zh' ? 'en' : 'zh' }, 'language'),
      ),
      button(t(dark ? 'light' : 'dark'), { id: 'theme' }, () => change({ theme: dark ? 'light' : 'dark' }, 'theme')),
      button(t('print'), {}, () => window.print()),
    ),
  );
}

export function banner(): HTMLElement {
  const { read, verdicts, state } = report;
  const failing = sum(report.findings);
  const said: Record<typeof state, [kind: string, title: Word, text: string]> = {
    complete: [failing > 0 ? 'info' : 'good', 'runComplete', t('completeText', { n: read.complete })],
    doubtful: ['warning', 'runDoubtful', t('doubtfulText', { n: verdicts.unknown })],
    incomplete: [
      'error',
      'runIncomplete',
      t('incompleteText', { n: read.partial + read.failed + read['not-opened'], total: read.total }),
    ],
    nothing: ['error', 'runNothing', t('nothingText')],
  };
  const [kind, title, text] = said[state];
  return el(
    'div',
    { class: `banner ${kind}`, role: 'status', id: 'banner' },
    el('strong', {}, `${state === 'complete' ? '✓' : '⚠'} ${t(title)}`),
    el('p', {}, text),
    failing > 0 && el('p', {}, t('failingText', { n: failing, critical: report.findings.critical })),
    state !== 'complete' && button(t('seeWhy'), {}, () => document.getElementById('not-inspected')?.focus()),
  );
}

export function tiles(): HTMLElement {
  const { findings, verdicts, events, calls, read } = report;
  const tile = (name: Word, n: number, parts: [string, number][]) =>
    el(
      'div',
      { class: 'panel' },
      el('div', { class: 'tile-name' }, t(name)),
      el('div', { class: 'tile-number' }, count(n)),
      el('ul', { class: 'tile-parts' }, ...parts.map(([part, of]) => el('li', {}, `${part} `, el('b', {}, count(of))))),
    );
  const parts = <K extends Word>(names: readonly K[], of: Readonly<Record<K, number>>) =>
    names.map((name): [string, number] => [t(name), of[name]]);
  return el(
    'div',
    { class: 'tiles' },
    tile('findings', sum(findings), parts(severities, findings)),
    tile('assets', report.assets, []),
    tile('collectionsRead', read.total, [
      [t('c_complete'), read.complete],
      [t('c_partial'), read.partial],
      [t('c_failed'), read.failed],
      [t('c_not-opened'), read['not-opened']],
      [t('c_unsupported'), read.unsupported],
    ]),
    tile('verdicts', sum(verdicts), parts(['pass', 'fail', 'skip', 'unknown'], verdicts)),
    tile('events', sum(events), parts(['anomaly', 'update', 'recovery'], events)),
    tile('calls', calls.total, parts(['throttled', 'retried'], calls)),
  );
}
