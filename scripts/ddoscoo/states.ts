import type { Reason } from '../../lib/define';

/** `Status` of one that has expired: it forwards and protects nothing, of which the expiry tells. */
export function expired({ status }: { readonly status: number | undefined }): Reason | undefined {
  return status === 2 ? { zh: '实例已过期', en: 'the instance has expired' } : undefined;
}
