import { CHECKERS } from '../scripts/registry.gen';
import { TEMPLATES } from '../templates/registry.gen';
import { SEVERITY_WORDS, type Language } from '../lib/model';

/** Templates and checkers, as text or as one JSON object. */
export async function list(flags: { readonly format: 'table' | 'json'; readonly lang: Language }): Promise<string> {
  const templates = await Promise.all(
    Object.entries(TEMPLATES).map(async ([id, load]) => {
      const { inspection } = await load();
      return {
        id,
        title: inspection.title,
        schedule: inspection.schedule,
        checkers: inspection.checkers.map((c) => c.id),
      };
    }),
  );
  const checkers = CHECKERS.map((c) => ({
    id: c.id,
    product: c.asset.product.code,
    title: c.title,
    severities: c.severities,
    category: c.category,
    params: c.values,
  }));
  if (flags.format === 'json') return `${JSON.stringify({ templates, checkers }, undefined, 2)}\n`;
  const width = Math.max(...[...templates, ...checkers].map((entry) => entry.id.length));
  const zh = flags.lang === 'zh';
  const lines = [zh ? '模板' : 'Templates'];
  for (const t of templates) {
    const about = zh
      ? `（${t.checkers.length} 个检查项，${t.schedule}）`
      : ` (${t.checkers.length} checkers, ${t.schedule})`;
    lines.push(`  ${t.id.padEnd(width)}  ${t.title[flags.lang]}${about}`);
  }
  lines.push('', zh ? '检查项' : 'Checkers');
  for (const c of checkers) {
    const params = Object.entries(c.params).map(([name, value]) => `${name}=${String(value)}`);
    const tail = params.length ? `; ${params.join(', ')}` : '';
    lines.push(
      `  ${c.id.padEnd(width)}  ${c.title[flags.lang]} [${c.severities.map((one) => (zh ? SEVERITY_WORDS[one].zh : one)).join('/')}${tail}]`,
    );
  }
  return `${lines.join('\n')}\n`;
}
