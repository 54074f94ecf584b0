import type { FixCall } from '../../lib/model';

/**
 * A call of OSS; the official command line has names of its own for them, those of ossutil
 * (https://help.aliyun.com/zh/oss/developer-reference/ossutil-overview).
 *
 * @param command what comes after `aliyun oss`
 */
export function bucketCall(action: string, params: FixCall['params'], command: string): FixCall {
  return { product: 'oss', action, params, command: `aliyun oss ${command}` };
}
