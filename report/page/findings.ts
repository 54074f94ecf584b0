/** The table of failing findings: filtered, sorted, a page at a time. */
import type { Severity } from '../../lib/model';
import type { Row } from '../data';
import type { Word } from '../words';
import { beyond, button, chip, el, link, named, panel, section, type Child } from './dom';
import {
  chosen,
  clock,
  count,
  filters,
  placeOf,
  report,
  severities,
  sum,
  t,
  titleOf,
  view,
  type Column,
} from './state';

function textOf(row: Row, column: Column): string {
  if (column === 'severity') return String(severities.indexOf(row.severity));
  if (column === 'checker') return titleOf(row.checker);
  if (column === 'asset') return row.name || row.id;
  if (column === 'account') return placeOf(report.accounts, row.account);
  if (column === 'region') return placeOf(report.regions, row.region);
  return column === 'message' ? row[chosen.language] : (row.since ?? '');
}

function matching(): Row[] {
  const wanted = filters.text.trim().toLowerCase();
  const rows = report.rows.filter((row) => {
    if (filters.severity && row.severity !== filters.severity) return false;
    if (filters.checker && String(row.checker) !== filters.checker) return false;
    if (filters.account && String(row.account) !== filters.account) return false;
    if (filters.region && String(row.region) !== filters.region) return false;
    if (!wanted) return true;
    const account = report.accounts[row.account];
    const text = [row.id, row.name, row.zh, row.en, account?.name, account?.id, placeOf(report.regions, row.region)];
    const checker = report.checkers[row.checker];
    text.push(checker?.id, checker?.title[chosen.language]);
    return text.join('\n').toLowerCase().includes(wanted);
  });
  const { compare } = new Intl.Collator(chosen.language === 'zh' ? 'zh-CN' : 'en', { numeric: true });
  const keyed = rows.map((row): [string, Row] => [textOf(row, view.sort), row]);
  keyed.sort(([a], [b]) => (view.down ? compare(b, a) : compare(a, b)));
  return keyed.map(([, row]) => row);
}

function detail(row: Row): HTMLElement {
  const checker = report.checkers[row.checker];
  const list = el('dl');
  const line = (word: Word, value: Child) => value && list.append(el('dt', {}, t(word)), el('dd', {}, value));
  line('message', row[chosen.language]);
  line('why', checker?.why?.[chosen.language]);
  line('remedy', checker?.remedy?.[chosen.language]);
  const code = (texts: readonly string[]) => el('ul', {}, ...texts.map((text) => el('li', {}, el('code', {}, text))));
  if (row.fix) {
    line('fix', code([...row.fix.commands, `Terraform: ${row.fix.terraform}`]));
    line('effect', row.fix.effect[chosen.language]);
    line('fixUndo', code(row.fix.undo));
  } else line('noFix', checker?.noFix?.[chosen.language]);
  if (row.cost) line(row.cost.kind, row.cost.depends[chosen.language]);
  const values = (row.data ?? []).map(([name, value]) => el('li', {}, `${name}: `, el('b', {}, value)));
  line('data', values.length > 0 && el('ul', { class: 'values' }, ...values));
  line('checker', checker && named(checker.title[chosen.language], checker.id));
  const account = report.accounts[row.account];
  line('account', account && named(account.name, account.id));
  line('console', link(row.console, row.console ?? ''));
  line('docs', link(checker?.docs, checker?.docs ?? ''));
  return el('tr', { class: 'detail' }, el('td', { colspan: '7' }, list));
}

function findingRow(row: Row): HTMLElement {
  let open: HTMLElement | undefined;
  const toggle = button(titleOf(row.checker), { class: 'open', 'aria-expanded': 'false' }, () => {
    if (open) {
      open.remove();
      open = undefined;
    } else {
      open = detail(row);
      line.after(open);
    }
    toggle.setAttribute('aria-expanded', String(open !== undefined));
  });
  const line = el(
    'tr',
    {},
    el('td', { class: 'short' }, chip(row.severity, t(row.severity))),
    el('td', { class: 'name' }, toggle),
    el('td', { class: 'asset' }, named(row.name, row.id)),
    el('td', { class: 'who' }, placeOf(report.accounts, row.account)),
    el('td', { class: 'short' }, placeOf(report.regions, row.region)),
    el('td', { class: 'text' }, row[chosen.language]),
    el('td', { class: 'short' }, row.since === undefined ? '–' : el('time', { datetime: row.since }, clock(row.since))),
  );
  return line;
}

