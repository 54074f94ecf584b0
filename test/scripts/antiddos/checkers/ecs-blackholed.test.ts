import { blackholedEcs, ecsBlackholed } from '../../../../scripts/antiddos';
import { testChecker } from '../../../harness/check-tester';
import { instance, where } from '../../ecs/fixtures';
import { now } from '../../vpc/fixtures';
import { row } from '../fixtures';

testChecker(ecsBlackholed, {
  healthy: { asset: instance, related: { blackholed: [] }, now },
  pass: { 'nothing is in a blackhole': {} },
  fail: {
    'one of its addresses is': {
      related: {
        blackholed: [
          blackholedEcs.toAsset(row('i-1', ['203.0.113.7', 'blackholed'], ['203.0.113.8', 'normal']), where),
        ],
      },
      message: 'blackholed',
      severity: 'critical',
      text: {
        zh: 'ECS 实例 i-1（web）在黑洞中：203.0.113.7',
        en: 'ECS instance i-1 (web) is in a blackhole: 203.0.113.7',
      },
    },
  },
  skip: { 'without an address of its own': { asset: { publicIpAddress: [] } } },
  unknown: {
    'listed, without its addresses': { related: { blackholed: [blackholedEcs.toAsset({ InstanceId: 'i-1' }, where)] } },
    'listed, with none': { related: { blackholed: [blackholedEcs.toAsset(row('i-1'), where)] } },
    'listed, without the state of an address': {
      related: { blackholed: [blackholedEcs.toAsset(row('i-1', ['203.0.113.7', undefined]), where)] },
    },
  },
  // What is not in the list of blackholes is in none.
  absentIsFact: ['publicIpAddress', 'related.blackholed'],
});
