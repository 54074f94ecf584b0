import { noBackend } from '../../../../scripts/slb';
import { testChecker } from '../../../harness/check-tester';
import { checked, health, lb, listener, now } from '../fixtures';

testChecker(noBackend, {
  healthy: {
    asset: lb,
    related: { health: [health(['i-1', 80, 'normal'])], listeners: [listener(80, 'http'), listener(443, 'https')] },
    now,
  },
  pass: { 'a server': {}, 'one that fails is one': { related: { health: [health(['i-1', 80, 'abnormal'])] } } },
  fail: {
    'no servers': {
      related: { health: [health()] },
      message: 'empty',
      severity: 'warning',
      text: {
        zh: 'CLB lb-1（entry）的 2 个运行中的监听没有后端服务器',
        en: '2 running listeners of CLB lb-1 (entry) have no servers',
      },
    },
    'beside a redirection': {
      related: {
        health: [health()],
        listeners: [checked(80, 'http', 'off', { ListenerForward: 'on' }), listener(443, 'https')],
      },
      message: 'empty',
      severity: 'warning',
      data: { value: 1 },
    },
  },
  skip: {
    'switched off': { asset: { loadBalancerStatus: 'inactive' }, related: { health: [], listeners: [] } },
    'all listeners are stopped': { related: { health: [health()], listeners: [listener(80, 'http', 'stopped')] } },
    'only a redirection': {
      related: { health: [health()], listeners: [checked(80, 'http', 'off', { ListenerForward: 'on' })] },
    },
  },
  unknown: { 'no answer': { related: { health: [] } } },
  absentIsFact: ['related.listeners', 'related.listeners.listenerForward'],
});
