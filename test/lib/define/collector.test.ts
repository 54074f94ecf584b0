import {
  ACCOUNT,
  central,
  defineCollector,
  defineMetric,
  defineProduct,
  flag,
  marker,
  must,
  nextOffset,
  nextToken,
  number,
  pageFlag,
  pageNumber,
  regional,
  roa,
  rpc,
  sameHost,
  single,
  text,
  type Belongs,
} from '../../../lib/define';
import type { FieldError } from '../../../lib/errors';

const title = { zh: '盒子', en: 'Boxes' };
const product = defineProduct({
  code: 'toy',
  apiVersion: '2020-01-01',
  style: 'rpc',
  sdk: '@example/toy',
  title,
  endpoints: regional('toy'),
});
const facts = {
  id: 'toy-boxes',
  product,
  title,
  scope: 'region',
  call: rpc('DescribeBoxes'),
  paging: single(),
  items: 'Boxes.Box',
  assetId: 'BoxId',
  assetName: 'Info.BoxName',
  fields: { status: must(text('Status')), locked: flag('Locked') },
} as const;
const where = { account: { id: '1', name: 'toys' }, region: 'cn-hangzhou' };

test('makes an asset: identity, id and name under their own names, fields', () => {
  const boxes = defineCollector(facts);
  const asset = boxes.toAsset({ BoxId: 12, Info: { BoxName: 'blue' }, Status: 'Full', Locked: 'true' }, where);
  expect(asset).toEqual({
    id: '12',
    name: 'blue',
    account: where.account,
    region: 'cn-hangzhou',
    product: 'toy',
    collector: 'toy-boxes',
    boxId: '12',
    boxName: 'blue',
    status: 'Full',
    locked: true,
  });
});

test('an absent name is empty, an absent id or an item of another kind is refused', () => {
  const boxes = defineCollector(facts);
  expect(boxes.toAsset({ BoxId: 'b', Status: 'Full' }, where)).toMatchObject({ name: '', boxName: '' });
  expect(() => boxes.toAsset({ Status: 'Full' }, where)).toThrow('field BoxId is missing');
  for (const BoxId of ['', '  ']) {
    expect(() => boxes.toAsset({ BoxId, Status: 'Full' }, where)).toThrow('field BoxId is missing');
  }
  // The same asset, whatever surrounds its id.
  expect(boxes.toAsset({ BoxId: ' b ', Status: 'Full' }, where)).toMatchObject({ id: 'b', boxId: 'b' });
  expect(boxes.itemId({ BoxId: ' b ' })).toBe('b');
  const odd: FieldError[] = [];
  const half = boxes.toAsset({ BoxId: 'b', Locked: true }, where, odd);
  expect([half.id, half.locked]).toEqual(['b', true]);
  expect(() => half.status).toThrow('field Status is missing');
  expect(odd.map(({ path }) => path)).toEqual(['Status']);
  expect(() => boxes.toAsset(null, where)).toThrow('Boxes.Box holds null, expected objects');
  expect(() => boxes.toAsset('b', where)).toThrow('Boxes.Box holds string, expected objects');
});

test.each(['id', 'name', 'account', 'region', 'product', 'collector', 'boxId', 'boxName'])(
  'a field may not be named %s',
  (name) => {
    expect(() => defineCollector({ ...facts, fields: { [name]: text('X') } })).toThrow(
      new TypeError(`collector toy-boxes: field "${name}" is reserved for the asset's identity`),
    );
  },
);

test.each(['boxes', 'Toy-boxes', 'toy_boxes', 'toy-', ''])('a collector may not be called "%s"', (id) => {
  expect(() => defineCollector({ ...facts, id })).toThrow(
    new TypeError(`collector id "${id}" is not of the form ecs-disks`),
  );
});

test('what shares an id is told apart', () => {
  const lids = defineCollector({ ...facts, id: 'toy-lids', apartBy: 'Info.Shape', fields: {} });
  const round = { BoxId: 12, Info: { Shape: 'round' } };
  expect(lids.toAsset(round, where)).toMatchObject({ id: '12/round', boxId: '12' });
  expect(lids.itemId(round)).toBe('12/round');
  expect(lids.itemId({ BoxId: 12 })).toBeUndefined();
  expect(lids.itemId({ Info: { Shape: 'round' } })).toBeUndefined();
  expect(() => lids.toAsset({ BoxId: 12 }, where)).toThrow('field Info.Shape is missing');
});

