import { defineCollector, flag, must, oneOf, roa, single, text, unlessUnread, type AssetOf } from '../../../lib/define';
import type { AnyAsset } from '../../../lib/model';
import { sae } from '../product';
import { lacks } from '../wanted';
import { applications } from './applications';

/** A call to each application that lacks instances: it may have been stopped, or is being changed. */
export const statuses = defineCollector({
  id: 'sae-statuses',
  product: sae,
  title: { zh: '缺少实例的 SAE 应用的状态', en: 'States of SAE applications that lack instances' },
  scope: 'region',
  call: roa('DescribeApplicationStatus', '/pop/v1/sam/app/describeApplicationStatus'),
  paging: single(),
  items: '',
  assetId: 'Data.AppId',
  fields: {
    currentStatus: must(oneOf('Data.CurrentStatus', ['RUNNING', 'STOPPED', 'UNKNOWN'])),
    lastChangeOrderRunning: flag('Data.LastChangeOrderRunning'),
    subStatus: text('Data.SubStatus'),
  },
  belongs: {
    to: applications,
    ask: {
      param: 'AppId',
      encode: 'comma',
      max: 1,
      when: (asset: AnyAsset) =>
        unlessUnread(
          () => lacks(asset as unknown as AssetOf<typeof applications>),
          () => false,
        ),
    },
  },
});
