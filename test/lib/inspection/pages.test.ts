import type { Client } from '../../../lib/aliyun';
import { central, defineCollector, defineProduct, nextToken, rpc } from '../../../lib/define';
import { CloudApiError } from '../../../lib/errors';
import { pagesOf, variantsOf } from '../../../lib/inspection/pages';

const words = { zh: 'x', en: 'x' };
const product = defineProduct({
  ...{ code: 'toy', apiVersion: '2020-01-01', style: 'rpc', sdk: '@alicloud/toy20200101', title: words },
  endpoints: central('toy.example.com'),
});
const common = { product, title: words, scope: 'global', paging: nextToken({ max: 2 }), items: 'Rows' } as const;
const groups = defineCollector({
  ...common,
  id: 'toy-groups',
  call: rpc('ListGroups'),
  assetId: 'GroupId',
  fields: {},
});
const results = defineCollector({
  ...common,
  id: 'toy-results',
  call: rpc('ListResults'),
  assetId: 'Id',
  fields: {},
  variants: [{ Kind: 'a' }, { Kind: 'b' }],
  within: { of: groups, param: 'GroupId' },
});

/** Answers by action, and says what it was asked. */
function clientOf(answers: Readonly<Record<string, () => object>>) {
  const asked: string[] = [];
  const call = (_: unknown, { action }: { action: string }, __: unknown, params: Readonly<Record<string, unknown>>) => {
    asked.push([action, params.GroupId, params.Kind].filter(Boolean).join(' '));
    return Promise.resolve().then(() => (answers[action] as () => object)());
  };
  return { client: { call } as unknown as Client, asked };
}

const rowsOf = async (client: Client) => {
  const rows: unknown[] = [];
  const more: boolean[] = [];
  for await (const page of pagesOf(client, results, 'global', { calls: 0 }, undefined)) {
    rows.push(...page.items);
    more.push(page.more);
  }
  return { rows, more };
};

test('lists each holder by itself, in each kind, and says that more follows until the last one', async () => {
  const { client, asked } = clientOf({
    ListGroups: () => ({ Rows: [{ GroupId: 'g-1' }, { GroupId: 'g-2' }] }),
    ListResults: () => ({ Rows: [{ Id: `r-${asked.length}` }] }),
  });
  const { rows, more } = await rowsOf(client);
  expect(asked).toEqual([
    'ListGroups',
    'ListResults g-1 a',
    'ListResults g-1 b',
    'ListResults g-2 a',
    'ListResults g-2 b',
  ]);
  expect(rows).toHaveLength(4);
  expect(more).toEqual([true, true, true, false]);
});

test('asks an account for its holders once, and lists nothing where it has none', async () => {
  const { client, asked } = clientOf({ ListGroups: () => ({ Rows: [] }) });
  expect(await rowsOf(client)).toEqual({ rows: [], more: [] });
  expect(await variantsOf(client, results, 'global', { calls: 0 })).toEqual([]);
  expect(asked).toEqual(['ListGroups']);
});

test('a list of holders that fails is a failure, and is asked for again the next time', async () => {
  let fails = true;
  const { client } = clientOf({
    ListGroups: () => {
      if (fails) throw new Error('refused');
      return { Rows: [{ GroupId: 'g-1' }] };
    },
  });
  await expect(rowsOf(client)).rejects.toThrow('refused');
  fails = false;
  expect(await variantsOf(client, results, 'global', { calls: 0 })).toHaveLength(2);
});

test('a holder without an id is no holder less', async () => {
  const { client } = clientOf({ ListGroups: () => ({ Rows: [{ GroupId: 'g-1' }, {}] }) });
  await expect(rowsOf(client)).rejects.toThrow('toy:ListGroups in global: no GroupId');
});

