import { eipZeroTraffic } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { inDays, now } from '../../ecs/fixtures';
import { past } from '../../pasts';
import { eip } from '../fixtures';

testChecker(eipZeroTraffic, {
  healthy: { asset: eip, metrics: { 'vpc-eip-in-rate': 1000, 'vpc-eip-out-rate': 0 }, now },
  pass: {
    'inbound only': {},
    'some traffic in one hour': { metrics: { 'vpc-eip-in-rate': past(7, (ago) => (ago === 3 ? 1 : 0)) } },
  },
  fail: {
    'none at all': {
      metrics: { 'vpc-eip-in-rate': 0 },
      message: 'idle',
      severity: 'warning',
      text: {
        zh: '弹性公网 IP eip-1 已绑定，但 7 天内几乎没有流量，每小时平均：traffic: 0 bit/s',
        en: 'Elastic IP address eip-1 is bound, but had next to no traffic for 7 days; an average hour: traffic: 0 bit/s',
      },
    },
    'next to nothing, where that counts': {
      params: { traffic: 1000 },
      message: 'idle',
      severity: 'warning',
      data: { signals: ['traffic: 1000 bit/s'] },
    },
    'some traffic in one hour, where that does not count': {
      metrics: { 'vpc-eip-in-rate': past(7, (ago) => (ago === 3 ? 1 : 0)) },
      params: { percent: 99 },
      message: 'idle',
      severity: 'warning',
      data: { days: 7 },
    },
    'since yesterday, where that counts': {
      metrics: { 'vpc-eip-in-rate': past(7, (ago) => (ago < 24 ? 0 : 1000)) },
      params: { hours: 24 },
      message: 'idle',
      severity: 'warning',
      data: { days: 1 },
    },
  },
  skip: {
    'not bound': { asset: { status: 'Available' }, metrics: { 'vpc-eip-in-rate': 0 } },
    'younger than the window': { asset: { allocationTime: inDays(-6.9) }, metrics: { 'vpc-eip-in-rate': 0 } },
  },
  unknown: {
    'no data': { metrics: { 'vpc-eip-in-rate': undefined } },
    'no allocation time': { asset: { allocationTime: undefined } },
  },
});
