import { vbrInactive } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { now, vbr } from '../fixtures';

testChecker(vbrInactive, {
  healthy: { asset: vbr, now },
  pass: { active: {} },
  fail: {
    'terminated by the owner of the circuit, another account': {
      asset: { status: 'terminated', physicalConnectionOwnerUid: '1000000000000009' },
      message: 'inactive',
      severity: 'critical',
      text: {
        zh: '边界路由器 vbr-1 的状态为 terminated：物理专线的所有者 1000000000000009 终止了它',
        en: 'Border router vbr-1 is terminated: 1000000000000009, the owner of its circuit, has ended it',
      },
    },
    'terminated, and unpaid': {
      asset: { status: 'terminated', physicalConnectionBusinessStatus: 'FinancialLocked' },
      message: 'circuit',
      severity: 'critical',
      data: { status: 'FinancialLocked' },
    },
    'its circuit is unpaid': {
      asset: { physicalConnectionBusinessStatus: 'FinancialLocked' },
      message: 'circuit',
      severity: 'critical',
      text: {
        zh: '边界路由器 vbr-1 的物理专线 pc-1 状态异常：FinancialLocked',
        en: 'Circuit pc-1 of border router vbr-1 is FinancialLocked',
      },
    },
    'its circuit could not be allocated': {
      asset: { physicalConnectionStatus: 'Allocation Failed' },
      message: 'circuit',
      severity: 'critical',
      data: { status: 'Allocation Failed' },
    },
    'its circuit is terminated': {
      asset: { physicalConnectionStatus: 'Terminated' },
      message: 'circuit',
      severity: 'critical',
      data: { status: 'Terminated' },
    },
  },
  skip: {
    'not yet confirmed': { asset: { status: 'unconfirmed' } },
    'being recovered': { asset: { status: 'recovering' } },
    'terminated by the account itself, whose circuit it is': { asset: { status: 'terminated' } },
    'terminated, with its circuit': { asset: { status: 'terminated', physicalConnectionStatus: 'Terminated' } },
    'being terminated': { asset: { status: 'terminating' } },
    'its circuit is being built': { asset: { physicalConnectionStatus: 'Allocated' } },
    'being deleted': { asset: { status: 'deleting', physicalConnectionStatus: 'Terminated' } },
  },
  unknown: {
    'no status of the circuit': { asset: { physicalConnectionStatus: undefined } },
    'terminated by nobody knows whom': { asset: { status: 'terminated', physicalConnectionOwnerUid: undefined } },
    'no business status of the circuit': { asset: { physicalConnectionBusinessStatus: undefined } },
  },
});
