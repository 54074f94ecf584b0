import type { Fault } from '../../../../lib/aliyun/remedies';
import { CloudApiError, type CloudApiErrorOptions } from '../../../../lib/errors';
import { KEYS, widgets } from '../cloud';

/** A fault of the first exchange of a call in cn-beijing. */
export function faultOf(
  error: Partial<CloudApiErrorOptions>,
  more: Omit<Partial<Fault>, 'error'> = {},
): Fault & { error: CloudApiError } {
  return {
    error: new CloudApiError('widgets:ListWidgets in cn-beijing: said the cloud', {
      code: 'request-refused',
      product: 'widgets',
      action: 'ListWidgets',
      region: 'cn-beijing',
      ...error,
    }),
    product: widgets,
    region: 'cn-beijing',
    place: { region: 'cn-beijing', endpoint: 'https://widgets.cn-beijing.aliyuncs.com' },
    credentials: KEYS,
    tries: 1,
    ...more,
  };
}
