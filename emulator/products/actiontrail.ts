/** ActionTrail: one trail of all regions, unless somebody switched it off. */
import type { Action, Product } from '../define';
import { emulated } from '../emulated';
import { notFound } from '../errors';
import { DAY, HOUR, secondTime } from '../time';

const describeTrails: Action = {
  name: 'DescribeTrails',
  params: ['IncludeShadowTrails', 'IncludeOrganizationTrail'],
  items: 'TrailList',
  itemId: 'Name',
  handle({ world, scope }) {
    const { accountId } = scope.account;
    const home = world.home(accountId);
    const off = home.condition('trail', 0) === 'actiontrail-disabled';
    const some = home.condition('trail', 0) === 'actiontrail-writes';
    const began = secondTime(world.now - 200 * DAY);
    return {
      TrailList: [
        {
          Name: 'audit',
          HomeRegion: 'cn-hangzhou',
          Region: 'cn-hangzhou',
          TrailRegion: 'All',
          TrailArn: `acs:actiontrail:cn-hangzhou:${accountId}:trail/audit`,
          EventRW: some ? 'Write' : 'All',
          Status: off ? 'Disable' : 'Enable',
          IsOrganizationTrail: false,
          SlsProjectArn: `acs:log:cn-hangzhou:${accountId}:project/audit`,
          CreateTime: began,
          StartLoggingTime: began,
        },
      ],
    };
  },
};

const getTrailStatus: Action = {
  name: 'GetTrailStatus',
  params: ['Name', 'IsOrganizationTrail'],
  required: ['Name'],
  handle({ world, scope, params }) {
    if (params.Name !== 'audit') throw notFound('TrailNotFoundException', 'The trail does not exist.');
    const off = world.home(scope.account.accountId).condition('trail', 0) === 'actiontrail-disabled';
    const began = secondTime(world.now - 200 * DAY);
    const delivered = secondTime(world.time - (off ? 20 * DAY : HOUR));
    return {
      IsLogging: !off,
      LatestDeliveryTime: delivered,
      LatestDeliveryLogServiceTime: delivered,
      LatestDeliveryError: '',
      LatestDeliveryLogServiceError: '',
      OssBucketStatus: false,
      SlsLogStoreStatus: true,
      StartLoggingTime: began,
      StopLoggingTime: off ? delivered : '',
    };
  },
};

const api: Product = {
  code: 'actiontrail',
  version: '2020-07-06',
  global: true,
  actions: [describeTrails, getTrailStatus],
};

export const actiontrail = emulated({
  products: [api],
  kinds: { trail: { prefix: '', account: true } },
  conditions: {
    'actiontrail-disabled': { kind: 'trail', detail: 'the one trail is disabled' },
    'actiontrail-writes': { kind: 'trail', detail: 'the one trail records what writes only', usual: false },
  },
  raises: {
    'actiontrail-disabled': ['actiontrail-off warning'],
    'actiontrail-writes': ['actiontrail-off info'],
  },
});
