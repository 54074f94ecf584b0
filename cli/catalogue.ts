import { callsOf, catalogueOf, ramPolicyOf } from '../lib/catalogue';
import type { AnyChecker } from '../lib/define';
import { ConfigError } from '../lib/errors';
import type { Language } from '../lib/model';
import { loadInspection } from '../ground/load';

/** Loaded where all are wanted: it takes a second. */
async function allCheckers(): Promise<readonly AnyChecker[]> {
  return (await import('../scripts/registry.gen')).CHECKERS;
}

/** What every checker finds and costs, as text or as JSON. */
export async function catalogue(flags: {
  readonly format: 'table' | 'json';
  readonly lang: Language;
}): Promise<string> {
  const all = await allCheckers();
  if (flags.format === 'json') return `${JSON.stringify(catalogueOf(all), undefined, 2)}\n`;
  const words = {
    zh: { id: '检查项', severities: '级别', calls: '每 1000 个资产的调用次数', title: '发现' },
    en: { id: 'checker', severities: 'severity', calls: 'calls per 1,000 assets', title: 'finds' },
  }[flags.lang];
  const rows = all.map((checker) => ({
    id: checker.id,
    severities: checker.severities.join('/'),
    calls: String(callsOf([checker], 1000)),
    title: checker.title[flags.lang],
  }));
  const width = (name: 'id' | 'severities') => Math.max(...rows.map((row) => row[name].length), words[name].length);
  const line = (row: typeof words) =>
    `${row.id.padEnd(width('id'))}  ${row.severities.padEnd(width('severities'))}  ${row.calls.padStart(5)}  ${row.title}`;
  const note = `${words.calls}:`;
  return `${[line({ ...words, calls: '#' }), ...rows.map(line), `# ${note.slice(0, -1)}`].join('\n')}\n`;
}

/**
 * The least RAM policy for templates or files, or for everything.
 *
 * @param plain whether actions whose answers hold secrets are left out
 * @throws ConfigError for one that there is not
 */
export async function policy(templates: readonly string[], plain = false): Promise<string> {
  const checkers: AnyChecker[] = [];
  for (const template of templates) {
    const inspection = await loadInspection(template);
    if (!inspection.checkers) {
      throw new ConfigError(`${template}: exports run() only; export its inspection to have its permissions derived`, {
        field: 'template',
      });
    }
    checkers.push(...inspection.checkers);
  }
  return `${ramPolicyOf(templates.length === 0 ? await allCheckers() : checkers, plain)}\n`;
}
