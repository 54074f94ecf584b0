import type { Reason } from '../../lib/define';

/** The table of states writes `Deleting` (https://help.aliyun.com/document_detail/86944.html), older answers in capitals. */
const RELEASED = ['deleting', 'deleted'];

/** One that is being released, or that the list still holds after its release. */
export function released({
  dBInstanceStatus: state,
}: {
  readonly dBInstanceStatus: string | undefined;
}): Reason | undefined {
  return RELEASED.includes(state?.toLowerCase() ?? '')
    ? { zh: `已释放或正在释放：${state}`, en: `released or being released: ${state}` }
    : undefined;
}
