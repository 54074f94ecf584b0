import { clockTime, defineCollector, instant, must, number, pageNumber, rpc, text } from '../../../lib/define';
import { bss } from '../product';

/** Resource packages that have not ended: the list remembers ended ones for a year. */
export const packages = defineCollector({
  id: 'bss-packages',
  product: bss,
  title: { zh: '资源包', en: 'Resource packages' },
  scope: 'global',
  call: rpc('QueryResourcePackageInstances', { ExpiryTimeStart: clockTime(0) }, { regionParam: false }),
  paging: pageNumber({ page: 'PageNum', max: 300, total: 'Data.TotalCount' }),
  items: 'Data.Instances.Instance',
  assetId: 'InstanceId',
  fields: {
    packageType: must(text('PackageType')),
    remark: text('Remark'),
    deductType: text('DeductType'),
    effectiveTime: instant('EffectiveTime'),
    expiryTime: instant('ExpiryTime', { day: 'end' }),
    remainingAmount: number('RemainingAmount'),
    remainingAmountUnit: text('RemainingAmountUnit'),
    totalAmount: number('TotalAmount'),
    totalAmountUnit: text('TotalAmountUnit'),
  },
  show: [
    'packageType',
    'remark',
    'expiryTime',
    'remainingAmount',
    'remainingAmountUnit',
    'totalAmount',
    'totalAmountUnit',
  ],
});
