/** Function Compute 3.0. */
import { listing, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { tokenPaging } from '../paging';
import { basicsAt } from '../common/networks';
import { secondTime } from '../time';
import type { Scope } from '../world';

const KIND = 'function';

const RUNTIMES = ['python3.10', 'nodejs20', 'java11', 'custom.debian12', 'custom-container'] as const;

function row(scope: Scope, index: number): Body {
  const { id, seed, condition, created } = basicsAt(scope, KIND, index);
  const name = `resize-${index + 1}`;
  const silent = condition === 'fc-no-log';
  return {
    functionId: id,
    functionName: name,
    functionArn: `acs:fc:${scope.region}:${scope.account.accountId}:functions/${name}`,
    runtime: condition === 'fc-runtime-old' ? 'nodejs8' : RUNTIMES[seed % RUNTIMES.length],
    handler: 'index.handler',
    memorySize: 512,
    cpu: 0.35,
    diskSize: 512,
    timeout: 60,
    internetAccess: true,
    logConfig: { project: silent ? '' : 'fc-logs', logstore: silent ? '' : 'calls' },
    createdTime: secondTime(created),
    lastModifiedTime: secondTime(created),
    tags: [],
  };
}

const listFunctions: Action = {
  name: 'ListFunctions',
  path: '/2023-03-30/functions',
  params: ['fcVersion'],
  paging: tokenPaging({ default: 20, max: 100, names: { size: 'limit', token: 'nextToken' } }),
  items: 'functions',
  itemId: 'functionId',
  handle(call) {
    const { scope } = call;
    const live = scope.live(KIND);
    const { rows, fields } = call.page(listing(live.length, (i) => row(scope, live.at(i))));
    return { functions: rows, ...fields };
  },
};

const api: Product = { code: 'fc', version: '2023-03-30', actions: [listFunctions] };

export const fc = emulated({
  products: [api],
  kinds: {
    function: { prefix: 'fc-', size: 'functions', usual: 20 },
  },
  conditions: {
    'fc-runtime-old': { kind: KIND, detail: 'runtime nodejs8' },
    'fc-no-log': { kind: KIND, detail: 'no project for its log' },
  },
  raises: {
    'fc-runtime-old': ['fc-runtime-unsupported info'],
    'fc-no-log': ['fc-log-off info'],
  },
});
