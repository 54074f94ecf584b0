import type { AssetOf, Belongs, Reason } from '../../lib/define';
import type { AnyAsset } from '../../lib/model';
import { instances } from './collectors/instances';

type Instance = Pick<AssetOf<typeof instances>, 'instanceId' | 'status' | 'payType' | 'endTime'>;

/**
 * Why an account is not judged at a centre: it has no instance there, which an answer without any of these says (the official
 * Terraform provider reads it so), or the instance is released.
 */
export function without({ instanceId, status, payType, endTime }: Instance): Reason | undefined {
  if ([instanceId, status, payType, endTime].every((field) => field === undefined))
    return { zh: '该账号在此中心没有 WAF 实例', en: 'the account has no WAF instance at this centre' };
  return status === 3 ? { zh: 'WAF 实例已释放', en: 'the WAF instance is released' } : undefined;
}

/** Why nothing can be told of what an instance protects: without its id it was not asked for. */
export function unasked({ instanceId }: Pick<Instance, 'instanceId'>): Reason | undefined {
  return instanceId === undefined
    ? { zh: '应答中没有实例 ID', en: 'the id of the instance is not in the answer' }
    : undefined;
}

const instanceOf = (account: AnyAsset) => account as unknown as AssetOf<typeof instances>;

/** Asked for by the id of the instance, which an account without one does not have. */
export const OF_INSTANCE: Belongs = {
  to: instances,
  key: (account) => instanceOf(account).instanceId,
  ask: { param: 'InstanceId', encode: 'comma', max: 1, when: (account) => !without(instanceOf(account)) },
};
