import { instances, statusAbnormal } from '../../../../scripts/acr';
import { testChecker } from '../../../harness/check-tester';
import { inDays, now, where } from '../../ecs/fixtures';

const instance = instances.toAsset(
  {
    InstanceId: 'cri-1',
    InstanceName: 'images',
    InstanceStatus: 'RUNNING',
    InstanceSpecification: 'Enterprise_Basic',
    CreateTime: '1740787200000',
    Tags: [],
  },
  where,
);

testChecker(statusAbnormal, {
  healthy: { asset: instance, now },
  pass: { running: {} },
  fail: {
    'could not be made': {
      asset: { instanceStatus: 'INIT_ERROR' },
      message: 'down',
      severity: 'error',
      text: {
        zh: '容器镜像服务实例 cri-1 的状态为 INIT_ERROR',
        en: 'The status of Container Registry instance cri-1 is INIT_ERROR',
      },
    },
    'stopped, which its owner cannot do': {
      asset: { instanceStatus: 'STOPPED' },
      message: 'down',
      severity: 'error',
      data: { status: 'STOPPED' },
    },
    'in creation for a day and a second': {
      asset: { instanceStatus: 'PENDING', createTime: inDays(-1, -1) },
      message: 'creating',
      severity: 'error',
      data: { value: 24 },
    },
    'in creation for longer than a shorter time': {
      asset: { instanceStatus: 'PENDING', createTime: inDays(-0.5) },
      params: { hours: 6 },
      message: 'creating',
      severity: 'error',
      data: { value: 12, threshold: 6 },
    },
  },
  skip: {
    'in creation for a day': { asset: { instanceStatus: 'PENDING', createTime: inDays(-1) } },
    'being stopped': { asset: { instanceStatus: 'STOPPING' } },
    'being released': { asset: { instanceStatus: 'DELETING' } },
  },
  // Without a time of creation nothing tells how long it takes.
  absentIsFact: ['createTime'],
});

test('one that is stopped at its end is told with the subscription', () => {
  const where = { status: 'STOPPED' };
  expect(statusAbnormal.because).toEqual([{ checker: 'bss-expiring', message: 'expired', where }]);
});
