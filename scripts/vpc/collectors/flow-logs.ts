import { defineCollector, oneOf, pageNumber, rpc, text } from '../../../lib/define';
import { vpc } from '../product';
import { vpcs } from './vpcs';

/** Flow logs of whole VPCs; those of a vSwitch or an interface leave the rest of it in the dark. States are those of the model. */
export const flowLogs = defineCollector({
  id: 'vpc-flow-logs',
  product: vpc,
  title: { zh: 'VPC 流日志', en: 'Flow logs of VPCs' },
  scope: 'region',
  call: rpc('DescribeFlowLogs', { ResourceType: 'VPC' }),
  paging: pageNumber({ max: 50 }),
  items: 'FlowLogs.FlowLog',
  assetId: 'FlowLogId',
  assetName: 'FlowLogName',
  fields: {
    status: oneOf('Status', ['Active', 'Activating', 'Inactive']),
    flowLogDeliverStatus: oneOf('FlowLogDeliverStatus', ['SUCCESS', 'FAILED']),
    flowLogDeliverErrorMessage: text('FlowLogDeliverErrorMessage'),
  },
  belongs: { to: vpcs, by: 'ResourceId' },
});
