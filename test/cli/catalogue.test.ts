import { catalogue, policy } from '../../cli/catalogue';
import { CHECKERS } from '../../scripts/registry.gen';

it.each(['zh', 'en'] as const)('prints a line for every checker, in %s', async (lang) => {
  const lines = (await catalogue({ format: 'table', lang })).trimEnd().split('\n');
  expect(lines).toHaveLength(CHECKERS.length + 2);
  for (const checker of CHECKERS) {
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${checker.id} .* \\d+  `)));
    expect(lines.join('\n')).toContain(checker.title[lang]);
  }
});

it('prints everything as JSON', async () => {
  const entries = JSON.parse(await catalogue({ format: 'json', lang: 'en' })) as { id: string; calls: object[] }[];
  expect(entries.map(({ id }) => id)).toEqual(CHECKERS.map(({ id }) => id));
  expect(entries.every(({ calls }) => calls.length > 0)).toBe(true);
});

it('prints the least policy of templates, of files, and of everything', async () => {
  const actions = async (...templates: string[]) =>
    (JSON.parse(await policy(templates)) as { Statement: [{ Action: string[] }] }).Statement[0].Action;
  const oss = await actions('oss');
  expect(oss).toContain('oss:ListBuckets');
  expect(oss).not.toContain('ecs:DescribeInstances');
  expect(await actions('oss', 'templates/ecs.ts')).toEqual(expect.arrayContaining([...oss, 'ecs:DescribeInstances']));
  expect((await actions()).length).toBeGreaterThan(oss.length * 5);
  await expect(policy(['nope'])).rejects.toMatchObject({ code: 'config' });
});
