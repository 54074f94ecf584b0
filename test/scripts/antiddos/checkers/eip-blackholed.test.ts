import { blackholedEip, eipBlackholed } from '../../../../scripts/antiddos';
import { testChecker } from '../../../harness/check-tester';
import { where } from '../../ecs/fixtures';
import { eip, now } from '../../vpc/fixtures';
import { row } from '../fixtures';

testChecker(eipBlackholed, {
  healthy: { asset: eip, related: { blackholed: [] }, now },
  pass: {
    'nothing is in a blackhole': {},
    'another one is': {
      related: { blackholed: [blackholedEip.toAsset(row('eip-2', ['203.0.113.9', 'blackholed']), where)] },
    },
    'it is being scrubbed': {
      related: { blackholed: [blackholedEip.toAsset(row('eip-1', ['203.0.113.7', 'mitigating']), where)] },
    },
  },
  fail: {
    'it is': {
      related: { blackholed: [blackholedEip.toAsset(row('eip-1', ['203.0.113.7', 'blackholed']), where)] },
      message: 'blackholed',
      severity: 'critical',
      text: {
        zh: '弹性公网 IP eip-1（entry）在黑洞中：203.0.113.7',
        en: 'Elastic IP address eip-1 (entry) is in a blackhole: 203.0.113.7',
      },
    },
  },
  skip: { 'not bound': { asset: { status: 'Available' } } },
  unknown: {
    'listed, without its addresses': {
      related: { blackholed: [blackholedEip.toAsset({ InstanceId: 'eip-1' }, where)] },
    },
    'listed, with none': { related: { blackholed: [blackholedEip.toAsset(row('eip-1'), where)] } },
    'listed, without the state of an address': {
      related: { blackholed: [blackholedEip.toAsset(row('eip-1', ['203.0.113.7', undefined]), where)] },
    },
  },
  // What is not in the list of blackholes is in none.
  absentIsFact: ['related.blackholed'],
});
