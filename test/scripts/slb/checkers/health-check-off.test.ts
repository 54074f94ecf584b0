import { healthCheckOff } from '../../../../scripts/slb';
import { testChecker } from '../../../harness/check-tester';
import { checked, lb, listener, now } from '../fixtures';

const all = (...listeners: ReturnType<typeof checked>[]) => ({ related: { listeners } });

testChecker(healthCheckOff, {
  healthy: { asset: lb, ...all(checked(80, 'http', 'on'), checked(443, 'https', 'on')), now },
  pass: { 'all on': {}, 'of layer 4': all(checked(53, 'udp', 'on'), checked(22, 'tcp', 'on')) },
  fail: {
    'one of two': {
      ...all(checked(80, 'http', 'off'), checked(443, 'https', 'on')),
      message: 'off',
      severity: 'warning',
      text: {
        zh: 'CLB lb-1（entry）有 1 个监听未开启健康检查：80/http',
        en: '1 listeners of CLB lb-1 (entry) have no health check: 80/http',
      },
    },
    'of layer 4, beside one that is not told': {
      ...all(checked(53, 'udp', 'off'), checked(22, 'tcp', undefined)),
      message: 'off',
      severity: 'warning',
      data: { value: 1, listeners: ['53/udp'] },
    },
  },
  skip: {
    'switched off': { asset: { loadBalancerStatus: 'locked' }, related: { listeners: [] } },
    'no listener runs': { related: { listeners: [listener(80, 'http', 'stopped')] } },
    'only a redirection': all(checked(80, 'http', 'off', { ListenerForward: 'on' })),
  },
  unknown: { 'not told': all(checked(80, 'http', undefined)) },
  absentIsFact: ['related.listeners', 'related.listeners.listenerForward'],
});
