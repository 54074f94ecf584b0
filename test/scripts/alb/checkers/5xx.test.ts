import { alb5xx } from '../../../../scripts/alb';
import { testChecker } from '../../../harness/check-tester';
import { lb, now } from '../fixtures';

testChecker(alb5xx, {
  healthy: { asset: lb, metrics: { part: 0, whole: 100 }, now },
  pass: {
    none: {},
    'four errors of sixty requests in a minute': { metrics: { part: 0.0667, whole: 1 } },
    'nineteen errors of sixty requests in a minute': { metrics: { part: 19 / 60, whole: 1 } },
    'exactly 1 %': { metrics: { part: 1 } },
    'above the default, below a higher level': { metrics: { part: 3 }, params: { warning: 4 } },
  },
  fail: {
    'exactly the least number of errors': {
      // 20 of 60 in the minute.
      metrics: { part: 20 / 60, whole: 1 },
      message: 'high',
      severity: 'critical',
      data: { value: 33.33 },
    },
    'fewer errors, when all count': {
      metrics: { part: 0.0667, whole: 1 },
      params: { leastPart: 0 },
      message: 'high',
      severity: 'critical',
      data: { value: 6.67 },
    },
    'just above 1 %': {
      metrics: { part: 1.5 },
      message: 'high',
      severity: 'warning',
      text: {
        zh: 'ALB alb-1 有 1.5 % 的请求返回 5xx，高于 1 %',
        en: '1.5 % of the requests of ALB alb-1 got a 5xx, above 1 %',
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
    'more errors than requests in one minute': {
      metrics: { part: 110, whole: 100 },
      message: 'high',
      severity: 'critical',
      data: { value: 100 },
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
    'being created': { asset: { loadBalancerStatus: 'Provisioning' }, metrics: { part: 50 } },
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
