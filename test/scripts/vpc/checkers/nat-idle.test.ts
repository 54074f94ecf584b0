import { natIdle } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { inDays, nat, now } from '../fixtures';

testChecker(natIdle, {
  healthy: { asset: nat, now },
  pass: {
    used: {},
    'one of two addresses is used': {
      asset: {
        ipList: [
          { ipAddress: '203.0.113.8', usingStatus: 'Idle' },
          { ipAddress: '203.0.113.9', usingStatus: 'UsedByForwardTable' },
        ],
      },
    },
  },
  fail: {
    'no address': {
      asset: { ipList: [], creationTime: inDays(-7, -1) },
      message: 'noAddress',
      severity: 'warning',
      text: {
        zh: 'NAT 网关 ngw-1 没有绑定弹性公网 IP，创建于 7 天前',
        en: 'NAT gateway ngw-1 has no elastic IP address; it was created 7 days ago',
      },
      data: { value: 7, threshold: 7 },
    },
    'no entry uses its address': {
      asset: { ipList: [{ ipAddress: '203.0.113.8', usingStatus: 'Idle' }], creationTime: inDays(-10) },
      message: 'noEntry',
      severity: 'warning',
      text: {
        zh: 'NAT 网关 ngw-1 的公网 IP（203.0.113.8）没有被任何 SNAT 或 DNAT 条目使用，创建于 10 天前',
        en: 'No SNAT or DNAT entry of NAT gateway ngw-1 uses its addresses (203.0.113.8); it was created 10 days ago',
      },
    },
    'a lower threshold': {
      asset: { ipList: [], creationTime: inDays(-2) },
      params: { days: 1 },
      message: 'noAddress',
      severity: 'warning',
      data: { threshold: 1 },
    },
  },
  skip: {
    'exactly 7 days old': { asset: { ipList: [], creationTime: inDays(-7) } },
    'a VPC NAT gateway': { asset: { networkType: 'intranet', ipList: [] } },
  },
  unknown: {
    'no network type': { asset: { networkType: undefined } },
    'no list of addresses': { asset: { ipList: undefined } },
    'no creation time': { asset: { creationTime: undefined } },
    'no using status': { asset: { ipList: [{ ipAddress: '203.0.113.8', usingStatus: undefined }] } },
  },
});
