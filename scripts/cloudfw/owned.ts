import type { AssetOf, Reason } from '../../lib/define';
import type { AnyAsset } from '../../lib/model';
import { instances } from './collectors/instances';

type Instance = AssetOf<typeof instances>;

/** `Version` of a firewall that is paid for as it is used; the others are subscriptions. */
export const PAY_AS_YOU_GO = 10;

/** Why an account is not judged: it has no firewall, says `InstanceStatus`, or one that is being removed. */
export function without({ instanceStatus }: Pick<Instance, 'instanceStatus'>): Reason | undefined {
  if (instanceStatus === 'free') return { zh: '该账号没有云防火墙', en: 'the account has no Cloud Firewall' };
  return instanceStatus === 'deleting' ? { zh: '正在删除', en: 'it is being removed' } : undefined;
}

/**
 * A question that is asked once for an account, with a parameter that is always the same: only where it has a firewall, as the
 * API refuses the others.
 */
export const onceFor = (param: string, value: string) => ({
  to: instances,
  key: () => value,
  ask: {
    param,
    encode: 'comma' as const,
    max: 1,
    when: (account: AnyAsset) => !without(account as unknown as Instance),
  },
});
