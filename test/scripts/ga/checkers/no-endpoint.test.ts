import { noEndpoint } from '../../../../scripts/ga';
import { testChecker } from '../../../harness/check-tester';
import { accelerator, group, now } from '../fixtures';

const groups = (...all: ReturnType<typeof group>[]) => ({ related: { groups: all } });

testChecker(noEndpoint, {
  healthy: { asset: accelerator, ...groups(group('epg-1', 1)), now },
  pass: {
    'has one': {},
    'an empty one is being made': groups(group('epg-1', 1), group('epg-2', 0, { State: 'init' })),
    'an empty one is being removed': groups(group('epg-1', 1), group('epg-2', 0, { State: 'deleting' })),
    'an empty one gets no traffic': groups(group('epg-1', 1), group('epg-2', 0, { TrafficPercentage: 0 })),
  },
  fail: {
    'one of two': {
      ...groups(group('epg-1', 1), group('epg-2', 0)),
      message: 'empty',
      severity: 'error',
      text: {
        zh: '全球加速实例 ga-1（web）的 2 个终端节点组中有 1 个没有终端节点：epg-2',
        en: '1 of 2 endpoint groups of accelerator ga-1 (web) have no endpoint: epg-2',
      },
    },
    'one of three, and another in a state that nobody has heard of': {
      ...groups(group('epg-1', 1), group('epg-2', 0), group('epg-3', 0, { State: 'parked' })),
      message: 'empty',
      severity: 'error',
      data: { count: 1, total: 3, groups: ['epg-2'] },
    },
    all: { ...groups(group('epg-1', 0)), message: 'empty', severity: 'critical', data: { count: 1, total: 1 } },
  },
  skip: {
    'no group': groups(),
    'its one group is being made': groups(group('epg-1', 0, { State: 'init' })),
    'none gets traffic': groups(group('epg-1', 0, { TrafficPercentage: 0 })),
    'being made': { asset: { state: 'init' }, ...groups(group('epg-1', 0)) },
    'being removed': { asset: { state: 'deleting' }, ...groups(group('epg-1', 0)) },
  },
  unknown: {
    'no state': { asset: { state: undefined } },
    'no state of a group': groups(group('epg-1', 0, { State: undefined })),
    'no share of the traffic': groups(group('epg-1', 0, { TrafficPercentage: undefined })),
    'one does not tell': groups(group('epg-1', 1), group('epg-2', undefined)),
  },
});

test('a group that is empty for a moment makes no event', () => {
  expect(noEndpoint.lasting).toEqual({ minutes: 10, each: 'groups' });
});
