import { defineCollector, oneOf, rpc, single, text } from '../../../lib/define';
import { accounts } from '../../ram/collectors/accounts';
import { actiontrail } from '../product';

/** With those of the whole enterprise, and with the shadows of trails that live in other regions. The values are those of the model. */
export const trails = defineCollector({
  id: 'actiontrail-trails',
  product: actiontrail,
  title: { zh: '跟踪', en: 'Trails' },
  scope: 'global',
  call: rpc('DescribeTrails', { IncludeShadowTrails: true, IncludeOrganizationTrail: true }, { regionParam: false }),
  paging: single(),
  items: 'TrailList',
  assetId: 'Name',
  fields: {
    status: oneOf('Status', ['Enable', 'Disable', 'Fresh']),
    /** `All`, or one region. */
    trailRegion: text('TrailRegion'),
    eventRW: oneOf('EventRW', ['Write', 'Read', 'All']),
    slsProjectArn: text('SlsProjectArn'),
    ossBucketName: text('OssBucketName'),
  },
  belongs: { to: accounts },
});
