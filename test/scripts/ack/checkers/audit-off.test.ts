import { auditOff } from '../../../../scripts/ack';
import { testChecker } from '../../../harness/check-tester';
import { cluster, metaData, now } from '../fixtures';

const Addons: unknown[] = [];

testChecker(auditOff, {
  healthy: { asset: cluster, related: { details: [metaData({ Addons, AuditProjectName: 'k8s-log-c1' })] }, now },
  pass: { 'a project': {} },
  fail: {
    'no project': {
      related: { details: [metaData({ Addons })] },
      message: 'off',
      severity: 'warning',
      text: { zh: 'ACK 集群 c1（shop）没有审计日志项目', en: 'ACK cluster c1 (shop) has no project for its audit log' },
    },
    'an empty project': {
      related: { details: [metaData({ Addons, AuditProjectName: '' })] },
      message: 'off',
      severity: 'warning',
      data: { id: 'c1' },
    },
  },
  skip: {
    'a cluster that is not there yet': { asset: { state: 'initial' }, related: { details: [] } },
    'a registered cluster that waits to be connected': { asset: { state: 'waiting' }, related: { details: [] } },
  },
  unknown: {
    'no answer about it': { related: { details: [] } },
    'no metadata': { related: { details: [metaData(undefined)] } },
    'metadata that is no JSON': { related: { details: [metaData('{cut')] } },
    'metadata of another form': { related: { details: [metaData({ AuditProjectName: 'k8s-log-c1' })] } },
  },
});
