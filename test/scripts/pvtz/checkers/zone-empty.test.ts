import { zoneEmpty } from '../../../../scripts/pvtz';
import { testChecker } from '../../../harness/check-tester';
import { now, seenBy, zone } from '../fixtures';

testChecker(zoneEmpty, {
  healthy: { asset: zone, related: seenBy(['vpc-1', 'vpc-2']), now },
  pass: {
    'has records': {},
    'lets names pass that it lacks': { asset: { recordCount: 0, proxyPattern: 'RECORD' } },
  },
  fail: {
    'hides names in two VPCs': {
      asset: { recordCount: 0 },
      message: 'empty',
      severity: 'warning',
      text: {
        zh: '内网域名 corp.internal（pz-1）没有记录，2 个 VPC 内该域名及子域名都无法解析',
        en: 'Private zone corp.internal (pz-1) has no records, so that neither the name nor any below it resolves in 2 VPCs',
      },
    },
  },
  skip: {
    'of reverse look-ups': { asset: { isPtr: true, recordCount: 0 } },
    'nobody sees it': { asset: { recordCount: 0 }, related: seenBy([]) },
  },
  unknown: {
    'no number of records': { asset: { recordCount: undefined } },
    'no proxy': { asset: { proxyPattern: undefined } },
    'no details': { asset: { recordCount: 0 }, related: { details: [] } },
    'no VPCs in the answer': { asset: { recordCount: 0 }, related: seenBy(undefined) },
  },
  // Only zones of reverse look-ups are marked.
  absentIsFact: ['isPtr'],
});
