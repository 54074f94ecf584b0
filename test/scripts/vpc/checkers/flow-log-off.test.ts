import { flowLogOff, flowLogs, vpcs } from '../../../../scripts/vpc';
import { testChecker } from '../../../harness/check-tester';
import { now, where } from '../../ecs/fixtures';

const network = vpcs.toAsset({ VpcId: 'vpc-1', VpcName: 'main', Status: 'Available', Tags: { Tag: [] } }, where);

const log = (Status: string, FlowLogDeliverStatus = 'SUCCESS', FlowLogDeliverErrorMessage = '') =>
  flowLogs.toAsset(
    { FlowLogId: 'fl-1', FlowLogName: 'all', Status, FlowLogDeliverStatus, FlowLogDeliverErrorMessage },
    where,
  );

testChecker(flowLogOff, {
  healthy: { asset: network, related: { logs: [log('Active')] }, now },
  pass: { 'an active one': {}, 'beside one that is off': { related: { logs: [log('Inactive'), log('Active')] } } },
  fail: {
    none: {
      related: { logs: [] },
      message: 'none',
      severity: 'info',
      text: { zh: 'VPC vpc-1（main）没有启用的流日志', en: 'VPC vpc-1 (main) has no active flow log' },
    },
    off: { related: { logs: [log('Inactive')] }, message: 'none', severity: 'info', data: { id: 'vpc-1' } },
    'not delivered': {
      related: { logs: [log('Active', 'FAILED', 'ProjectNotExist')] },
      message: 'failing',
      severity: 'warning',
      text: {
        zh: 'VPC vpc-1（main）的流日志 fl-1 投递失败：ProjectNotExist',
        en: 'Flow log fl-1 of VPC vpc-1 (main) is not delivered: ProjectNotExist',
      },
    },
  },
  unknown: { 'no status': { related: { logs: [log('')] } } },
  skip: { 'being created': { related: { logs: [log('Activating')] } } },
  absentIsFact: ['related.logs', 'related.logs.flowLogDeliverStatus', 'related.logs.flowLogDeliverErrorMessage'],
});
