import { slbUnhealthy } from '../../../../scripts/slb';
import { testChecker } from '../../../harness/check-tester';
import { health, lb, now } from '../fixtures';

testChecker(slbUnhealthy, {
  healthy: { asset: lb, related: { health: [health(['i-1', 80, 'normal'], ['i-2', 80, 'normal'])] }, now },
  pass: { 'all servers normal': {} },
  fail: {
    'one of two servers': {
      related: { health: [health(['i-1', 80, 'normal'], ['i-2', 80, 'abnormal'])] },
      message: 'some',
      severity: 'warning',
      text: { zh: 'CLB lb-1 有 1 个后端异常：i-2:8080', en: '1 backends of CLB lb-1 are unhealthy: i-2:8080' },
    },
    'all servers of one listener': {
      related: {
        health: [
          health(['i-1', 80, 'normal'], ['i-2', 80, 'normal'], ['i-1', 443, 'abnormal'], ['i-2', 443, 'abnormal']),
        ],
      },
      message: 'all',
      severity: 'critical',
      text: {
        zh: 'CLB lb-1 的监听 443 的后端全部异常：i-1:8080, i-2:8080',
        en: 'All backends of listener 443 of CLB lb-1 are unhealthy: i-1:8080, i-2:8080',
      },
    },
    'the same server, fine on one port': {
      related: {
        health: [
          health(['i-1', 80, 'normal'], ['i-2', 80, 'normal'], ['i-1', 443, 'abnormal'], ['i-2', 443, 'normal']),
        ],
      },
      message: 'some',
      severity: 'warning',
      data: { value: 1 },
    },
    'all servers of one of two protocols of a port': {
      related: {
        health: [health(['i-1', 443, 'normal', 'https'], ['i-1', 443, 'abnormal', 'udp'])],
      },
      message: 'all',
      severity: 'critical',
      data: { value: 1, ports: ['443/udp'] },
    },
    'most servers of one listener': {
      related: { health: [health(['i-1', 80, 'normal'], ['i-2', 80, 'abnormal'], ['i-3', 80, 'abnormal'])] },
      message: 'some',
      severity: 'critical',
      data: { value: 2 },
    },
    'half of the servers, when less is critical': {
      related: { health: [health(['i-1', 80, 'normal'], ['i-2', 80, 'abnormal'])] },
      params: { criticalPercent: 49 },
      message: 'some',
      severity: 'critical',
      data: { value: 1 },
    },
    'the only server': {
      related: { health: [health(['i-1', 80, 'abnormal'])] },
      message: 'all',
      severity: 'critical',
      data: { ports: ['80'] },
    },
    'the others not yet known': {
      related: { health: [health(['i-1', 80, 'unavailable'], ['i-2', 80, 'abnormal'])] },
      message: 'some',
      severity: 'warning',
      data: { value: 1 },
    },
  },
  skip: {
    inactive: { asset: { loadBalancerStatus: 'inactive' } },
    'no servers': { related: { health: [health()] } },
  },
  unknown: {
    'no answer': { related: { health: [] } },
    'health checks are off': { related: { health: [health(['i-1', 80, 'unavailable'])] } },
    'no status': { related: { health: [health(['i-1', 80, undefined])] } },
  },
});
