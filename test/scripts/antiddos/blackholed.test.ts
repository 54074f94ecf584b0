import { blackholedClb, blackholedEcs, blackholedEip } from '../../../scripts/antiddos';
import { clbBlackholed, ecsBlackholed, eipBlackholed } from '../../../scripts/antiddos';
import { testChecker } from '../../harness/check-tester';
import { instance, where } from '../ecs/fixtures';
import { lb } from '../slb/fixtures';
import { eip, now } from '../vpc/fixtures';

type Addresses = readonly (readonly [ip: string, status: string | undefined])[];

function row(id: string, ...addresses: Addresses) {
  return { InstanceId: id, IpAddressConfig: addresses.map(([InstanceIp, IpStatus]) => ({ InstanceIp, IpStatus })) };
}

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
  // What is not in the list of blackholes is in none.
  absentIsFact: ['related.blackholed', 'related.blackholed.addresses', 'related.blackholed.addresses.ipStatus'],
});

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
  absentIsFact: [
    ...(['addressType', 'related.blackholed', 'related.blackholed.addresses'] as const),
    'related.blackholed.addresses.ipStatus',
  ],
});

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
  absentIsFact: [
    ...(['publicIpAddress', 'related.blackholed', 'related.blackholed.addresses'] as const),
    'related.blackholed.addresses.ipStatus',
  ],
});
