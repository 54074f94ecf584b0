import { ecsIdle } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { inDays, instance, now } from '../fixtures';
import { past } from '../../pasts';

const idle = { 'ecs-cpu': 5, 'ecs-memory': 10, 'ecs-intranet-in': 20_000, 'ecs-intranet-out': 28_000 };
/** Busy in so many of the hours of two weeks. */
const busy = (hours: number, value: number) => past(14, (ago) => (ago < hours ? value : 1));
/** The rule of Guance: 48 hours, CPU below 1 %, memory below 10 %, less than 10 MB an hour. */
const guance = { hours: 48, percent: 100, cpu: 1, memory: 10, traffic: 10 };
const unused = { 'ecs-cpu': 1, 'ecs-memory': 10, 'ecs-intranet-in': 11_000, 'ecs-intranet-out': 11_000 };

testChecker(ecsIdle, {
  healthy: {
    asset: instance,
    metrics: { 'ecs-cpu': 30, 'ecs-memory': 40, 'ecs-intranet-in': 1e6, 'ecs-intranet-out': 1e6 },
    now,
  },
  pass: {
    busy: {},
    'CPU just above': { metrics: { ...idle, 'ecs-cpu': 5.01 } },
    'memory just above': { metrics: { ...idle, 'ecs-memory': 10.01 } },
    'traffic in both directions together': { metrics: { ...idle, 'ecs-intranet-out': 29_000 } },
    'busy for seven hours of two weeks': { metrics: { ...idle, 'ecs-cpu': busy(7, 50) } },
    'a lower CPU': { metrics: idle, params: { cpu: 4 } },
    'a lower memory': { metrics: idle, params: { memory: 9 } },
    'less traffic': { metrics: idle, params: { traffic: 20 } },
    'every hour counts': { metrics: { ...idle, 'ecs-cpu': busy(1, 50) }, params: { percent: 100 } },
    'busy CPU, whatever the agent says': { metrics: { ...idle, 'ecs-cpu': 50, 'ecs-memory': undefined } },
    'the rule of Guance, with one busy hour': { metrics: { ...unused, 'ecs-cpu': busy(1, 2) }, params: guance },
  },
  fail: {
    'exactly the levels': {
      metrics: idle,
      message: 'idle',
      severity: 'warning',
      text: {
        zh: '实例 i-1 已持续闲置 14 天，每小时平均（流量仅计内网）：cpu: 5 %, memory: 10 %, traffic: 21.6 MB/h',
        en: 'Instance i-1 has been idle for 14 days; an average hour (traffic: private network): cpu: 5 %, memory: 10 %, traffic: 21.6 MB/h',
      },
      data: { days: 14 },
    },
    'busy for six hours of two weeks': {
      metrics: { ...idle, 'ecs-cpu': busy(6, 50) },
      message: 'idle',
      severity: 'warning',
      data: { days: 14 },
    },
    'busy before the window': {
      metrics: { ...idle, 'ecs-cpu': past(14, (ago) => (ago < 48 ? 1 : 90)) },
      params: { hours: 48 },
      message: 'idle',
      severity: 'warning',
      data: { days: 2 },
    },
    'the rule of Guance': {
      metrics: { ...unused, 'ecs-cpu': past(14, (ago) => (ago < 48 ? 1 : 90)) },
      params: guance,
      message: 'idle',
      severity: 'warning',
      data: { days: 2, signals: ['cpu: 1 %', 'memory: 10 %', 'traffic: 9.9 MB/h'] },
    },
    'a few gaps': {
      metrics: { ...idle, 'ecs-cpu': past(14, (ago) => (ago % 11 === 0 ? undefined : 1)) },
      message: 'idle',
      severity: 'warning',
      data: { days: 14 },
    },
  },
  skip: {
    'not running': { asset: { status: 'Stopped' }, metrics: idle },
    'younger than the window': { asset: { creationTime: inDays(-13.9) }, metrics: idle },
  },
  unknown: {
    'no agent': { metrics: { ...idle, 'ecs-memory': undefined } },
    'no traffic data in one direction': { metrics: { ...idle, 'ecs-intranet-in': undefined } },
    'no creation time': { asset: { creationTime: undefined }, metrics: idle },
    'switched on for a part of the time': { metrics: { ...idle, 'ecs-cpu': past(12, () => 1) } },
  },
});
