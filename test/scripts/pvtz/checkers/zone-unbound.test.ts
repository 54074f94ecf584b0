import { zoneUnbound } from '../../../../scripts/pvtz';
import { testChecker } from '../../../harness/check-tester';
import { inDays, now, seenBy, zone } from '../fixtures';

const none = (days: number, seconds = 0) => ({
  asset: { createTimestamp: inDays(-days, -seconds) },
  related: seenBy([]),
});

testChecker(zoneUnbound, {
  healthy: { asset: zone, related: seenBy(['vpc-1']), now },
  pass: { 'a VPC sees it': {}, 'an edge cluster sees it': { related: seenBy([], ['edge-1']) } },
  fail: {
    'for a week and a second': {
      ...none(7, 1),
      message: 'unbound',
      severity: 'info',
      text: {
        zh: '内网域名 corp.internal（pz-1）没有关联任何 VPC，添加于 7 天前',
        en: 'No VPC is bound to private zone corp.internal (pz-1); it was added 7 days ago',
      },
    },
    'for a day, where that counts': {
      ...none(1),
      params: { days: 0 },
      message: 'unbound',
      severity: 'info',
      data: { value: 1, threshold: 0 },
    },
  },
  skip: { 'added a week ago': none(7) },
  unknown: {
    'no VPCs in the answer': { related: seenBy(undefined) },
    'no details': { related: { details: [] } },
    'no time of its making': { asset: { createTimestamp: undefined }, related: seenBy([]) },
  },
  // Edge clusters are in the answer where there are any.
  absentIsFact: ['related.details.bindEdgeDnsClusters'],
});
