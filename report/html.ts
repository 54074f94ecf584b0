import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ReportError, messageOf } from '../lib/errors';
import { LANGUAGES } from '../lib/model';
import { makeDirectory } from '../lib/state';
import type { Reporter } from '../lib/report';
import { ReportBuilder } from './build';
import type { ReportData } from './data';
import { WORDS, type Word } from './words';

/**
 * Writes one self-contained page about the run: Chinese and English, no request to anywhere. It keeps only failing
 * findings in memory, at most 20,000, and counts of everything else. The file appears at the end, whole.
 *
 * @throws ReportError when the file cannot be written
 * @example await inspection.run({}, { reporters: [htmlReporter('out/report.html')] })
 */
export function htmlReporter(file: string): Reporter {
  let builder: ReportBuilder | undefined;
  return {
    name: 'html',
    start(run) {
      builder = new ReportBuilder(run);
    },
    findings: (batch) => batch.forEach((finding) => builder?.add(finding)),
    events: (batch) => batch.forEach((event) => builder?.event(event)),
    finish(summary) {
      if (!builder) throw new ReportError(`report ${file} was not written: the run never started`);
      const text = renderPage(builder.finish(summary));
      builder = undefined;
      const temporary = `${file}.${process.pid}.tmp`;
      try {
        makeDirectory(dirname(file));
        writeFileSync(temporary, text);
        renameSync(temporary, file);
      } catch (error) {
        if (existsSync(temporary)) rmSync(temporary, { force: true });
        throw new ReportError(`report ${file} cannot be written: ${messageOf(error)}`, { cause: error });
      }
    },
  };
}

const STATE_WORDS: Readonly<Record<ReportData['state'], Word>> = {
  complete: 'runComplete',
  doubtful: 'runDoubtful',
  incomplete: 'runIncomplete',
  nothing: 'runNothing',
};

let loaded: { readonly script: string; readonly style: string } | undefined;

/** What `node build.mjs compile` makes of `page/`: beside this file when it is compiled itself. */
function assets(): NonNullable<typeof loaded> {
  if (loaded) return loaded;
  const places = [join(__dirname, 'assets'), join(__dirname, '..', 'dist', 'report', 'assets')];
  const from = places.find((place) => existsSync(join(place, 'report.js')));
  if (from === undefined)
    throw new ReportError('the page of the report has not been compiled: run node build.mjs compile');
  const read = (name: string) => readFileSync(join(from, name), 'utf8');
  return (loaded = { script: read('report.js'), style: read('report.css') });
}

/** The whole page as text. */
export function renderPage(report: ReportData): string {
  const { script, style } = assets();
  const policy = [
    "default-src 'none'",
    `script-src ${hashSource(script)}`,
    `style-src ${hashSource(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const title = escapeHtml(report.inspection.title[report.language]);
  const status = LANGUAGES.map((language) => WORDS[STATE_WORDS[report.state]][language]).join(' / ');
  return `<!doctype html>
<html lang="${report.language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<div id="page"><noscript><h1>${title}</h1><p>${escapeHtml(status)}</p></noscript></div>
<script type="application/json" id="data">${JSON.stringify(report).replace(/</g, '\\u003c')}</script>
<script>${script}</script>
</body>
</html>
`;
}

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
