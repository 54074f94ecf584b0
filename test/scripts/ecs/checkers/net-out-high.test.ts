import { netOutHigh } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { alsoHigh, levelCases } from '../../../harness/tables';
import { instance, now } from '../fixtures';

const outbound = levelCases(
  {
    warning: 80,
    critical: 95,
    message: 'high',
    text: {
      zh: '实例 i-1 的公网出带宽使用率为 80.01 %，高于 80 %',
      en: 'Outbound bandwidth of instance i-1 is 80.01 % used, above 80 %',
    },
  },
  (value) => ({ metrics: { 'ecs-internet-out': value } }),
);
const classic = { instanceNetworkType: 'classic' } as const;

testChecker(netOutHigh, {
  healthy: { asset: instance, metrics: { 'ecs-internet-out': 12 }, now },
  ...outbound,
  fail: {
    ...outbound.fail,
    'classic network': alsoHigh(95, (value) => ({
      asset: classic,
      metrics: { 'ecs-internet-out': undefined, 'ecs-classic-internet-out': value },
    })),
  },
  skip: {
    'not running, whatever the last value': { asset: { status: 'Stopped' }, metrics: { 'ecs-internet-out': 99 } },
    'an elastic IP address': {
      asset: { internetMaxBandwidthOut: 0, eipAddress: '203.0.113.9' },
      metrics: { 'ecs-internet-out': 99 },
    },
    'no internet bandwidth': { asset: { internetMaxBandwidthOut: 0 }, metrics: { 'ecs-internet-out': 99 } },
  },
  unknown: {
    ...outbound.unknown,
    'a metric of another network': {
      metrics: { 'ecs-internet-out': undefined, 'ecs-classic-internet-out': 99 },
    },
    'no bandwidth in the answer': {
      asset: { internetMaxBandwidthOut: undefined },
      metrics: { 'ecs-internet-out': 99 },
    },
    'no network type in the answer': { asset: { instanceNetworkType: undefined } },
  },
});
