/** Where the findings are. */
import type { Severity } from '../../lib/model';
import type { PlaceEntry } from '../data';
import type { Word } from '../words';
import { button, el, section, svg, type Child } from './dom';
import { chosen, count, filters, report, severities, sum, t, view } from './state';

interface Bar {
  readonly name: string;
  readonly findings: Readonly<Partial<Record<Severity, number>>>;
  readonly choose?: () => void;
}

function chart(title: Word, bars: Bar[]): HTMLElement {
  const limit = 8;
  const total = (bar: Bar) => sum(bar.findings);
  const most = Math.max(1, ...bars.map(total));
  const lines = bars.slice(0, limit).map((bar) => {
    let x = 0;
    const pieces = severities.map((severity) => {
      const width = ((bar.findings[severity] ?? 0) / most) * 100;
      const piece = svg('rect', { class: `fill-${severity}`, x: `${x}%`, width: `${width}%`, height: '14' });
      x += width;
      return piece;
    });
    const parts = severities.filter((s) => bar.findings[s]).map((s) => `${t(s)} ${count(bar.findings[s] ?? 0)}`);
    const about = `${bar.name}: ${parts.join(', ')}`;
    const label = bar.choose
      ? button(bar.name, { class: 'bar-name', title: t('showOnly', { name: bar.name }) }, bar.choose)
      : el('span', { class: 'bar-name', title: bar.name }, bar.name);
    const drawing = svg(
      'svg',
      { role: 'img', 'aria-label': about, height: '14' },
      svg('title', {}, about),
      svg('rect', { class: 'track', y: '12', width: '100%', height: '2' }),
      ...pieces,
    );
    return el('div', { class: 'bar' }, label, drawing, el('output', {}, count(total(bar))));
  });
  const more = bars.length - limit;
  return el(
    'div',
    { class: 'panel' },
    el('h3', {}, t(title)),
    ...lines,
    more > 0 && el('p', { class: 'muted' }, t('andMore', { n: more })),
  );
}

/** @param redraw shows the page again: a click on a bar filters the findings */
export function charts(redraw: () => void): Child {
  if (sum(report.findings) === 0) return undefined;
  const worst = (a: Bar, b: Bar) => sum(b.findings) - sum(a.findings);
  const choose = (name: keyof typeof filters, value: string) => () => {
    Object.assign(filters, { [name]: value });
    view.page = 0;
    redraw();
    document.getElementById('findings')?.focus();
  };
  const checkers = report.checkers
    .map((checker, i) => ({
      name: checker.title[chosen.language],
      findings: checker.findings,
      choose: choose('checker', String(i)),
    }))
    .filter((bar) => sum(bar.findings) > 0);
  const products: Record<string, { name: string; findings: Record<Severity, number> }> = {};
  for (const checker of report.checkers) {
    const name = checker.product[chosen.language];
    const entry = (products[`=${name}`] ??= { name, findings: { critical: 0, error: 0, warning: 0, info: 0 } });
    for (const severity of severities) entry.findings[severity] += checker.findings[severity];
  }
  const places = (list: readonly PlaceEntry[], filter: 'account' | 'region') =>
    list.map((place, i) => ({ name: place.name, findings: place.findings, choose: choose(filter, String(i)) }));
  const several = (title: Word, bars: Bar[]) => bars.length > 1 && chart(title, bars.sort(worst));
  return section(
    'charts',
    'charts',
    el(
      'div',
      { class: 'charts' },
      chart(
        'bySeverity',
        severities.map((severity) => ({
          name: t(severity),
          findings: { [severity]: report.findings[severity] },
          choose: choose('severity', severity),
        })),
      ),
      chart('byChecker', checkers.sort(worst)),
      several(
        'byProduct',
        Object.values(products).filter((product) => sum(product.findings) > 0),
      ),
      several('byAccount', places(report.accounts, 'account')),
      several('byRegion', places(report.regions, 'region')),
    ),
  );
}
