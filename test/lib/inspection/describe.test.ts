import { metadataOf, parseKwargs, withParams, type Inspection } from '../../../lib/inspection';
import { inspection as all } from '../../../templates/all';
import { inspection as ecs } from '../../../templates/ecs';

// It has no types of its own.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { load } = require('js-yaml') as { load: (text: string) => unknown };

interface Block {
  readonly title: string;
  readonly doc: string;
}
const blocksOf = (inspection: Inspection) => load(metadataOf(inspection).description) as Record<'zh-CN' | 'en', Block>;
/** Assignments as the documentation shows them, by checker. */
function shownIn(doc: string): string[] {
  let checker = '';
  return doc.split('\n').flatMap((line) => {
    checker = /^- ([a-z0-9-]+): /.exec(line)?.[1] ?? checker;
    return [...line.matchAll(/(?:^ {6}|\(|; )(\w+)(?: \{[^}]*\})? = (.*?)(?=; \w+ [{=]|\)$|: )/g)].map(
      ([, name, value]) => `${checker}.${name} = ${value === '""' ? '' : value}`,
    );
  });
}

it('has the signature and the parameters with their types in both languages', () => {
  const { definition, args, kwargs } = metadataOf(ecs);
  expect(definition).toBe('run(configs=None, regions=None, params=None)');
  expect([args, Object.keys(kwargs)]).toEqual([
    ['configs', 'regions', 'params'],
    ['configs', 'regions', 'params'],
  ]);
  const { 'zh-CN': zh, en } = blocksOf(ecs);
  expect([zh.title, en.title]).toEqual([ecs.title.zh, ecs.title.en]);
  expect(en.doc).toMatch(/^ECS inspection: \d+ checkers, products ecs/);
  expect(en.doc).toContain('    regions {str | list} = None: region ids, one a line');
  expect(zh.doc).toContain('    regions {str | list} = None：地域 ID，每行一个');
  for (const { id, title } of ecs.checkers) {
    expect(en.doc).toContain(`- ${id}: ${title.en}`);
    expect(zh.doc).toContain(`- ${id}：${title.zh}`);
  }
});

it('says type, bounds and value of what can be set, as the script has set it', () => {
  const edited = { ...ecs, checkers: withParams(ecs.checkers, { params: { 'ecs-cpu-high': { warning: 71 } } }) };
  const { 'zh-CN': zh, en } = blocksOf(edited);
  expect(en.doc).toContain('      warning {number 0..100 %} = 71: A warning above this value');
  expect(zh.doc).toContain('      warning {number 0..100 %} = 71：高于此值为警告');
});

it.each([
  ['ecs', ecs],
  ['all', all],
] as const)('shows values of %s that can be typed as they stand', (_, inspection) => {
  const lines = shownIn(blocksOf(inspection).en.doc);
  expect(lines.length).toBeGreaterThan(inspection.checkers.length / 2);
  const { params } = parseKwargs({ params: lines.join('\n') });
  expect(withParams(inspection.checkers, { params }).map(({ values }) => values)).toEqual(
    inspection.checkers.map(({ values }) => values),
  );
});

it('keeps within what a function platform holds, whatever an inspection checks', () => {
  const { description } = metadataOf(all);
  expect(Buffer.byteLength(description)).toBeLessThan(65_536);
  expect(description).toContain('days {integer');
});