function choice(name: 'severity' | 'checker' | 'account' | 'region', options: [string, string][]): HTMLElement {
  const select = el('select', {}, el('option', { value: '' }, t('all')));
  for (const [value, label] of options) select.append(el('option', { value }, label));
  select.value = filters[name];
  select.addEventListener('change', () => {
    filters[name] = select.value;
    view.page = 0;
    update();
  });
  return el('label', {}, t(name), select);
}

/** Redraws the rows of the findings table; set when the table is made. */
let update = (): void => undefined;

/** @param redraw shows the page again, with all its filters cleared */
export function findings(redraw: () => void): HTMLElement {
  if (report.rows.length === 0) {
    const said = {
      complete: 'noFindings',
      doubtful: 'noFindingsDoubtful',
      incomplete: 'noFindingsIncomplete',
      nothing: 'noFindingsNothing',
    } as const;
    const kind = report.state === 'complete' ? 'good' : 'warning';
    return section('findings', 'findings', panel(el('p', { class: `empty ${kind}` }, t(said[report.state]))));
  }
  const columns: Column[] = ['severity', 'checker', 'asset', 'account', 'region', 'message', 'since'];
  const search = el('input', { type: 'search', placeholder: t('filterHint') });
  search.value = filters.text;
  search.addEventListener('input', () => {
    filters.text = search.value;
    view.page = 0;
    update();
  });
  const used = (list: readonly { findings: Record<Severity, number> }[], label: (i: number) => string) =>
    list
      .map((entry, i): [string, string, number] => [String(i), label(i), sum(entry.findings)])
      .filter(([, , n]) => n > 0)
      .sort((a, b) => b[2] - a[2])
      .map(([value, name, n]): [string, string] => [value, `${name} (${count(n)})`]);
  const controls = el(
    'div',
    { class: 'filters', role: 'search' },
    el('label', { class: 'wide' }, t('search'), search),
    choice(
      'severity',
      severities.map((severity): [string, string] => [
        severity,
        `${t(severity)} (${count(report.findings[severity])})`,
      ]),
    ),
    choice('checker', used(report.checkers, titleOf)),
    choice(
      'account',
      used(report.accounts, (i) => placeOf(report.accounts, i)),
    ),
    choice(
      'region',
      used(report.regions, (i) => placeOf(report.regions, i)),
    ),
    button(t('clearFilters'), { id: 'reset' }, () => {
      Object.assign(filters, { text: '', severity: '', checker: '', account: '', region: '' });
      view.page = 0;
      redraw();
      document.getElementById('reset')?.focus();
    }),
  );
  const heads = columns.map((column) => {
    const sort = button(t(column), {}, () => {
      view.down = view.sort === column && !view.down;
      view.sort = column;
      update();
    });
    return { column, sort, cell: el('th', { scope: 'col' }, sort) };
  });
  const body = el('tbody');
  const status = el('span', { 'aria-live': 'polite' });
  const step = (by: number) => () => {
    view.page += by;
    update();
  };
  const back = button(t('previous'), {}, step(-1));
  const forth = button(t('next'), {}, step(1));
  const size = el('select', {});
  for (const n of [50, 200, 1000]) size.append(el('option', { value: String(n) }, String(n)));
  size.value = String(view.size);
  size.addEventListener('change', () => {
    view.size = Number(size.value);
    view.page = 0;
    update();
  });
  update = () => {
    const rows = matching();
    const pages = Math.max(1, Math.ceil(rows.length / view.size));
    view.page = Math.max(0, Math.min(view.page, pages - 1));
    const from = view.page * view.size;
    const shown = rows.slice(from, from + view.size);
    body.replaceChildren(...shown.map(findingRow));
    status.textContent =
      rows.length === 0 ? t('noMatch') : t('rows', { from: from + 1, to: from + shown.length, total: rows.length });
    back.disabled = view.page === 0;
    forth.disabled = view.page === pages - 1;
    for (const { column, sort, cell } of heads) {
      const on = column === view.sort;
      sort.textContent = `${t(column)}${on ? (view.down ? ' ▼' : ' ▲') : ''}`;
      if (on) cell.setAttribute('aria-sort', view.down ? 'descending' : 'ascending');
      else cell.removeAttribute('aria-sort');
    }
  };
  update();
  const head = el('thead', {}, el('tr', {}, ...heads.map(({ cell }) => cell)));
  return section(
    'findings',
    'findings',
    panel(
      beyond('rowsBeyond', report.rowsBeyond, report.rows.length),
      controls,
      el(
        'div',
        { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': t('findings') },
        el('table', {}, head, body),
      ),
      el('div', { class: 'pager' }, back, forth, status, el('label', {}, `${t('perPage')} `, size)),
    ),
  );
}
