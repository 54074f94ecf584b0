import type { Reason } from '../../lib/define';

const RELEASED = ['deleting', 'deleted'];

/** One that is being released, or that the list still holds after its release. */
export function released({
  dBClusterStatus: state,
}: {
  readonly dBClusterStatus: string | undefined;
}): Reason | undefined {
  return RELEASED.includes(state?.toLowerCase() ?? '')
    ? { zh: `已释放或正在释放：${state}`, en: `released or being released: ${state}` }
    : undefined;
}