test('belongs to one level only, and shows at most eight fields', () => {
  const boxes = defineCollector(facts);
  const child = (id: string, belongs: Belongs) => defineCollector({ ...facts, id, belongs });
  const lids = child('toy-lids', { to: boxes, by: 'Box.Id' });
  expect(lids.parentId({ Box: { Id: 'b-1' } })).toBe('b-1');
  expect(lids.parentId({ Box: { Id: 7 } })).toBe('7');
  expect(lids.parentId({ Box: {} })).toBeUndefined();
  expect(lids.parentId({ Box: { Id: ['b-1'] } })).toBeUndefined();
  expect(child('toy-notes', { to: boxes }).parentId({ Box: { Id: 'b-1' } })).toBeUndefined();
  expect(() => child('toy-hinges', { to: lids, by: 'LidId' })).toThrow(
    new TypeError('collector toy-hinges: belongs to toy-lids, which itself belongs: one level only'),
  );
  const ask = { param: 'Type', encode: 'comma', and: 'Size' } as const;
  expect(() => child('toy-prices', { to: boxes, ask: { ...ask, max: 1 } })).not.toThrow();
  expect(() => child('toy-prices', { to: boxes, ask: { ...ask, max: 2 } })).toThrow(
    new TypeError('collector toy-prices: two parameters ask for one parent at a time'),
  );
  const fields = Object.fromEntries([...'abcdefghi'].map((name) => [name, number(name)]));
  expect(() => defineCollector({ ...facts, fields, show: [...'abcdefgh'] })).not.toThrow();
  expect(() => defineCollector({ ...facts, fields, show: [...'abcdefghi'] })).toThrow(
    new TypeError('collector toy-boxes: show lists more than eight fields'),
  );
});

test('a declaration cannot be changed afterwards', () => {
  expect(Object.isFrozen(defineCollector(facts))).toBe(true);
  expect(Object.isFrozen(product)).toBe(true);
});

test('products: code and version have a form', () => {
  expect(() => defineProduct({ ...product, code: 'ECS' })).toThrow('product code "ECS" is not of the form r-kvstore');
  expect(() => defineProduct({ ...product, apiVersion: '20140526' })).toThrow(
    'product toy: apiVersion "20140526" is not YYYY-MM-DD',
  );
});

test('endpoints: by region, central, and exceptions', () => {
  expect(regional('ecs', sameHost('one.example.com', 'a', 'b'))).toEqual({
    kind: 'regional',
    pattern: 'ecs.{region}.aliyuncs.com',
    exceptions: { a: 'one.example.com', b: 'one.example.com' },
  });
  expect(central('ram.aliyuncs.com')).toEqual({ kind: 'central', pattern: 'ram.aliyuncs.com', exceptions: {} });
});

test('calls: RPC takes a region by default, ROA the other way round', () => {
  expect(rpc('A', { B: 1 })).toEqual({
    style: 'rpc',
    action: 'A',
    params: { B: 1 },
    regionParam: true,
    ram: undefined,
  });
  expect(rpc('A', {}, { regionParam: false, ram: 'x:B' })).toMatchObject({ regionParam: false, ram: 'x:B' });
  expect(roa('A', '/a')).toEqual({
    style: 'roa',
    action: 'A',
    path: '/a',
    params: {},
    regionParam: false,
    ram: undefined,
  });
});

test('the paging dialects and the names they have where nothing is said', () => {
  expect([
    single(),
    nextToken({ max: 100 }),
    pageNumber({ max: 50 }),
    pageFlag({ max: 100, more: 'HasNext' }),
    marker({ max: 1000 }),
    nextOffset(),
  ]).toEqual([
    { kind: 'single' },
    { kind: 'token', size: 'MaxResults', token: 'NextToken', next: 'NextToken', max: 100 },
    { kind: 'page', page: 'PageNumber', size: 'PageSize', total: 'TotalCount', max: 50 },
    { kind: 'flagged', page: 'PageNumber', size: 'PageSize', max: 100, more: 'HasNext' },
    { kind: 'marker', size: 'MaxItems', marker: 'Marker', next: 'Marker', truncated: 'IsTruncated', max: 1000 },
    { kind: 'offset', offset: 'Offset', next: 'NextOffset' },
  ]);
  expect(nextToken({ max: 9, size: 'Length', next: 'Data.Next' })).toMatchObject({ size: 'Length', next: 'Data.Next' });
});

test('metrics: the namespace has a form', () => {
  const metric = {
    id: 'toy-weight',
    title,
    of: defineCollector(facts),
    namespace: 'acs_toy',
    metric: 'Weight',
    statistic: 'Average',
    period: 60,
    dimension: 'boxId',
    unit: 'kg',
  } as const;
  expect(defineMetric(metric)).toEqual(metric);
  expect(() => defineMetric({ ...metric, namespace: 'ecs' })).toThrow(
    'metric toy-weight: namespace "ecs" is not of the form acs_ecs_dashboard',
  );
});

test('an account is an asset under its own id and name', () => {
  const rest = { ...facts, assetName: undefined };
  const balances = defineCollector({ ...rest, scope: 'global', items: '', assetId: ACCOUNT });
  expect(balances.toAsset({ Status: 'Full' }, where)).toEqual({
    id: '1',
    name: 'toys',
    account: where.account,
    region: 'cn-hangzhou',
    product: 'toy',
    collector: 'toy-boxes',
    status: 'Full',
    locked: undefined,
  });
  expect(balances.itemId({ Status: 'Full' })).toBeUndefined();
  expect(() => defineCollector({ ...rest, assetId: ACCOUNT })).toThrow(/one asset, from one answer/);
});
