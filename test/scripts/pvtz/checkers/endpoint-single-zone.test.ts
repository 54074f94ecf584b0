import { endpointSingleZone } from '../../../../scripts/pvtz';
import { testChecker } from '../../../harness/check-tester';
import { endpoint, now } from '../fixtures';

const inZones = (...zones: (string | undefined)[]) => ({
  asset: { ipConfigs: zones.map((azId, n) => ({ azId, ip: `172.16.${n}.53` })) },
});

testChecker(endpointSingleZone, {
  healthy: { asset: endpoint, now },
  pass: { 'in two zones': {} },
  fail: {
    'both in one': {
      ...inZones('cn-hangzhou-h', 'cn-hangzhou-h'),
      message: 'single',
      severity: 'info',
      text: {
        zh: '解析器出站终端节点 hr-1（office）的 2 个源 IP 都在可用区 cn-hangzhou-h',
        en: 'All 2 source addresses of outbound endpoint hr-1 (office) are in zone cn-hangzhou-h',
      },
    },
  },
  skip: {
    'in creation': { asset: { status: 'INIT', ipConfigs: [] } },
    'never made': { asset: { status: 'FAILED', ipConfigs: [] } },
  },
  unknown: {
    'no addresses': { asset: { ipConfigs: undefined } },
    'an empty list': { asset: { ipConfigs: [] } },
    'one without its zone': inZones('cn-hangzhou-h', undefined),
  },
  // A state that nobody knows changes nothing about where it is.
  absentIsFact: ['status'],
});
