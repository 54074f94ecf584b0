/** What could not be inspected, what recovered, and everything that was looked at. */
import type { CheckerEntry, Example } from '../data';
import { beyond, chip, el, folded, named, panel, section, table, type Child } from './dom';
import { chosen, clock, count, report, span, t, titleOf } from './state';

function collectionTable(label: string, list: typeof report.collections): HTMLElement {
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

export function notInspected(): HTMLElement {
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
              group.reason[chosen.language],
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

export function recovered(): HTMLElement {
  const reasons = {
    passed: 'passed',
    accepted: 'accepted',
    'not-applicable': 'notApplicable',
    'asset-gone': 'assetGone',
  } as const;
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
      span(r.seconds),
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

export function notes(): Child {
  if (report.notes.length === 0) return undefined;
  const list = report.notes.map((note) => el('li', {}, note));
  return section('notes', 'notes', panel(el('ul', { class: 'plain' }, ...list)));
}

export function checkers(): HTMLElement {
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
        named(checker.title[chosen.language], checker.id),
        checker.product[chosen.language],
        checker.asset[chosen.language],
        ...counts.map((verdict) => count(checker.verdicts[verdict])),
      ],
    ),
  );
}

export function allCollections(): HTMLElement {
  return folded(
    `${t('collections')} (${count(report.read.total)})`,
    collectionTable(t('collections'), report.collections),
    beyond('collectionsBeyond', report.collectionsBeyond),
  );
}
