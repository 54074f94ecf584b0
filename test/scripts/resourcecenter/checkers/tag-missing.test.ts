import { resources, tagMissing } from '../../../../scripts/resourcecenter';
import { testChecker } from '../../../harness/check-tester';
import { now, where as regional } from '../../ecs/fixtures';

const resource = resources.toAsset(
  {
    ResourceId: 'i-1',
    ResourceName: 'web',
    ResourceType: 'ACS::ECS::Instance',
    RegionId: 'cn-hangzhou',
    Tags: [
      { Key: 'owner', Value: 'ann' },
      { Key: 'env', Value: '' },
    ],
  },
  { ...regional, region: 'global' },
);

testChecker(tagMissing.with({ keys: ['owner'] }), {
  healthy: { asset: resource, now },
  pass: {
    'it has the tag': {},
    'one of the types that are judged': { params: { types: ['ACS::ECS::Instance'] } },
  },
  fail: {
    'no such tag': {
      params: { keys: ['app', 'owner'] },
      message: 'missing',
      severity: 'info',
      text: {
        zh: 'ACS::ECS::Instance i-1（web，cn-hangzhou）缺少标签 app',
        en: 'ACS::ECS::Instance i-1 (web, cn-hangzhou) lacks the tags app',
      },
    },
    'an empty tag': { params: { keys: ['env'] }, message: 'missing', severity: 'info', data: { keys: ['env'] } },
    'required of its type alone': {
      params: { keys: ['owner', 'ACS::ECS::Instance=app', 'ACS::OSS::Bucket=class'] },
      message: 'missing',
      severity: 'info',
      data: { keys: ['app'] },
    },
    'of no region': {
      asset: { regionId: undefined, tags: {} },
      message: 'missing',
      severity: 'info',
      data: { region: '*', keys: ['owner'] },
    },
  },
  skip: {
    'nothing is required': { params: { keys: [] } },
    'required of another type alone': { params: { keys: ['ACS::OSS::Bucket=app'] } },
    'another type': { params: { types: ['ACS::OSS::Bucket'] } },
  },
  unknown: { 'no type': { asset: { resourceType: undefined } } },
  absentIsFact: ['tags', 'regionId'],
});

it('refuses a key of one type that is written otherwise', () => {
  expect(() => tagMissing.with({ keys: ['ACS::ECS::Instance:owner'] })).toThrow('ACS::ECS::Instance=owner');
});
