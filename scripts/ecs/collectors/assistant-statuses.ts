import { defineCollector, flag, instant, nextToken, rpc, text } from '../../../lib/define';
import { ecs } from '../product';
import { instances } from './instances';

/** The whole region in a few calls: with ids the answer has no pages, and how many it takes is not documented. */
export const assistantStatuses = defineCollector({
  id: 'ecs-assistant-statuses',
  product: ecs,
  title: { zh: '云助手状态', en: 'State of Cloud Assistant' },
  scope: 'region',
  call: rpc('DescribeCloudAssistantStatus'),
  paging: nextToken({ max: 50, total: 'TotalCount' }),
  items: 'InstanceCloudAssistantStatusSet.InstanceCloudAssistantStatus',
  assetId: 'InstanceId',
  fields: {
    cloudAssistantStatus: flag('CloudAssistantStatus'),
    /** Absent: it has never been there. */
    lastHeartbeatTime: instant('LastHeartbeatTime'),
    cloudAssistantVersion: text('CloudAssistantVersion'),
  },
  belongs: { to: instances, by: 'InstanceId' },
});
