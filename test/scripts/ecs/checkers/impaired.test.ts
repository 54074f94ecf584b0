import { ecsImpaired } from '../../../../scripts/ecs';
import { testChecker } from '../../../harness/check-tester';
import { health, instance, now } from '../fixtures';

testChecker(ecsImpaired, {
  healthy: { asset: instance, related: { health: [health('Ok')] }, now },
  pass: { ok: {} },
  fail: {
    impaired: {
      related: { health: [health('Impaired')] },
      message: 'bad',
      severity: 'critical',
      text: { zh: '实例 i-1 健康状态为 Impaired', en: 'The health of instance i-1 is Impaired' },
    },
    'maybe degraded': {
      related: { health: [health('Warning')] },
      message: 'bad',
      severity: 'warning',
      data: { health: 'Warning' },
    },
    'under maintenance': {
      related: { health: [health('Maintaining')] },
      message: 'bad',
      severity: 'warning',
      data: { health: 'Maintaining' },
    },
  },
  skip: {
    'not running': { asset: { status: 'Stopped' }, related: { health: [health('Impaired')] } },
    'no health check': { related: { health: [health('NotApplicable')] } },
  },
  unknown: {
    'not in the answer': { related: { health: [] } },
    'without a status': { related: { health: [{ ...health('Ok'), healthStatus: undefined }] } },
    'a state nobody has heard of': { related: { health: [health('NotInService')] } },
    starting: { related: { health: [health('Initializing')] } },
    'too little data': { related: { health: [health('InsufficientData')] } },
  },
});
