import { ecsIdle as ecsIdle } from '../../../scripts/ecs';
import { rdsIdle as rdsIdle } from '../../../scripts/rds';
import { eipZeroTraffic } from '../../../scripts/vpc';
import { testChecker } from '../../harness/check-tester';
import { inDays, instance as ecsInstance, now } from '../ecs/fixtures';
import { instance as database } from '../rds/fixtures';
import { eip } from '../vpc/fixtures';
import { past } from './pasts';

const idle = { 'ecs-cpu': 5, 'ecs-memory': 10, 'ecs-intranet-in': 20_000, 'ecs-intranet-out': 28_000 };
/** Busy in so many of the hours of two weeks. */
const busy = (hours: number, value: number) => past(14, (ago) => (ago < hours ? value : 1));
/** The rule of Guance: 48 hours, CPU below 1 %, memory below 10 %, less than 10 MB an hour. */
const guance = { hours: 48, percent: 100, cpu: 1, memory: 10, traffic: 10 };
const unused = { 'ecs-cpu': 1, 'ecs-memory': 10, 'ecs-intranet-in': 11_000, 'ecs-intranet-out': 11_000 };

testChecker(ecsIdle, {
  healthy: {
    asset: ecsInstance,
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

const unusedDatabase = { 'rds-connections-mysql': 0, 'rds-cpu-mysql': 5 };

testChecker(rdsIdle, {
  healthy: { asset: database, metrics: { 'rds-connections-mysql': 3, 'rds-cpu-mysql': 20 }, now },
  pass: {
    busy: {},
    'CPU just above': { metrics: { ...unusedDatabase, 'rds-cpu-mysql': 5.01 } },
    'a connection': { metrics: { ...unusedDatabase, 'rds-connections-mysql': 0.1 } },
    'a lower CPU': { metrics: unusedDatabase, params: { cpu: 4 } },
    'one node of a cluster is busy': {
      asset: { category: 'cluster' },
      metrics: {
        'rds-connections-cluster': { past: { a: past(7, () => 0), b: past(7, () => 4) } },
        'rds-cpu-cluster': { past: { a: past(7, () => 1), b: past(7, () => 1) } },
      },
    },
    'busy for one hour': {
      metrics: { ...unusedDatabase, 'rds-cpu-mysql': past(7, (ago) => (ago === 3 ? 50 : 1)) },
    },
  },
  fail: {
    unused: {
      metrics: unusedDatabase,
      message: 'idle',
      severity: 'warning',
      text: {
        zh: 'RDS 实例 rm-1 已持续闲置 7 天，每小时平均：connections: 0 %, cpu: 5 %',
        en: 'RDS instance rm-1 has been idle for 7 days; an average hour: connections: 0 %, cpu: 5 %',
      },
    },
    'hardly used, where that counts': {
      metrics: { ...unusedDatabase, 'rds-connections-mysql': 0.5 },
      params: { connections: 1 },
      message: 'idle',
      severity: 'warning',
      data: { signals: ['connections: 0.5 %', 'cpu: 5 %'] },
    },
    'busy for one hour, where that does not count': {
      metrics: { ...unusedDatabase, 'rds-cpu-mysql': past(7, (ago) => (ago === 3 ? 50 : 1)) },
      params: { percent: 99 },
      message: 'idle',
      severity: 'warning',
      data: { days: 7 },
    },
    'both nodes of a cluster': {
      asset: { category: 'cluster' },
      metrics: {
        'rds-connections-mysql': undefined,
        'rds-cpu-mysql': undefined,
        'rds-connections-cluster': { past: { a: past(7, () => 0), b: past(7, () => 0) } },
        'rds-cpu-cluster': { past: { a: past(7, () => 1), b: past(7, () => 2) } },
      },
      message: 'idle',
      severity: 'warning',
      data: { signals: ['connections: 0 %', 'cpu: 2 %'] },
    },
    'since yesterday, where that counts': {
      metrics: { ...unusedDatabase, 'rds-cpu-mysql': past(7, (ago) => (ago < 24 ? 1 : 50)) },
      params: { hours: 24 },
      message: 'idle',
      severity: 'warning',
      data: { days: 1 },
    },
  },
  skip: {
    'serverless by its charge type': { asset: { payType: 'Serverless' }, metrics: unusedDatabase },
    'serverless by its edition': {
      asset: { category: 'serverless_basic', payType: undefined },
      metrics: unusedDatabase,
    },
    'not running': { asset: { dBInstanceStatus: 'Restarting' }, metrics: unusedDatabase },
    'younger than the window': { asset: { createTime: inDays(-6.9) }, metrics: unusedDatabase },
    'SQL Server tells no connections': { asset: { engine: 'SQLServer' }, metrics: { 'rds-cpu-sqlserver': 1 } },
  },
  unknown: {
    'no connections in the data': { metrics: { ...unusedDatabase, 'rds-connections-mysql': undefined } },
    'no creation time': { asset: { createTime: undefined }, metrics: unusedDatabase },
    'no charge type': { asset: { payType: undefined }, metrics: unusedDatabase },
    'no edition': { asset: { category: undefined }, metrics: unusedDatabase },
    'an engine without a metric': { asset: { engine: 'PPAS' }, metrics: unusedDatabase },
    'half of the data': { metrics: { ...unusedDatabase, 'rds-cpu-mysql': past(4, () => 1) } },
  },
});

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
