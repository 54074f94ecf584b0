import * as ecs from '@alicloud/ecs20140526';
import * as sts from '@alicloud/sts20150401';
import { factsOf } from '../../../tools/facts';

const find = (sdk: object) => (name: string) => (sdk as Record<string, unknown>)[name];

test('an action without parameters', () => {
  expect(factsOf(find(sts), 'GetCallerIdentity')).toMatchObject({
    request: {},
    response: { AccountId: 'string', Arn: 'string' },
  });
});

test('parameters, lists and nested fields by their wire names, sorted', () => {
  const { request, response } = factsOf(find(ecs), 'DescribeDisks');
  expect(request).toMatchObject({ MaxResults: 'number', Tag: [{ Key: 'string', Value: 'string' }] });
  expect(response).toMatchObject({
    Disks: { Disk: [{ DiskId: 'string', Encrypted: 'boolean', Tags: { Tag: [{ TagKey: 'string' }] } }] },
    TotalCount: 'number',
  });
  expect(Object.keys(response)).toEqual(Object.keys(response).sort());
});

test('a list of texts, a map, and a model that holds itself', () => {
  class Folder {
    static names = () => ({ folders: 'Folders', labels: 'Labels', names: 'Names' });
    static types = () => ({
      folders: { type: 'array', itemType: Folder },
      labels: { type: 'map', keyType: 'string', valueType: 'string' },
      names: { type: 'array', itemType: 'string' },
    });
  }
  const { response } = factsOf(() => Folder, 'ListFolders');
  expect(response).toMatchObject({ Folders: [{ Names: ['string'] }], Labels: 'map', Names: ['string'] });
  expect(JSON.stringify(response)).toContain('"Folders":["any"]');
});

test('an answer of a class that several actions share', () => {
  class Output {
    static names = () => ({ functions: 'functions' });
    static types = () => ({ functions: { type: 'array', itemType: 'string' } });
  }
  class Response {
    static names = () => ({ body: 'body' });
    static types = () => ({ body: Output });
  }
  const shared = (name: string) => (name === 'ListFunctionsResponse' ? Response : undefined);
  expect(factsOf(shared, 'ListFunctions').response).toEqual({ functions: ['string'] });
});

test('says what the package does not have', () => {
  expect(() => factsOf(find(sts), 'DescribeUnicorns')).toThrow('the package has no action DescribeUnicorns');
});
