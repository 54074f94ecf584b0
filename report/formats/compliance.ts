import { csvLine } from '../../ground/csv';
import type { AnyChecker } from '../../lib/define';
import { fill, type Finding, type Language, type Text, type Verdict } from '../../lib/model';
import { STATE_WORDS, VIEWS, type Control, type ControlState } from '../compliance';
import { nameOf, type Format } from './format';

/** So many assets that fail are named in a line; the others are counted. */
const NAMED = 20;

const COLUMNS: readonly Text[] = [
  { zh: '编号', en: 'control' },
  { zh: '要求', en: 'asks for' },
  { zh: '结果', en: 'result' },
  { zh: '检查项', en: 'checkers' },
  { zh: '不符合', en: 'failing' },
  { zh: '无法判断', en: 'unknown' },
  { zh: '符合', en: 'passing' },
  { zh: '不符合的资产', en: 'failing assets' },
  { zh: '需人工确认', en: 'to be asked' },
];

const MORE: Text = { zh: '另有 {{count}} 个', en: '{{count}} more' };
const ABSENT: Text = { zh: '本次没有：{{checkers}}', en: 'not in this run: {{checkers}}' };

interface Tally {
  readonly counts: Record<Verdict, number>;
  readonly failing: string[];
}

/** A run as a standard sees it: a line to each thing that it asks for. What was not looked at is never met. */
export function complianceOf(name: keyof typeof VIEWS): Format {
  const view = VIEWS[name];
  return {
    file: `${name}.csv`,
    start({ checkers, language }) {
      const tallies = new Map<string, Tally>();
      const say = (text: Text, data = {}) => fill(text[language], data);
      return {
        finding(finding) {
          add(tallies, finding);
          return '';
        },
        finish: () => ({
          head: `\ufeff${csvLine(COLUMNS.map((column) => say(column)))}`,
          foot: view.controls.map((control) => csvLine(lineOf(control, checkers, tallies, language))).join(''),
        }),
      };
    },
  };
}

function add(tallies: Map<string, Tally>, finding: Finding): void {
  const { checker, verdict } = finding;
  const tally = tallies.get(checker) ?? { counts: { pass: 0, fail: 0, skip: 0, unknown: 0 }, failing: [] };
  tallies.set(checker, tally);
  tally.counts[verdict] += 1;
  if (verdict === 'fail' && tally.failing.length < NAMED) tally.failing.push(nameOf(finding));
}

function lineOf(
  control: Control,
  run: readonly AnyChecker[],
  tallies: ReadonlyMap<string, Tally>,
  language: Language,
): (string | number)[] {
  const ids = control.categories
    ? run.filter(({ category }) => control.categories?.includes(category)).map(({ id }) => id)
    : (control.checkers ?? []);
  const present = ids.filter((id) => run.some((checker) => checker.id === id));
  const absent = ids.filter((id) => !present.includes(id));
  const sum = (verdict: Verdict) => present.reduce((all, id) => all + (tallies.get(id)?.counts[verdict] ?? 0), 0);
  const counts = { fail: sum('fail'), unknown: sum('unknown'), pass: sum('pass'), skip: sum('skip') };
  const state = stateOf(control, counts, absent.length);
  const named = present.flatMap((id) => tallies.get(id)?.failing ?? []).slice(0, NAMED);
  const beyond = counts.fail - named.length;
  const assets = [...named, ...(beyond > 0 ? [fill(MORE[language], { count: beyond })] : [])];
  const open = [
    ...(absent.length > 0 ? [fill(ABSENT[language], { checkers: absent.join(' ') })] : []),
    ...[control.ask, control.gap].flatMap((text) => (text ? [text[language]] : [])),
  ];
  return [
    ...[control.id, control.title[language], STATE_WORDS[state][language], ids.join(' ')],
    ...[counts.fail, counts.unknown, counts.pass],
    ...[assets.join('; '), open.join('; ')],
  ];
}

/** What failed fails the control; what nobody could tell, or did not look at, leaves it open. */
function stateOf(control: Control, counts: Readonly<Record<Verdict, number>>, absent: number): ControlState {
  if (control.gap) return 'gap';
  if (!control.checkers && !control.categories) return 'manual';
  if (counts.fail > 0) return 'fail';
  if (absent > 0) return 'unjudged';
  if (counts.unknown > 0) return 'unknown';
  if (counts.pass > 0) return 'pass';
  return counts.skip > 0 ? 'none' : 'unjudged';
}
