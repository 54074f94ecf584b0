/** Serverless App Engine: microservices that run what is wanted. */
import { listing, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { ApiError } from '../errors';
import { numberPaging } from '../paging';
import { basicsAt, placeOf } from '../common/networks';
import type { Scope } from '../world';

const KIND = 'application';

const RUNNING: Readonly<Record<string, number>> = { 'sae-one-missing': 3, 'sae-half-missing': 2, 'sae-down': 0 };

/** One in eight is stopped, and one in eight is being changed. */
function stateOf(scope: Scope, index: number) {
  const { id, seed, condition, life } = basicsAt(scope, KIND, index);
  const running = condition === undefined ? undefined : RUNNING[condition];
  if (running !== undefined || life.length > 0)
    return { id, seed, running: running ?? 4, status: 'RUNNING', changing: false };
  const turn = seed % 8;
  if (turn === 0) return { id, seed, running: 0, status: 'STOPPED', changing: false };
  return { id, seed, running: turn === 1 ? 3 : 4, status: 'RUNNING', changing: turn === 1 };
}

function row(scope: Scope, index: number): Body {
  const { id, seed, running } = stateOf(scope, index);
  return {
    AppId: id,
    AppName: `orders-${index + 1}`,
    AppType: 'Image',
    AppDeletingStatus: false,
    Instances: 4,
    RunningInstances: running,
    Cpu: 2000,
    Mem: 4096,
    EnableIdle: 'false',
    NamespaceId: `${scope.region}:production`,
    NewSaeVersion: 'std',
    ProgrammingLanguage: 'java',
    RegionId: scope.region,
    VpcId: placeOf(scope, seed).VpcId,
    Tags: [],
  };
}

const listApplications: Action = {
  name: 'ListApplications',
  path: '/pop/v1/sam/app/listApplications',
  params: ['AppSource'],
  paging: numberPaging({ default: 20, max: 10_000, over: 'refuse', names: { page: 'CurrentPage', size: 'PageSize' } }),
  items: 'Data.Applications',
  itemId: 'AppId',
  handle(call) {
    const { scope } = call;
    const live = scope.live(KIND);
    const { rows, fields } = call.page(listing(live.length, (i) => row(scope, live.at(i))));
    const paging = { CurrentPage: fields.CurrentPage, PageSize: fields.PageSize, TotalSize: fields.TotalCount };
    return { Code: '200', Success: true, Message: 'success', ...paging, Data: { Applications: rows, ...paging } };
  },
};

const describeApplicationStatus: Action = {
  name: 'DescribeApplicationStatus',
  path: '/pop/v1/sam/app/describeApplicationStatus',
  params: ['AppId'],
  required: ['AppId'],
  handle({ scope, params }) {
    const index = scope.find(KIND, params.AppId ?? '');
    if (index === undefined)
      throw new ApiError(404, 'InvalidAppId.NotFound', 'The current application does not exist.');
    const { id, running, status, changing } = stateOf(scope, index);
    return {
      Code: '200',
      Success: true,
      Data: {
        AppId: id,
        CurrentStatus: status,
        RunningInstances: running,
        LastChangeOrderRunning: changing,
        LastChangeOrderStatus: changing ? 'RUNNING' : 'SUCCESS',
        SubStatus: 'NORMAL',
      },
    };
  },
};

const api: Product = {
  code: 'sae',
  version: '2019-05-06',
  requestId: 'RequestId',
  actions: [listApplications, describeApplicationStatus],
};

export const sae = emulated({
  products: [api],
  kinds: {
    application: { prefix: 'app-', size: 'applications', usual: 16 },
  },
  conditions: {
    'sae-one-missing': { kind: KIND, detail: 'three of four instances run' },
    'sae-half-missing': { kind: KIND, detail: 'two of four instances run' },
    'sae-down': { kind: KIND, detail: 'none of four instances runs' },
  },
  raises: {
    'sae-one-missing': ['sae-instances-missing warning'],
    'sae-half-missing': ['sae-instances-missing error'],
    'sae-down': ['sae-instances-missing critical'],
  },
});
