import { nlbUnhealthy } from '../../../../scripts/nlb';
import { testChecker } from '../../../harness/check-tester';
import { health, now, ownListener } from '../fixtures';

testChecker(nlbUnhealthy, {
  healthy: { asset: ownListener, related: { health: [health()] }, now },
  pass: { 'no server that is not normal': {} },
  fail: {
    'one server': {
      related: { health: [health(['i-1', 'Unhealthy', 'CONNECT_TIMEOUT'])] },
      message: 'unhealthy',
      severity: 'critical',
      text: {
        zh: 'NLB nlb-1 的监听 lsn-1 有 1 台异常服务器：i-1 (CONNECT_TIMEOUT)',
        en: 'Listener lsn-1 of NLB nlb-1 has 1 unhealthy servers: i-1 (CONNECT_TIMEOUT)',
      },
    },
    'a listener of several ports, one of them': {
      related: { health: [health(), health(['i-1', 'Unhealthy', 'CONNECT_FAILED'], ['i-2', 'Initial', ''])] },
      message: 'unhealthy',
      severity: 'critical',
      data: { value: 1 },
    },
  },
  skip: { stopped: { asset: { listenerStatus: 'Stopped' }, related: { health: [] } } },
  unknown: {
    'no answer': { related: { health: [] } },
    'health checks are off': { related: { health: [health(['i-1', 'Unavailable', ''])] } },
    'no status': { related: { health: [health(['i-1', undefined, ''])] } },
  },
});
