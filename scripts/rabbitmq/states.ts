import type { Reason, StateKind } from '../../lib/define';

/** The words are those of the page of ListInstances. */
export const KINDS = {
  DEPLOYING: 'creating',
  SERVING: 'serving',
  EXPIRED: 'failover',
  RELEASED: 'released',
} as const satisfies Readonly<Record<string, StateKind>>;

export type Status = keyof typeof KINDS;

export const STATUSES = Object.keys(KINDS) as Status[];

export function released({ status }: { readonly status: Status | undefined }): Reason | undefined {
  return status === 'RELEASED' ? { zh: 'RabbitMQ 实例已释放', en: 'the RabbitMQ instance is released' } : undefined;
}
