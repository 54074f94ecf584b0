import { advices, advisorAdvice } from '../../../../scripts/advisor';
import { testChecker } from '../../../harness/check-tester';
import { where } from '../../ecs/fixtures';

const advice = advices.toAsset(
  {
    ResourceId: 'i-1',
    CheckId: 'EcsNoBackupCheck',
    CheckName: 'ECS 未备份',
    Product: 'ecs',
    Severity: 3,
    IsExpired: true,
  },
  where,
);

testChecker(advisorAdvice, {
  healthy: { asset: advice },
  pass: { 'an advice that has passed': {} },
  fail: {
    'an advice of now': {
      asset: { isExpired: false },
      message: 'found',
      severity: 'info',
      text: {
        zh: '智能顾问：ecs 资源 i-1 有建议“ECS 未备份”（EcsNoBackupCheck，级别 3）',
        en: 'Advisor: "ECS 未备份" about ecs i-1 (EcsNoBackupCheck, severity 3)',
      },
    },
    'what a checker speaks of, where both are wanted': {
      asset: { isExpired: false, checkId: 'EcsHighCpuUtilization', advisedProduct: undefined },
      params: { ours: true },
      message: 'found',
      severity: 'info',
      data: { product: '?' },
    },
  },
  skip: {
    'what a checker speaks of': { asset: { isExpired: false, checkId: 'EcsHighCpuUtilization' } },
    'a check that somebody leaves out': { asset: { isExpired: false }, params: { without: ['EcsNoBackupCheck'] } },
    'advices, where only faults are wanted': { asset: { isExpired: false }, params: { least: 'warning' } },
  },
  unknown: {
    'nothing about its validity': { asset: { isExpired: undefined } },
    'no check': { asset: { isExpired: false, checkId: undefined } },
    'no severity': { asset: { isExpired: false, severity: undefined } },
  },
});
