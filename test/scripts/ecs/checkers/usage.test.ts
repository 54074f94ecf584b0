import type { Text } from '../../../../lib/model';
import * as ecs from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { alsoHigh, levelCases } from '../../../harness/tables';
import { instance, now } from '../fixtures';

const cases = (text: Text) =>
  levelCases({ warning: 80, critical: 95, message: 'high', text }, (value) => ({ metrics: { value } }));
const healthy = { asset: instance, metrics: { value: 12 }, now };
const stopped = { asset: { status: 'Stopped' }, metrics: { value: 99 } } as const;

testChecker(ecs.cpuHigh, {
  healthy,
  ...cases({
    zh: '实例 i-1 的 CPU 使用率（15 分钟平均）为 80.01 %，高于 80 %',
    en: 'CPU of instance i-1 is 80.01 % (15-minute average), above 80 %',
  }),
  skip: { 'not running, whatever the last value': stopped },
});

testChecker(ecs.memoryHigh, {
  healthy,
  ...cases({
    zh: '实例 i-1 的内存使用率为 80.01 %，高于 80 %',
    en: 'Memory of instance i-1 is 80.01 % used, above 80 %',
  }),
  skip: { 'not running, whatever the last value': stopped },
});

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

testChecker(ecs.netOutHigh, {
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
