/** Model services of PAI. */
import { listing, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { basicsAt } from '../common/networks';
import { numberPaging } from '../paging';
import { secondTime } from '../time';
import type { Scope } from '../world';

const KIND = 'modelService';

/** How many instances are wanted, and run, and what is said of it. */
const STATES: Readonly<Record<string, readonly [number, number, string]>> = {
  'eas-none': [2, 0, 'Failed'],
  'eas-half': [4, 2, 'Running'],
  'eas-some': [4, 3, 'Running'],
  'eas-failed': [0, 0, 'Failed'],
};

/** Among the healthy ones are one that somebody has stopped, and a task that is done. */
const ASIDE: Readonly<Record<number, string>> = { 5: 'Complete', 6: 'Stopped' };

function row(scope: Scope, index: number): Body {
  const { id, seed, condition = '', created } = basicsAt(scope, KIND, index);
  const aside = ASIDE[index % 7];
  const usual = aside ? ([1, 0, aside] as const) : ([1 + (seed % 3), 1 + (seed % 3), 'Running'] as const);
  const [TotalInstance, RunningInstance, Status] = STATES[condition] ?? usual;
  return {
    ServiceId: id,
    ServiceUid: id,
    ServiceName: `model_${index + 1}`,
    Namespace: `model_${index + 1}`,
    Status,
    Reason: Status.toUpperCase(),
    Message: '',
    TotalInstance,
    RunningInstance,
    PendingInstance: TotalInstance - RunningInstance,
    Cpu: 4,
    Gpu: seed % 2,
    Memory: 16_384,
    Resource: '',
    Region: scope.region,
    Source: 'console',
    CreateTime: secondTime(created),
    UpdateTime: secondTime(created),
    Labels: [],
  };
}

const listServices: Action = {
  name: 'ListServices',
  path: '/api/v2/services',
  paging: numberPaging({ default: 100, max: 100, over: 'refuse' }),
  items: 'Services',
  itemId: 'ServiceId',
  handle(call) {
    const live = call.scope.live(KIND);
    const { rows, fields } = call.page(listing(live.length, (i) => row(call.scope, live.at(i))));
    return { Services: rows, ...fields };
  },
};

const api: Product = {
  code: 'eas',
  aliases: ['pai-eas'],
  version: '2021-07-01',
  requestId: 'RequestId',
  actions: [listServices],
};

export const eas = emulated({
  products: [api],
  kinds: {
    modelService: { prefix: 'eas-m-', size: 'modelServices', usual: 10 },
  },
  conditions: {
    'eas-none': { kind: KIND, detail: 'none of 2 instances runs' },
    'eas-half': { kind: KIND, detail: '2 of 4 instances run' },
    'eas-some': { kind: KIND, detail: '3 of 4 instances run' },
    'eas-failed': { kind: KIND, detail: 'Failed before it had any instance' },
  },
  raises: {
    'eas-none': ['eas-instances-missing critical'],
    'eas-half': ['eas-instances-missing error'],
    'eas-some': ['eas-instances-missing warning'],
    'eas-failed': ['eas-instances-missing error'],
  },
});
