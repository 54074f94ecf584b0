import {
  defineCollector,
  flag,
  instant,
  must,
  number,
  oneOf,
  pageNumber,
  rpc,
  tagMap,
  text,
} from '../../../lib/define';
import { dts } from '../product';
import { STATUSES } from '../states';

/**
 * A list of each type of jobs. Words are those of the official model; an instance is one job, and where it synchronises both ways
 * the other way is told with it.
 */
export const jobs = defineCollector({
  id: 'dts-jobs',
  product: dts,
  title: { zh: '数据传输任务', en: 'Data transmission jobs' },
  scope: 'region',
  call: rpc('DescribeDtsJobs', { WithoutDbList: true }, { regionParam: 'Region' }),
  paging: pageNumber({ max: 30, sizes: [10, 20, 30], total: 'TotalRecordCount' }),
  items: 'DtsJobList',
  variants: [{ JobType: 'MIGRATION' }, { JobType: 'SYNC' }, { JobType: 'SUBSCRIBE' }],
  assetId: 'DtsInstanceID',
  assetName: 'DtsJobName',
  fields: {
    dtsJobId: text('DtsJobId'),
    jobType: oneOf('JobType', ['online', 'sync', 'subscribe']),
    status: must(oneOf('Status', STATUSES)),
    errorMessage: text('ErrorMessage'),
    retryTime: number('RetryState.RetryTime'),
    delay: number('Delay'),
    checkpoint: instant('Checkpoint'),
    dataSynchronization: flag('MigrationMode.DataSynchronization'),
    reverseJobId: text('ReverseJob.DtsJobId'),
    reverseStatus: oneOf('ReverseJob.Status', STATUSES),
    reverseErrorMessage: text('ReverseJob.ErrorMessage'),
    reverseDelay: number('ReverseJob.Delay'),
    reverseCheckpoint: instant('ReverseJob.Checkpoint'),
    payType: oneOf('PayType', ['PrePaid', 'PostPaid']),
    expireTime: instant('ExpireTime'),
    createTime: instant('CreateTime'),
    sourceInstanceID: text('SourceEndpoint.InstanceID'),
    destinationInstanceID: text('DestinationEndpoint.InstanceID'),
    tags: tagMap('TagList[]', 'TagKey', 'TagValue'),
  },
  refers: ['sourceInstanceID', 'destinationInstanceID'],
  remember: ['status', 'payType', 'expireTime'],
  show: ['jobType', 'status', 'delay', 'checkpoint', 'payType', 'expireTime', 'sourceInstanceID', 'tags'],
});
