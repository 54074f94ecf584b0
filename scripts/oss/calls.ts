import type { FixCall } from '../../lib/model';

/**
 * A call of OSS; the official command line has names of its own for them, those of ossutil
 * (https://help.aliyun.com/zh/oss/developer-reference/ossutil-overview). Each bucket has to be asked in its own region.
 *
 * @param command what comes after `aliyun oss`
 */
export function bucketCall(
  bucket: { readonly id: string; readonly location: string },
  action: string,
  params: FixCall['params'],
  command: string,
): FixCall {
  const region = bucket.location.replace(/^oss-/, '');
  return {
    product: 'oss',
    action,
    params: { Bucket: bucket.id, ...params },
    command: `aliyun oss ${command} --region ${region}`,
  };
}
