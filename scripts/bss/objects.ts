import { words, type ObjectSchema } from '../../lib/define';

/** As Guance's own collectors write them. */
export const objects: readonly ObjectSchema[] = [
  {
    measurement: 'aliyun_resource_package',
    id: 'InstanceId',
    has: 'PackageType',
    tags: words('DeductType InstanceId PackageType ProductCode Remark Status'),
    fields: words('EffectiveTime ExpiryTime RemainingAmount RemainingAmountUnit TotalAmount TotalAmountUnit'),
  },
];
