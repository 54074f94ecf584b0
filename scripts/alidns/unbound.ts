import type { Reason } from '../../lib/define';

/** One that no name is bound to: nothing is lost when it ends. */
export function unbound(instance: {
  readonly name: string;
  readonly bindDomainUsedCount: number | undefined;
}): Reason | undefined {
  return instance.name === '' && !instance.bindDomainUsedCount
    ? { zh: '没有绑定域名', en: 'no name is bound to it' }
    : undefined;
}