test('what it is within is a list of the same place', () => {
  const regional = defineCollector({
    ...common,
    id: 'toy-others',
    scope: 'region',
    call: rpc('L'),
    assetId: 'Id',
    fields: {},
  });
  expect(() =>
    defineCollector({
      ...{ ...common, id: 'toy-wrong', call: rpc('L'), assetId: 'Id', fields: {} },
      within: { of: regional, param: 'Id' },
    }),
  ).toThrow('collector toy-wrong: is within toy-others, which is no list of the same place');
});

test('asks for a holder by its id and by what tells it apart', async () => {
  const ports = defineCollector({
    ...{ ...common, id: 'toy-ports', call: rpc('ListPorts'), assetId: 'Balancer', apartBy: 'Port', fields: {} },
  });
  const of = { ...common, id: 'toy-names', call: rpc('ListNames'), assetId: 'Id', fields: {} } as const;
  const names = defineCollector({ ...of, within: { of: ports, param: 'Balancer', apart: 'Port' } });
  const asked: unknown[] = [];
  const call = (_: unknown, { action }: { action: string }, __: unknown, params: object) => {
    if (action === 'ListPorts') return Promise.resolve({ Rows: [{ Balancer: 'a/b', Port: 443 }] });
    asked.push(params);
    return Promise.resolve({ Rows: [{ Id: 'n-1' }] });
  };
  const pages = pagesOf({ call } as unknown as Client, names, 'global', { calls: 0 }, undefined);
  for await (const { items } of pages) expect(items).toEqual([{ Id: 'n-1' }]);
  expect(asked).toEqual([expect.objectContaining({ Balancer: 'a/b', Port: '443' })]);
  expect(() => defineCollector({ ...of, within: { of: ports, param: 'Balancer' } })).toThrow(
    'collector toy-names: toy-ports is asked for by its id, and by what tells it apart',
  );
});

describe('rows that are names', () => {
  const names = defineCollector({
    ...common,
    id: 'toy-names',
    call: rpc('ListNames'),
    textRows: 'Name',
    assetId: 'Group',
    apartBy: 'Name',
    fields: {},
    within: { of: groups, param: 'GroupId', as: 'Group' },
  });
  const readNames = async (refuses: (group: string) => Error | undefined) => {
    const rows: unknown[] = [];
    const call = (_: unknown, { action }: { action: string }, __: unknown, { GroupId }: { GroupId: string }) => {
      if (action === 'ListGroups')
        return Promise.resolve({ Rows: ['g-1', 'g-2', 'g-3'].map((id) => ({ GroupId: id })) });
      const error = refuses(GroupId);
      return error ? Promise.reject(error) : Promise.resolve({ Rows: ['a', 'b'] });
    };
    const client = { call } as unknown as Client;
    const read = (async () => {
      for await (const page of pagesOf(client, names, 'global', { calls: 0 }, undefined)) rows.push(...page.items);
    })();
    const failure = await read.then(
      () => undefined,
      (error: unknown) => error,
    );
    return { rows, failure };
  };
  const refusal = (code: 'request-refused' | 'service') => new CloudApiError('no', { code, product: 'toy' } as never);

  test('carry their holder, by which equal names are told apart', async () => {
    const { rows } = await readNames(() => undefined);
    expect(rows).toHaveLength(6);
    expect(rows[2]).toEqual({ Group: 'g-2', Name: 'a' });
    expect(names.itemId(rows[2])).toBe('g-2/a');
  });

  test('of other holders are read when one refuses, and the list is a failure all the same', async () => {
    const { rows, failure } = await readNames((group) => (group === 'g-1' ? refusal('request-refused') : undefined));
    expect(rows).toHaveLength(4);
    expect(failure).toMatchObject({ code: 'request-refused' });
  });

  test('are not asked for on and on when the product itself fails', async () => {
    const { rows, failure } = await readNames((group) => (group === 'g-2' ? refusal('service') : undefined));
    expect(rows).toHaveLength(2);
    expect(failure).toMatchObject({ code: 'service' });
  });
});
