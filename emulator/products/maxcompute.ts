import { basicsAt } from '../common/networks';
import { listing, type Action, type Body, type Product } from '../define';
import { emulated } from '../emulated';
import { tokenPaging } from '../paging';

const KIND = 'odpsProject';

const STATES: Readonly<Record<string, string>> = {
  'maxcompute-frozen': 'FROZEN',
  'maxcompute-readonly': 'READONLY',
};

const listProjects: Action = {
  name: 'ListProjects',
  path: '/api/v1/projects',
  params: ['region', 'prefix', 'type'],
  paging: tokenPaging({ default: 10, max: 50, names: { size: 'maxItem', token: 'marker' } }),
  items: 'data.projects',
  itemId: 'name',
  handle(call) {
    const { scope } = call;
    const live = scope.live(KIND);
    const at = (i: number): Body => {
      const { id, condition = '', created } = basicsAt(scope, KIND, live.at(i));
      return {
        name: id,
        comment: `reports of team ${i + 1}`,
        status: STATES[condition] ?? 'AVAILABLE',
        type: 'managed',
        owner: `ALIYUN$team-${i + 1}@example.com`,
        regionId: scope.region,
        defaultQuota: 'os_PayAsYouGoQuota',
        costStorage: '16489027',
        createdTime: created,
        threeTierModel: false,
        ipWhiteList: { ipList: '', vpcIpList: '' },
        saleTag: { resourceId: `quota-${i + 1}`, resourceType: 'PayAsYouGo' },
      };
    };
    const { rows, fields } = call.page(listing(live.length, at));
    return { data: { marker: '', ...fields, projects: rows } };
  },
};

const api: Product = {
  code: 'maxcompute',
  version: '2022-01-04',
  requestId: 'requestId',
  actions: [listProjects],
};

export const maxcompute = emulated({
  products: [api],
  kinds: {
    [KIND]: { prefix: 'odps_', size: 'odpsProjects', usual: 8 },
  },
  conditions: {
    'maxcompute-frozen': { kind: KIND, detail: 'status FROZEN' },
    'maxcompute-readonly': { kind: KIND, detail: 'status READONLY' },
  },
  raises: {
    'maxcompute-frozen': ['maxcompute-project-frozen error'],
    'maxcompute-readonly': ['maxcompute-project-frozen warning'],
  },
});
