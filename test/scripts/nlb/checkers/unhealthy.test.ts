import { nlbUnhealthy } from '../../../../scripts/nlb';
import { testChecker } from '../../../harness/check-tester';
import { behind, health, healthOf, now, ownListener, port } from '../fixtures';

testChecker(nlbUnhealthy, {
  healthy: { asset: ownListener, related: { health: [health()], group: [behind(4)] }, now },
  pass: { 'no server that is not normal': {} },
  fail: {
    'one server': {
      related: { health: [health(['i-1', 'Unhealthy', 'CONNECT_TIMEOUT'])] },
      message: 'share',
      severity: 'warning',
      text: {
        zh: 'NLB nlb-1 的监听 lsn-1 的 4 台服务器中有异常的（1 处）：i-1 (CONNECT_TIMEOUT)',
        en: 'Listener lsn-1 of NLB nlb-1 has 1 unhealthy servers of 4: i-1 (CONNECT_TIMEOUT)',
      },
    },
    'one server, of nobody knows how many': {
      related: { health: [health(['i-1', 'Unhealthy', 'CONNECT_TIMEOUT'])], group: [] },
      message: 'unhealthy',
      severity: 'warning',
      text: {
        zh: 'NLB nlb-1 的监听 lsn-1 有 1 台异常服务器：i-1 (CONNECT_TIMEOUT)',
        en: 'Listener lsn-1 of NLB nlb-1 has 1 unhealthy servers: i-1 (CONNECT_TIMEOUT)',
      },
    },
    'every server': {
      related: {
        health: [health(['i-1', 'Unhealthy', 'CONNECT_TIMEOUT'], ['i-2', 'Unhealthy', 'CONNECT_TIMEOUT'])],
        group: [behind(2)],
      },
      message: 'all',
      severity: 'critical',
      data: { value: 2, total: 2 },
    },
    'half of them, where that is too many': {
      related: {
        health: [health(['i-1', 'Unhealthy', 'CONNECT_TIMEOUT'], ['i-2', 'Unhealthy', 'CONNECT_TIMEOUT'])],
      },
      params: { criticalPercent: 40 },
      message: 'share',
      severity: 'critical',
      data: { value: 2, total: 4 },
    },
    'a listener of several ports, one of them': {
      related: {
        health: [
          healthOf(
            port(),
            port([
              ['i-1', 'Unhealthy', 'CONNECT_FAILED'],
              ['i-2', 'Initial', ''],
            ]),
          ),
        ],
      },
      message: 'share',
      severity: 'warning',
      data: { value: 1 },
    },
    'a listener of so many ports that they fill pages': {
      related: { health: [health(), health(['i-1', 'Unhealthy', 'CONNECT_FAILED'])] },
      message: 'share',
      severity: 'warning',
      data: { value: 1 },
    },
  },
  // Without the number of servers it is told of all the same.
  absentIsFact: ['related.group', 'related.group.serverCount'],
  skip: {
    stopped: { asset: { listenerStatus: 'Stopped' }, related: { health: [] } },
    'health checks are off': { related: { health: [healthOf(port([], false))] } },
    'health checks are off, and servers say so': {
      related: { health: [healthOf(port([['i-1', 'Unavailable', '']], false))] },
    },
    'health checks of one port are off': { related: { health: [healthOf(port(), port([], false))] } },
  },
  unknown: {
    'no answer': { related: { health: [] } },
    'no port in the answer': { related: { health: [healthOf()] } },
    'no server group in the answer': { related: { health: [healthOf(port(), { ListenerId: 'lsn-1' })] } },
    'not told whether health checks are on': {
      related: { health: [healthOf({ ListenerId: 'lsn-1', ServerGroupInfos: [{ ServerGroupId: 'sgp-1' }] })] },
    },
    'health checks not yet complete': { related: { health: [health(['i-1', 'Initial', ''])] } },
    'not yet complete on a port, off on another': {
      related: { health: [healthOf(port([['i-1', 'Initial', '']]), port([], false))] },
    },
    'no status': { related: { health: [health(['i-1', undefined, ''])] } },
  },
});
