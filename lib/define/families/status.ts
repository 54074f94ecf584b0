/** The family of states: whether an asset serves, is being changed on purpose, or neither. */
import type { AssetIdentity } from '../../model/asset';
import type { Text } from '../../model/text';
import { HOUR } from '../../model/time';
import { defineChecker, type Checker, type CheckerSpec, type Reason } from '../checker';
import { integerParam, type Param } from '../params';
import type { Facts } from './facts';
import { NO_FIX } from './no-fix';

/**
 * What a product's word for a state means: `changing` is a change or maintenance, which may take long; `switching` is over
 * within minutes; a `failover` is one that nobody asked for; a `failed` change may leave it serving as before; `paused` and
 * `released` are what the owner wants.
 */
export type StateKind =
  | 'serving'
  | 'creating'
  | 'changing'
  | 'switching'
  | 'failover'
  | 'failed'
  | 'paused'
  | 'released';

type StatusParams = { readonly hours: Param<number> };
type StatusMessages = { readonly down: Text; readonly creating: Text };

/**
 * A state that no operator wants: a failover that nobody asked for, a change that failed, a switch that two runs see, and a
 * creation that does not end. Changes, maintenance, pauses and releases are none. That a switch takes minutes and a creation less than a day is a
 * judgement. The collector has to `remember` the state.
 *
 * @param facts.subject what the messages begin with, with `{{id}}`
 * @param facts.state the product's word; of `previous`, `undefined` on first sight
 */
export function defineStatusChecker<A extends AssetIdentity, S extends string>(
  facts: Facts<A> & {
    readonly subject: Text;
    readonly state: (asset: Partial<A>) => S | undefined;
    readonly kinds: Readonly<Record<S, StateKind>>;
    readonly createdAt: (asset: A) => Date | undefined;
  },
): Checker<A, StatusParams, Record<never, never>, Record<never, never>, StatusMessages> {
  const { subject, state, kinds, createdAt, ...rest } = facts;
  const severe = Object.values<StateKind>(kinds).some((kind) => kind === 'failover' || kind === 'switching');
  const spec: CheckerSpec<A, StatusParams, Record<never, never>, Record<never, never>, StatusMessages> = {
    noFix: NO_FIX.state,
    ...rest,
    severity: severe ? 'critical' : 'error',
    ...(severe && { severities: ['error' as const] }),
    category: 'availability',
    params: {
      hours: integerParam({
        title: { zh: '创建时限', en: 'Longest creation' },
        default: 24,
        min: 1,
        max: 720,
        unit: 'h',
        help: { zh: '创建中超过此时长即视为创建失败', en: 'A creation that takes longer than this has failed' },
      }),
    },
    messages: {
      down: { zh: `${subject.zh} 的状态为 {{status}}`, en: `The status of ${subject.en} is {{status}}` },
      creating: {
        zh: `${subject.zh} 已创建 {{value}} 小时，状态仍为 {{status}}`,
        en: `${subject.en} has been in creation for {{value}} hours and is still {{status}}`,
      },
    },
    check(asset, { params, now, previous, pass, fail, skip, unknown }) {
      const status = state(asset);
      if (status === undefined) return unknown({ zh: '应答中没有状态', en: 'its state is not in the answer' });
      const { id } = asset;
      const why: Reason = { zh: `状态为 ${status}`, en: `it is ${status}` };
      switch (kinds[status]) {
        case 'serving':
          return pass();
        case 'failover':
          return fail('down', { id, status });
        case 'failed':
          return fail('down', { id, status }, 'error');
        case 'switching':
          return previous && state(previous) === status ? fail('down', { id, status }) : skip(why);
        case 'creating': {
          const hours = (now.getTime() - (createdAt(asset) ?? now).getTime()) / HOUR;
          if (hours <= params.hours) return skip(why);
          return fail(
            'creating',
            { id, status, value: Math.floor(hours), threshold: params.hours, unit: 'h' },
            'error',
          );
        }
        case 'changing':
        case 'paused':
        case 'released':
          return skip(why);
      }
    },
  };
  return defineChecker(spec);
}
