import { fill, SEVERITIES, SEVERITY_WORDS, type Finding, type Severity, type Text } from '../../lib/model';
import { nameOf, unread, type Format } from './format';

/** So many findings and lists are shown; the others are counted. */
const SHOWN = 50;

const WORDS = {
  complete: { zh: '全部读取完成', en: 'Everything was read' },
  incomplete: { zh: '**不完整**：有内容未能读取', en: '**Incomplete**: something could not be read' },
  counts: {
    zh: '{{assets}} 个资产；{{fail}} 项异常，{{unknown}} 项无法判断，{{pass}} 项正常。',
    en: '{{assets}} assets; {{fail}} findings, {{unknown}} cannot be told, {{pass}} passed.',
  },
  finding: { zh: '异常', en: 'Finding' },
  severity: { zh: '级别', en: 'Severity' },
  asset: { zh: '资产', en: 'Asset' },
  place: { zh: '账号与地域', en: 'Account and region' },
  unread: { zh: '未能读取', en: 'Not read' },
  reason: { zh: '原因', en: 'Reason' },
  more: { zh: '另有 {{count}} 项。', en: '{{count}} more.' },
} satisfies Record<string, Text>;

/** A short summary, such as for `$GITHUB_STEP_SUMMARY` or a merge request: the gravest findings, and what was not read. */
export const markdown: Format = {
  file: 'summary.md',
  start({ inspection, language }) {
    const kept = new Map<Severity, Finding[]>(SEVERITIES.map((severity) => [severity, []]));
    const say = (word: keyof typeof WORDS, data = {}) => fill(WORDS[word][language], data);
    return {
      finding(finding) {
        const same = finding.verdict === 'fail' && finding.severity ? kept.get(finding.severity) : undefined;
        if (same && same.length < SHOWN) same.push(finding);
        return '';
      },
      finish(summary) {
        const worst = [...kept.values()].flat().slice(0, SHOWN);
        const lists = unread(summary);
        const fails = summary.verdicts.fail;
        const rows = worst.map((finding) => [
          SEVERITY_WORDS[finding.severity ?? 'info'][language],
          plain(finding.message[language]),
          plain(nameOf(finding)),
          plain(`${finding.accountName}, ${finding.region}`),
        ]);
        const missing = lists
          .slice(0, SHOWN)
          .map(({ collector, accountName, region, reason = '' }) => [
            plain(collector),
            plain(`${accountName}, ${region}`),
            plain(reason),
          ]);
        const parts = [
          `## ${plain(inspection.title[language])}`,
          `${say(summary.complete ? 'complete' : 'incomplete')} · ${say('counts', { ...summary.verdicts, assets: summary.assets })}`,
          rows.length > 0 ? table([say('severity'), say('finding'), say('asset'), say('place')], rows) : '',
          fails > worst.length ? say('more', { count: fails - worst.length }) : '',
          missing.length > 0 ? table([say('unread'), say('place'), say('reason')], missing) : '',
          lists.length > missing.length ? say('more', { count: lists.length - missing.length }) : '',
        ];
        return { head: '', foot: `${parts.filter(Boolean).join('\n\n')}\n` };
      },
    };
  },
};

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Nothing in a name from the cloud becomes a link, an image, a mention or a row. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()<>#|~!&]/g, (character) => `\\${character}`)
    .replace(/@/g, '@\u200b')
    .replace(/(https?):/gi, '$1\u200b:');
}
