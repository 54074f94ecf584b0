import { hasAction, hasParam, modelFor, responsePath } from './models';

const PATH = 'Instances.Instance[].OperationLocks.LockReason[].LockReason';

test('answers for parameters, with and without numbers', () => {
  expect(hasParam('ecs20140526', 'DescribeInstances', 'MaxResults')).toBe(true);
  expect(hasParam('@alicloud/ecs20140526', 'DescribeInstances', 'Tag.1.Key')).toBe(true);
  expect(hasParam('ecs20140526', 'DescribeInstancesFullStatus', 'InstanceId.2')).toBe(true);
  expect(hasParam('ecs20140526', 'DescribeInstanceHistoryEvents', 'NotBefore.Start')).toBe(true);
  expect(hasParam('ecs20140526', 'DescribeInstances', 'Tag.1.Colour')).toBe(false);
  expect(hasParam('ecs20140526', 'DescribeInstances', 'maxResults')).toBe(false);
  expect(modelFor('sts20150401', 'GetCallerIdentity').request.size).toBe(0);
});

test.each([
  [PATH, 'string'],
  ['Instances.Instance', 'array'],
  ['Instances.Instance[]', 'object'],
  ['Instances.Instance[].Cpu', 'number'],
  ['Instances.Instance[].SecurityGroupIds.SecurityGroupId[]', 'string'],
  ['Instances.Instance.Cpu', undefined],
  ['Instances[].Instance', undefined],
  ['Instances.Instance[].Colour', undefined],
])('response path %s is %s', (path, type) => {
  expect(responsePath('ecs20140526', 'DescribeInstances', path)).toBe(type);
});

test('finds unknown fields and wrong types at any depth', () => {
  const model = modelFor('ecs20140526', 'DescribeInstances');
  expect(model.checkResponse({ Instances: { Instance: [{ Cpu: 2 }] } })).toEqual([]);
  expect(
    model.checkResponse({ Colour: 1, Instances: { Instance: [{ Cpu: '2', Tags: { Tag: {} }, Shape: '' }, 7] } }),
  ).toEqual([
    'Colour: no such field in the official model',
    'Instances.Instance[0].Cpu: number expected, string found',
    'Instances.Instance[0].Tags.Tag: a list expected',
    'Instances.Instance[0].Shape: no such field in the official model',
    'Instances.Instance[1]: an object expected',
  ]);
});

test('says which package lacks an action', () => {
  expect(hasAction('ecs20140526', 'DescribeUnicorns')).toBe(false);
  expect(hasAction('unicorn20200101', 'DescribeInstances')).toBe(false);
  expect(() => modelFor('ecs20140526', 'DescribeUnicorns')).toThrow('@alicloud/ecs20140526 has no DescribeUnicorns');
});
