import { slb5xx } from '../../../../scripts/slb';
import { testChecker } from '../../../harness/check-tester';
import { lb, listener, now } from '../fixtures';

testChecker(slb5xx, {
  healthy: { asset: lb, related: { listeners: [listener(443, 'https')] }, metrics: { part: 0, whole: 100 }, now },
  pass: {
    none: {},
    'a few errors in a quarter of an hour': { metrics: { part: 0.02, whole: 1 } },
    'exactly 1 %': { metrics: { part: 1 } },
    'above the default, below a higher level': { metrics: { part: 3 }, params: { warning: 4 } },
  },
  fail: {
    'exactly the least number of errors': {
      // 18 in the quarter of an hour.
      metrics: { part: 0.02, whole: 1 },
      params: { leastPart: 18 },
      message: 'high',
      severity: 'warning',
      data: { value: 2 },
    },
    'just above 1 %': {
      metrics: { part: 1.5 },
      message: 'high',
      severity: 'warning',
      text: {
        zh: 'CLB lb-1 有 1.5 % 的请求返回 5xx（15 分钟平均），高于 1 %',
        en: '1.5 % of the requests of CLB lb-1 got a 5xx (15-minute average), above 1 %',
      },
    },
    'exactly 5 %': { metrics: { part: 5 }, message: 'high', severity: 'warning', data: { value: 5, threshold: 1 } },
    'just above 5 %': {
      metrics: { part: 5.1 },
      message: 'high',
      severity: 'critical',
      data: { value: 5.1, threshold: 5 },
    },
    'a lower critical level': {
      metrics: { part: 4 },
      params: { critical: 3 },
      message: 'high',
      severity: 'critical',
      data: { threshold: 3 },
    },
    'exactly the least that is judged': {
      metrics: { part: 1, whole: 1 },
      message: 'high',
      severity: 'critical',
      data: { value: 100 },
    },
  },
  skip: {
    'too few requests': { metrics: { part: 0.9, whole: 0.99 } },
    'no requests': { metrics: { part: 0, whole: 0 }, params: { least: 0 } },
    'fewer than asked for': { metrics: { part: 50, whole: 100 }, params: { least: 101 } },
    'layer 4 only': { related: { listeners: [listener(443, 'tcp')] }, metrics: { part: 50 } },
    'no listener': { related: { listeners: [] }, metrics: { part: 50 } },
    inactive: { asset: { loadBalancerStatus: 'inactive' }, metrics: { part: 50 } },
  },
  unknown: {
    'no requests known': { metrics: { whole: undefined } },
    'no errors known': { metrics: { part: undefined } },
    'errors of another minute, which would be 150 % of the requests': {
      metrics: {
        part: { value: 30, at: new Date('2026-02-28T23:10:00Z'), parts: [] },
        whole: { value: 20, at: new Date('2026-02-28T23:59:00Z'), parts: [] },
      },
    },
  },
});
