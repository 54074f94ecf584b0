import { protectionFailed } from '../../../../scripts/waf';
import { testChecker } from '../../../harness/check-tester';
import { instance, none, now, objects } from '../fixtures';

testChecker(protectionFailed, {
  healthy: { asset: instance, related: { resources: objects('active', 'active') }, now },
  pass: {
    'all are protected': {},
    'one is being set up': { related: { resources: objects('active', 'initializing') } },
  },
  fail: {
    'one of two': {
      related: { resources: objects('active', 'init_failed') },
      message: 'failed',
      severity: 'error',
      text: {
        zh: 'WAF 实例 waf-1 的 2 个防护对象中有 1 个默认防护初始化失败：site-2',
        en: 'The default protection of 1 of 2 objects of WAF instance waf-1 could not be set up: site-2',
      },
    },
    'one, and another does not tell': {
      related: { resources: objects(undefined, 'init_failed') },
      message: 'failed',
      severity: 'error',
      data: { count: 1 },
    },
    'one, and another is in a state that nobody has heard of': {
      related: { resources: objects('active', 'init_failed', 'paused') },
      message: 'failed',
      severity: 'error',
      data: { count: 1, total: 3 },
    },
    all: {
      related: { resources: objects('init_failed', 'init_failed') },
      message: 'failed',
      severity: 'critical',
      data: { count: 2, total: 2 },
    },
  },
  skip: { 'no instance here': { asset: none }, 'nothing is protected': { related: { resources: [] } } },
  unknown: {
    'no id to ask by': { asset: { instanceId: undefined }, related: { resources: [] } },
    'one does not tell': { related: { resources: objects('active', undefined) } },
  },
});
