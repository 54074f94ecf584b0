import {
  inert,
  SEVERITIES,
  SEVERITY_WORDS,
  type InspectionEvent,
  type Language,
  type RunSummary,
  type Text,
} from '../model';
import { hasGrown } from './alerting';
import type { Reporter } from './reporter';
import { spoken } from './spoken';

/**
 * Plain lines for a log: every event, every collection that is not complete, and the counts at the end.
 *
 * @param print takes one line without its newline, and without anything that a terminal obeys: in the language of the run,
 * and in both
 */
export function lineReporter(print: (line: string, both: Text) => void): Reporter {
  let language: Language = 'en';
  const write = (say: (language: Language) => string) => {
    const both = { zh: inert(say('zh')), en: inert(say('en')) };
    print(both[language], both);
  };
  return {
    name: 'lines',
    start(run) {
      language = run.language;
      const n = run.checkers.length;
      write((to) =>
        to === 'zh'
          ? `${run.startedAt} ${run.inspection.id}：开始，${n} 个检查项`
          : `${run.startedAt} ${run.inspection.id}: started, ${n} checkers`,
      );
    },
    // What fails as it did before is in the counts; a log that repeats it every half hour is not read.
    events: (batch) => batch.filter(isNews).forEach((event) => write((to) => eventText(event, to))),
    collection(c) {
      // What was never opened is said once, in a note.
      if (c.status !== 'partial' && c.status !== 'failed') return;
      write((to) =>
        to === 'zh'
          ? `${c.status === 'partial' ? '部分' : '失败'}：${c.region} 的 ${c.collector}，账号 ${c.accountName}：${spoken(c.reason ?? '没有给出原因', to)}`
          : `${c.status}: ${c.collector} in ${c.region}, account ${c.accountName}: ${c.reason ?? 'no reason given'}`,
      );
    },
    finish(summary) {
      for (const note of summary.notes) write((to) => (to === 'zh' ? `说明：${spoken(note, to)}` : `note: ${note}`));
      write((to) => summaryText(summary, to));
    },
  };
}

function isNews(event: InspectionEvent): boolean {
  return event.kind !== 'update' || event.status !== event.previousStatus || hasGrown(event);
}

/** One event in one line, such as `critical  CPU is high: web-1 (i-1), cn-hangzhou, production`. */
export function eventText(event: InspectionEvent, language: Language): string {
  const word = (status: InspectionEvent['status']) =>
    language === 'en' ? status : status === 'ok' ? '恢复' : SEVERITY_WORDS[status].zh;
  const status = word(event.kind === 'recovery' ? 'ok' : event.status);
  const before = event.previousStatus && word(event.previousStatus);
  const was = language === 'zh' ? `（此前：${before ?? '失败'}）` : ` (was ${before ?? 'failing'})`;
  const kind = event.kind === 'update' ? was : '';
  const sign = language === 'zh' ? status : status.padEnd(8);
  return `${sign} ${event.title[language]}${kind}${COMMA[language]}${event.region}${COMMA[language]}${event.accountName}`;
}

const COMMA: Record<Language, string> = { zh: '，', en: ', ' };

/** The counts of a run in one line. */
export function summaryText(s: RunSummary, language: Language = 'en'): string {
  const bad = s.collections.filter((c) => c.status !== 'complete' && c.status !== 'unsupported').length;
  const failing = SEVERITIES.filter((severity) => s.findings[severity] > 0);
  const { anomaly, update, recovery } = s.events;
  const still = s.stillOpen;
  const seconds = (s.durationMs / 1000).toFixed(1);
  if (language === 'zh') {
    return [
      `${s.inspection}：${s.complete ? '完整' : `不完整（${s.collections.length} 项采集中的 ${bad} 项）`}`,
      `${s.assets} 个资产`,
      `失败项：${failing.map((severity) => `${SEVERITY_WORDS[severity].zh} ${s.findings[severity]}`).join('，') || '无'}`,
      `${s.verdicts.unknown} 个未知`,
      ...(s.muted > 0 ? [`${s.muted} 个已静默`] : []),
      `事件：${anomaly} 个异常，${update} 个更新，${recovery} 个恢复${still > 0 ? `，另有 ${still} 个故障持续` : ''}`,
      `${s.calls.total} 次调用（${s.calls.throttled} 次被限流）`,
      `${seconds} 秒`,
    ].join('；');
  }
  return [
    `${s.inspection}: ${s.complete ? 'complete' : `INCOMPLETE (${bad} of ${s.collections.length} collections)`}`,
    `${s.assets} assets`,
    `findings: ${failing.map((severity) => `${s.findings[severity]} ${severity}`).join(', ') || 'none'}`,
    `${s.verdicts.unknown} unknown`,
    ...(s.muted > 0 ? [`${s.muted} muted`] : []),
    `events: ${anomaly} anomaly, ${update} update, ${recovery} recovery${still > 0 ? `, ${still} still open` : ''}`,
    `${s.calls.total} calls (${s.calls.throttled} throttled)`,
    `${seconds} s`,
  ].join('; ');
}
