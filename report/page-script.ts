/* istanbul ignore file: runs in a browser, from its own source text */
import type { Severity } from '../lib/model';
import type { CheckerEntry, Example, PlaceEntry, Row } from './data';
import type { Embedded, PageDocument, PageElement, PageWindow } from './page-dom';
import type { Word } from './page-words';

/**
 * The script of the page. It is embedded as its own source text, so it may use nothing but its arguments and the
 * language itself; everything is shown through text nodes, never as markup.
 */
export function page(document: PageDocument, window: PageWindow): void {
  type Child = PageElement | string | undefined | false;
  type Column = 'severity' | 'checker' | 'asset' | 'account' | 'region' | 'message' | 'since';

  const embedded = JSON.parse(document.getElementById('data')?.textContent ?? '') as Embedded;
  const { report, words } = embedded;
  const severities: Severity[] = ['critical', 'error', 'warning', 'info'];
  const filters = { text: '', severity: '', checker: '', account: '', region: '' };
  const view = { sort: 'severity' as Column, down: false, page: 0, size: 50 };
  let language = report.language;
  let theme = '';

  // Words and values

  function t(word: Word, values: Record<string, string | number> = {}): string {
    const forms = words[word][language].split(' | ');
    const form = (values.n === 1 ? forms[0] : forms[forms.length - 1]) ?? '';
    return form.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
      const value = values[name];
      return typeof value === 'number' ? count(value) : (value ?? '');
    });
  }

  function count(n: number): string {
    return n.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-US');
  }

  function clock(iso: string): string {
    const at = new Date(iso);
    const two = (n: number) => String(n).padStart(2, '0');
    const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
    return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
  }

  function duration(seconds: number): string {
    const units: [Word, number][] = [
      ['days', Math.floor(seconds / 86400)],
      ['hours', Math.floor((seconds % 86400) / 3600)],
      ['minutes', Math.floor((seconds % 3600) / 60)],
      ['seconds', seconds >= 60 ? Math.floor(seconds % 60) : Math.round(seconds * 10) / 10],
    ];
    const used = units.filter(([, n]) => n > 0).slice(0, 2);
    return (used.length > 0 ? used : units.slice(-1)).map(([word, n]) => t(word, { n })).join(' ');
  }

  function sum(counts: Readonly<Record<string, number>>): number {
    return Object.values(counts).reduce((all, n) => all + n, 0);
  }

  // Elements

  function fillIn(element: PageElement, attributes: Record<string, string>, children: Child[]): PageElement {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    for (const child of children) if (child !== undefined && child !== false) element.append(child);
    return element;
  }

  function el(tag: string, attributes: Record<string, string> = {}, ...children: Child[]): PageElement {
    return fillIn(document.createElement(tag), attributes, children);
  }

  function svg(tag: string, attributes: Record<string, string>, ...children: Child[]): PageElement {
    return fillIn(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
  }

  function button(label: string, attributes: Record<string, string>, act: () => void): PageElement {
    const made = el('button', { type: 'button', ...attributes }, label);
    made.addEventListener('click', act);
    return made;
  }

  function link(url: string | undefined, label: string): PageElement | undefined {
    if (url === undefined || !/^https?:\/\//i.test(url)) return undefined;
    return el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, label);
  }

  function chip(kind: string, label: string): PageElement {
    return el('span', { class: `chip ${kind}` }, label);
  }

  function section(id: string, word: Word, ...children: Child[]): PageElement {
    const heading = el('h2', { id, tabindex: '-1' }, t(word));
    return el('section', { 'aria-labelledby': id }, heading, ...children);
  }

  function panel(...children: Child[]): PageElement {
    return el('div', { class: 'panel long' }, ...children);
  }

  function folded(title: string, ...children: Child[]): PageElement {
    return el('details', {}, el('summary', {}, title), panel(...children));
  }

  function named(name: string, id: string): PageElement {
    const same = name === '' || name === id;
    return el('span', {}, same ? id : name, !same && el('span', { class: 'id' }, id));
  }

  /** A plain table of which the first rows are shown at once. */
  function table<T>(
    label: string,
    columns: [title: string, kind: string][],
    entries: readonly T[],
    cells: (entry: T) => Child[],
  ): PageElement {
    const first = 25;
    const head = columns.map(([title, kind]) => el('th', { scope: 'col', class: kind }, title));
    const body = el('tbody');
    const add = (some: readonly T[]) => {
      for (const entry of some) {
        const row = cells(entry).map((cell, i) => el('td', { class: columns[i]?.[1] ?? '' }, cell));
        body.append(el('tr', {}, ...row));
      }
    };
    add(entries.slice(0, first));
    const whole = el('table', {}, el('thead', {}, el('tr', {}, ...head)), body);
    const scroll = el('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': label }, whole);
    if (entries.length <= first) return scroll;
    const more = button(t('showAll', { n: entries.length }), {}, () => {
      add(entries.slice(first));
      pager.remove();
      scroll.focus();
    });
    const pager = el('div', { class: 'pager' }, more);
    return el('div', {}, scroll, pager);
  }

  function beyond(word: Word, n: number, shown = 0): Child {
    return n > 0 && el('p', { class: 'empty warning' }, t(word, { n, shown }));
  }

  // Parts of the page

  function top(): PageElement {
    const dark = isDark();
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const when = el('p', { class: 'muted' });
    when.append(
      `${t('started')} `,
      el('time', { datetime: report.startedAt }, clock(report.startedAt)),
      ` · ${t('took')} ${duration(report.durationMs / 1000)} · ${t('localTimes', { zone })} · ${report.inspection.id}`,
    );
    return el(
      'header',
      { class: 'top' },
      el('div', {}, el('h1', {}, report.inspection.title[language]), when),
      el(
        'div',
        { class: 'buttons' },
        button(
          t('otherLanguage'),
          { id: 'language', lang: language === 'zh' ? 'en' : 'zh-CN', title: t('switchLanguage') },
          () => change(language === 'zh' ? 'en' : 'zh', theme, 'language'),
        ),
        button(t(dark ? 'light' : 'dark'), { id: 'theme' }, () => change(language, dark ? 'light' : 'dark', 'theme')),
        button(t('print'), {}, () => window.print()),
      ),
    );
  }

  function banner(): PageElement {
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

  function tiles(): PageElement {
    const { findings, verdicts, events, calls, read } = report;
    const tile = (name: Word, n: number, parts: [string, number][]) =>
      el(
        'div',
        { class: 'panel' },
        el('div', { class: 'tile-name' }, t(name)),
        el('div', { class: 'tile-number' }, count(n)),
        el(
          'ul',
          { class: 'tile-parts' },
          ...parts.map(([part, of]) => el('li', {}, `${part} `, el('b', {}, count(of)))),
        ),
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

  interface Bar {
    readonly name: string;
    readonly findings: Readonly<Partial<Record<Severity, number>>>;
    readonly choose?: () => void;
  }

  function chart(title: Word, bars: Bar[]): PageElement {
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

  function charts(): Child {
    if (sum(report.findings) === 0) return undefined;
    const worst = (a: Bar, b: Bar) => sum(b.findings) - sum(a.findings);
    const choose = (name: keyof typeof filters, value: string) => () => {
      Object.assign(filters, { [name]: value });
      view.page = 0;
      render();
      document.getElementById('findings')?.focus();
    };
    const checkers = report.checkers
      .map((checker, i) => ({
        name: checker.title[language],
        findings: checker.findings,
        choose: choose('checker', String(i)),
      }))
      .filter((bar) => sum(bar.findings) > 0);
    const products: Record<string, { name: string; findings: Record<Severity, number> }> = {};
    for (const checker of report.checkers) {
      const name = checker.product[language];
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

  function place(list: readonly PlaceEntry[], index: number): string {
    return list[index]?.name ?? '';
  }

  function titleOf(index: number): string {
    return report.checkers[index]?.title[language] ?? '';
  }

  function textOf(row: Row, column: Column): string {
    if (column === 'severity') return String(severities.indexOf(row.severity));
    if (column === 'checker') return titleOf(row.checker);
    if (column === 'asset') return row.name || row.id;
    if (column === 'account') return place(report.accounts, row.account);
    if (column === 'region') return place(report.regions, row.region);
    return column === 'message' ? row[language] : (row.since ?? '');
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
      const text = [row.id, row.name, row.zh, row.en, account?.name, account?.id, place(report.regions, row.region)];
      const checker = report.checkers[row.checker];
      text.push(checker?.id, checker?.title[language]);
      return text.join('\n').toLowerCase().includes(wanted);
    });
    const { compare } = new Intl.Collator(language === 'zh' ? 'zh-CN' : 'en', { numeric: true });
    const keyed = rows.map((row): [string, Row] => [textOf(row, view.sort), row]);
    keyed.sort(([a], [b]) => (view.down ? compare(b, a) : compare(a, b)));
    return keyed.map(([, row]) => row);
  }

  function detail(row: Row): PageElement {
    const checker = report.checkers[row.checker];
    const list = el('dl');
    const line = (word: Word, value: Child) => value && list.append(el('dt', {}, t(word)), el('dd', {}, value));
    line('message', row[language]);
    line('why', checker?.why?.[language]);
    line('remedy', checker?.remedy?.[language]);
    const values = (row.data ?? []).map(([name, value]) => el('li', {}, `${name}: `, el('b', {}, value)));
    line('data', values.length > 0 && el('ul', { class: 'values' }, ...values));
    line('checker', checker && named(checker.title[language], checker.id));
    const account = report.accounts[row.account];
    line('account', account && named(account.name, account.id));
    line('console', link(row.console, row.console ?? ''));
    line('docs', link(checker?.docs, checker?.docs ?? ''));
    return el('tr', { class: 'detail' }, el('td', { colspan: '7' }, list));
  }

  function findingRow(row: Row): PageElement {
    let open: PageElement | undefined;
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
      el('td', { class: 'who' }, place(report.accounts, row.account)),
      el('td', { class: 'short' }, place(report.regions, row.region)),
      el('td', { class: 'text' }, row[language]),
      el(
        'td',
        { class: 'short' },
        row.since === undefined ? '–' : el('time', { datetime: row.since }, clock(row.since)),
      ),
    );
    return line;
  }

  function choice(name: 'severity' | 'checker' | 'account' | 'region', options: [string, string][]): PageElement {
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

  function findings(): PageElement {
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
        used(report.accounts, (i) => place(report.accounts, i)),
      ),
      choice(
        'region',
        used(report.regions, (i) => place(report.regions, i)),
      ),
      button(t('clearFilters'), { id: 'reset' }, () => {
        Object.assign(filters, { text: '', severity: '', checker: '', account: '', region: '' });
        view.page = 0;
        render();
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

  function collectionTable(label: string, list: typeof report.collections): PageElement {
    return table(
      label,
      [
        [t('status'), 'short'],
        [t('collector'), 'name'],
        [t('account'), 'who'],
        [t('region'), 'short'],
        [t('assets'), 'number'],
        [t('calls'), 'number'],
        [t('reason'), 'text'],
      ],
      list,
      (c) => [
        chip(c.status, t(`c_${c.status}`)),
        c.collector,
        c.accountName,
        c.region,
        count(c.assets),
        count(c.calls),
        c.status === 'complete' ? '' : (c.reason ?? t('noReason')),
      ],
    );
  }

  function exampleText(example: Example): string {
    const { assetId: id, assetName: name, region, account } = example;
    const what = id === '' ? t('wholeCollection') : name === '' || name === id ? id : `${name} (${id})`;
    return `${what}, ${region}, ${account}`;
  }

  function notInspected(): PageElement {
    const bad = report.problems.filter((c) => c.status !== 'unsupported');
    const absent = report.problems.filter((c) => c.status === 'unsupported');
    const unknown = report.verdicts.unknown > 0;
    return section(
      'not-inspected',
      'notInspected',
      panel(
        bad.length === 0 &&
          !unknown &&
          (report.state === 'nothing'
            ? el('p', { class: 'empty warning' }, t('nothingText'))
            : el('p', { class: 'empty good' }, t('allInspected'))),
        bad.length > 0 &&
          el(
            'div',
            { class: 'part' },
            el('h3', {}, t('problemCollections')),
            collectionTable(t('problemCollections'), bad),
          ),
        beyond('collectionsBeyond', report.problemsBeyond),
        unknown &&
          el(
            'div',
            { class: 'part' },
            el('h3', {}, `${t('unknownVerdicts')} (${count(report.verdicts.unknown)})`),
            table(
              t('unknownVerdicts'),
              [
                [t('checker'), 'name'],
                [t('reason'), 'text'],
                [t('count'), 'number'],
                [t('examples'), 'text'],
              ],
              report.unknowns,
              (group) => [
                titleOf(group.checker),
                group.reason[language],
                count(group.count),
                el('ul', { class: 'plain' }, ...group.examples.map((example) => el('li', {}, exampleText(example)))),
              ],
            ),
            beyond('unknownsBeyond', report.unknownsBeyond),
          ),
        absent.length > 0 &&
          el(
            'details',
            {},
            el('summary', {}, t('unsupportedCollections', { n: report.read.unsupported })),
            collectionTable(t('c_unsupported'), absent),
          ),
      ),
    );
  }

  function recovered(): PageElement {
    const reasons = { passed: 'passed', 'not-applicable': 'notApplicable', 'asset-gone': 'assetGone' } as const;
    const list = table(
      t('recoveredHere'),
      [
        [t('checker'), 'name'],
        [t('asset'), 'asset'],
        [t('account'), 'who'],
        [t('region'), 'short'],
        [t('was'), 'short'],
        [t('since'), 'short'],
        [t('lasted'), 'short'],
        [t('reason'), 'text'],
      ],
      report.recoveries,
      (r) => [
        titleOf(r.checker),
        named(r.assetName, r.assetId),
        r.account,
        r.region,
        r.was && chip(r.was, t(r.was)),
        clock(r.since),
        duration(r.seconds),
        t(reasons[r.reason]),
      ],
    );
    const none = el('p', { class: 'empty muted' }, t('noRecoveries'));
    return section(
      'recovered',
      'recoveredHere',
      panel(report.recoveries.length > 0 ? list : none, beyond('recoveriesBeyond', report.recoveriesBeyond)),
    );
  }

  function notes(): Child {
    if (report.notes.length === 0) return undefined;
    const list = report.notes.map((note) => el('li', {}, note));
    return section('notes', 'notes', panel(el('ul', { class: 'plain' }, ...list)));
  }

  function checkers(): PageElement {
    const sorted = [...report.checkers].sort((a, b) => b.verdicts.fail - a.verdicts.fail);
    const counts = ['fail', 'unknown', 'pass', 'skip'] as const;
    return folded(
      `${t('checks')} (${count(sorted.length)})`,
      table(
        t('checks'),
        [
          [t('checker'), 'name'],
          [t('product'), ''],
          [t('asset'), ''],
          ...counts.map((verdict): [string, string] => [t(verdict), 'number']),
        ],
        sorted,
        (checker: CheckerEntry) => [
          named(checker.title[language], checker.id),
          checker.product[language],
          checker.asset[language],
          ...counts.map((verdict) => count(checker.verdicts[verdict])),
        ],
      ),
    );
  }

  function allCollections(): PageElement {
    return folded(
      `${t('collections')} (${count(report.read.total)})`,
      collectionTable(t('collections'), report.collections),
      beyond('collectionsBeyond', report.collectionsBeyond),
    );
  }

  // Language and theme live in the address, so that a link keeps them.

  function isDark(): boolean {
    return theme ? theme === 'dark' : window.matchMedia('(prefers-color-scheme: dark)').matches;
  }

  function readAddress(): void {
    for (const part of window.location.hash.slice(1).split('&')) {
      if (part === 'lang=zh') language = 'zh';
      if (part === 'lang=en') language = 'en';
      if (part === 'theme=dark' || part === 'theme=light') theme = part.slice('theme='.length);
    }
  }

  function change(nextLanguage: typeof language, nextTheme: string, focus: string): void {
    language = nextLanguage;
    theme = nextTheme;
    window.location.replace(`#lang=${language}${theme ? `&theme=${theme}` : ''}`);
    render();
    document.getElementById(focus)?.focus();
  }

  function render(): void {
    const root = document.documentElement;
    root.setAttribute('lang', language === 'zh' ? 'zh-CN' : 'en');
    if (theme) root.setAttribute('data-theme', theme);
    document.title = `${report.inspection.title[language]} – ${t('inspectionReport')}`;
    const skip = button(t('skipToFindings'), { class: 'skip' }, () => document.getElementById('findings')?.focus());
    const parts = [
      skip,
      top(),
      el(
        'main',
        {},
        banner(),
        section('overview', 'overview', tiles()),
        charts(),
        findings(),
        notInspected(),
        recovered(),
        notes(),
        checkers(),
        allCollections(),
      ),
    ];
    document.getElementById('page')?.replaceChildren(...parts);
  }

  readAddress();
  window.addEventListener('hashchange', () => {
    const before = `${language} ${theme}`;
    readAddress();
    if (before !== `${language} ${theme}`) render();
  });
  render();
}
