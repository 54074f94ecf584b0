import { changesBetween, changesLine, changesPage, summaryOf, type CatalogueSummary } from '../../../lib/catalogue';
import { CHECKERS } from '../../../scripts/registry.gen';

const one = { asset: 'boxes', severities: ['warning'], params: { days: 3 }, ram: ['toy:List'] };
const BEFORE: CatalogueSummary = {
  'toy-kept': one,
  'toy-old': one,
  'toy-lost': { ...one, asset: 'bags' },
  'toy-changed': { ...one, params: { days: 3, list: ['a'], gone: true } },
  'toy-other': one,
};
const AFTER: CatalogueSummary = {
  'toy-kept': { ...one, params: { mode: 'threshold', days: 3 } },
  'toy-new': one,
  'toy-changed': {
    asset: 'boxes',
    severities: ['critical', 'error'],
    params: { days: 5, list: ['a', 'b'], least: 1 },
    ram: ['toy:List', 'toy:Get'],
  },
  'toy-other': { ...one, params: { days: 3, least: 1 } },
};

it('tells what a copy depends on: what is new, gone, changed, and which permissions it takes', () => {
  expect(changesBetween(BEFORE, AFTER)).toEqual({
    added: ['toy-new'],
    gone: [
      { id: 'toy-old', near: ['toy-new'] },
      { id: 'toy-lost', near: [] },
    ],
    changed: [
      { id: 'toy-changed', what: 'severities', was: 'warning', is: 'critical, error' },
      { id: 'toy-changed', what: 'days', was: '3', is: '5' },
      { id: 'toy-changed', what: 'list', was: '["a"]', is: '["a","b"]' },
      { id: 'toy-changed', what: 'gone', was: 'true' },
    ],
    params: [{ name: 'least', value: '1', ids: ['toy-changed', 'toy-other'] }],
    ram: ['toy:Get'],
  });
});

it('says it in both languages, and in a line', () => {
  const changes = changesBetween(BEFORE, AFTER);
  const [zh, en] = [changesPage(changes, '1.0.0', 'zh'), changesPage(changes, '1.0.0', 'en')];
  expect(en).toContain('**Checkers that are gone**: `toy-old` (new for the same asset: `toy-new`)');
  expect(en).toContain('| checker | what | 1.0.0 | now |\n| --- | --- | --- | --- |\n| `toy-changed` | severities |');
  expect(en).toContain('| `toy-changed` | gone | true | gone |');
  expect(zh).toContain('**不再存在的检查项**：`toy-old` (同类资产的新检查项：`toy-new`)');
  expect(zh).toContain('| `least` | 1 | `toy-changed`、`toy-other` |');
  expect(changesLine(changes, '1.0.0')).toBe(
    '自 1.0.0 起：新增 1 个检查项，删除 2 个，1 个的级别或默认值有变化，新参数 1 个 / since 1.0.0: checkers new 1, gone 2, with other severities or defaults 1; new parameters 1',
  );
});

it('says that nothing has changed where nothing has', () => {
  const same = summaryOf(CHECKERS);
  expect(Object.keys(same)).toHaveLength(CHECKERS.length);
  const changes = changesBetween(same, JSON.parse(JSON.stringify(same)) as CatalogueSummary);
  expect(changesPage(changes, '1.0.0', 'en')).toBe('No checker, severity or default has changed.');
});
