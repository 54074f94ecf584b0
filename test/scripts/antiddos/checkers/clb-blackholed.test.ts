import { blackholedClb, clbBlackholed } from '../../../../scripts/antiddos';
import { testChecker } from '../../../harness/check-tester';
import { where } from '../../ecs/fixtures';
import { lb } from '../../slb/fixtures';
import { now } from '../../vpc/fixtures';
import { row } from '../fixtures';

testChecker(clbBlackholed, {
  healthy: { asset: lb, related: { blackholed: [] }, now },
  pass: { 'nothing is in a blackhole': {} },
  fail: {
    'it is': {
      related: { blackholed: [blackholedClb.toAsset(row('lb-1', ['203.0.113.7', 'blackholed']), where)] },
      message: 'blackholed',
      severity: 'critical',
      text: {
        zh: 'CLB lb-1（entry）在黑洞中：203.0.113.7',
        en: 'CLB lb-1 (entry) is in a blackhole: 203.0.113.7',
      },
    },
  },
  skip: { 'of a private network': { asset: { addressType: 'intranet' } } },
  unknown: {
    'listed, without its addresses': {
      related: { blackholed: [blackholedClb.toAsset({ InstanceId: 'lb-1' }, where)] },
    },
    'listed, with none': { related: { blackholed: [blackholedClb.toAsset(row('lb-1'), where)] } },
    'listed, without the state of an address': {
      related: { blackholed: [blackholedClb.toAsset(row('lb-1', ['203.0.113.7', undefined]), where)] },
    },
  },
  // What is not in the list of blackholes is in none.
  absentIsFact: ['addressType', 'related.blackholed'],
});
