import { defineCollector, instant, pageNumber, rpc, text } from '../../../lib/define';
import { ess } from '../product';
import { scalingGroups } from './scaling-groups';

/** Of thirty days, newest first; the API wants one group at a time. Asked of groups that scale. */
export const failedActivities = defineCollector({
  id: 'ess-failed-activities',
  product: ess,
  title: { zh: '失败的伸缩活动', en: 'Failed scaling activities' },
  scope: 'region',
  call: rpc('DescribeScalingActivities', { StatusCode: 'Failed' }),
  paging: pageNumber({ max: 50 }),
  items: 'ScalingActivities',
  assetId: 'ScalingActivityId',
  fields: {
    startTime: instant('StartTime'),
    errorCode: text('ErrorCode'),
    statusMessage: text('StatusMessage'),
  },
  belongs: {
    to: scalingGroups,
    ask: {
      param: 'ScalingGroupId',
      encode: 'comma',
      max: 1,
      when: (group) => group.lifecycleState === 'Active',
    },
  },
});
