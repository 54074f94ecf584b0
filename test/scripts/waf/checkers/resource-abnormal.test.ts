import { resourceAbnormal } from '../../../../scripts/waf';
import { testChecker } from '../../../harness/check-tester';
import { abnormal, instance, none, now } from '../fixtures';

testChecker(resourceAbnormal, {
  healthy: { asset: instance, related: { abnormal: [] }, now },
  pass: { 'none is abnormal': {} },
  fail: {
    'a certificate has expired': {
      related: { abnormal: [abnormal('CertExpired')] },
      message: 'abnormal',
      severity: 'error',
      text: {
        zh: 'WAF 实例 waf-1 有 1 个云产品接入异常：lb-1-443-clb7 (CertExpired)',
        en: '1 cloud resources of WAF instance waf-1 are abnormal: lb-1-443-clb7 (CertExpired)',
      },
    },
    'without a reason': {
      related: { abnormal: [abnormal()] },
      message: 'abnormal',
      severity: 'error',
      data: { resources: ['lb-1-443-clb7'] },
    },
  },
  skip: { 'no instance here': { asset: none } },
  unknown: { 'no id to ask by': { asset: { instanceId: undefined } } },
});
