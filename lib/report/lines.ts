import type { InspectionEvent, Language, RunSummary } from '../model';
import { hasGrown } from './alerting';
import type { Reporter } from './reporter';

/**
 * Plain lines for a log: every event, every collection that is not complete, and the counts at the end.
 *
 * @param write takes one line without its newline
 */
export function lineReporter(write: (line: string) => void): Reporter {
  let language: Language = 'en';
  return {
    name: 'lines',
    start(run) {
      language = run.language;
      write(`${run.startedAt} ${run.inspection.id}: started, ${run.checkers.length} checkers`);
    },
    // What fails as it did before is in the counts; a log that repeats it every half hour is not read.
    events: (batch) => batch.filter(isNews).forEach((event) => write(eventText(event, language))),
    collection(c) {
      // What was never opened is said once, in a note.
      if (c.status !== 'partial' && c.status !== 'failed') return;
      write(`${c.status}: ${c.collector} in ${c.region}, account ${c.accountName}: ${c.reason ?? 'no reason given'}`);
    },
    finish(summary) {
      for (const note of summary.notes) write(`note: ${note}`);
      write(summaryText(summary));
    },
  };
}

function isNews(event: InspectionEvent): boolean {
  return event.kind !== 'update' || event.status !== event.previousStatus || hasGrown(event);
}

/** One event in one line, such as `critical  CPU is high: web-1 (i-1), cn-hangzhou, production`. */
export function eventText(event: InspectionEvent, language: Language): string {
  const status = event.kind === 'recovery' ? 'ok' : event.status;
  const kind = event.kind === 'update' ? ` (was ${event.previousStatus ?? 'failing'})` : '';
  return `${status.padEnd(8)} ${event.title[language]}${kind}, ${event.region}, ${event.accountName}`;
}

/** The counts of a run in one line. */
export function summaryText(s: RunSummary): string {
  const failing = Object.entries(s.findings)
    .filter(([, n]) => n > 0)
    .map(([severity, n]) => `${n} ${severity}`)
    .join(', ');
  const bad = s.collections.filter((c) => c.status !== 'complete' && c.status !== 'unsupported').length;
  return [
    `${s.inspection}: ${s.complete ? 'complete' : `INCOMPLETE (${bad} of ${s.collections.length} collections)`}`,
    `${s.assets} assets`,
    `findings: ${failing || 'none'}`,
    `${s.verdicts.unknown} unknown`,
    ...(s.muted > 0 ? [`${s.muted} muted`] : []),
    `events: ${s.events.anomaly} anomaly, ${s.events.update} update, ${s.events.recovery} recovery`,
    `${s.calls.total} calls (${s.calls.throttled} throttled)`,
    `${(s.durationMs / 1000).toFixed(1)} s`,
  ].join('; ');
}
