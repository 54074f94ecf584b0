/** What the views say of standards, against the checkers that there are. */
import { VIEWS } from '../../../report/compliance';
import { CHECKERS } from '../../../scripts/registry.gen';

const KNOWN = new Set(CHECKERS.map(({ id }) => id));

describe.each(Object.entries(VIEWS))('%s', (_, view) => {
  it.each(view.controls.map((control) => [control.id, control] as const))('%s says who tells of it', (_id, control) => {
    const { checkers, categories, ask, gap, title } = control;
    const tells = [checkers, categories, gap].filter((one) => one !== undefined).length;
    expect(tells === 1 || (tells === 0 && ask !== undefined)).toBe(true);
    expect((checkers ?? []).filter((id) => !KNOWN.has(id))).toEqual([]);
    expect(new Set(checkers).size).toBe(checkers?.length ?? 0);
    for (const text of [title, ask, gap]) {
      if (!text) continue;
      expect(text.zh).toMatch(/\p{Script=Han}/u);
      expect(text.en).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('has each of its numbers once, and says where they are from', () => {
    const ids = view.controls.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(view.source).toMatch(/^https:\/\//);
  });
});

test('the numbers are those of the standards', () => {
  const counts = Object.fromEntries(Object.entries(VIEWS).map(([name, { controls }]) => [name, controls.length]));
  expect(counts).toEqual({ cis: 85, mlps: 19, 'well-architected': 5 });
});

test('every category is of one pillar, but for what other inspectors found', () => {
  const pillars = VIEWS['well-architected'].controls.flatMap(({ categories = [] }) => categories);
  expect(new Set(pillars)).toEqual(new Set(CHECKERS.map(({ category }) => category).filter((one) => one !== 'import')));
  expect(new Set(pillars).size).toBe(pillars.length);
});
