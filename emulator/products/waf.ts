/** Web Application Firewall: the one instance that an account has at each centre, and what it protects. */
import { listing, type Action, type Body, type Call, type Product } from '../define';
import { emulated } from '../emulated';
import { invalidParameter } from '../errors';
import { numberPaging } from '../paging';
import { basicsAt, endOf, RESOURCE_GROUP } from '../common/networks';

const CENTRES = ['cn-hangzhou', 'ap-southeast-1'];
const OBJECTS = 12;
const MOST_OBJECTS = 600;

/** What is wrong with a side of the instance at the centre of a call. */
function conditionAt({ scope, place }: Call, kind: 'wafInstance' | 'wafLog' | 'wafSites'): string | undefined {
  const centre = CENTRES.indexOf(place.region);
  return centre < 0 ? undefined : scope.condition(kind, centre);
}

function idAt({ scope, place }: Call): string {
  return `waf_v3prepaid_public_cn-${scope.account.accountId}${CENTRES.indexOf(place.region)}`;
}

/** An action about the instance of the centre. */
function about(action: Omit<Action, 'required' | 'handle'>, answer: (call: Call) => Body): Action {
  return {
    ...action,
    params: ['InstanceId', 'ResourceManagerResourceGroupId'],
    required: ['InstanceId'],
    handle(call) {
      if (call.params.InstanceId !== idAt(call)) throw invalidParameter('InstanceId', 'no instance of this centre');
      return answer(call);
    },
  };
}

const describeInstance: Action = {
  name: 'DescribeInstance',
  params: ['ResourceManagerResourceGroupId'],
  handle(call) {
    const { scope, place } = call;
    const basics = basicsAt(scope, 'wafInstance', Math.max(0, CENTRES.indexOf(place.region)));
    return {
      InstanceId: idAt(call),
      RegionId: place.region,
      Status: 1,
      PayType: 'PREPAY',
      InDebt: conditionAt(call, 'wafInstance') === 'waf-overdue' ? '1' : '0',
      Edition: 'default_version',
      StartTime: basics.created,
      EndTime: endOf(scope, basics),
      Details: { LogService: true, DefenseObjectMaxCount: MOST_OBJECTS, CnameResourceMaxCount: 100 },
    };
  },
};

const describeDefenseResources = about(
  {
    name: 'DescribeDefenseResources',
    paging: numberPaging({ default: 10, max: 10, over: 'refuse' }),
    items: 'Resources',
    itemId: 'Resource',
  },
  (call) => {
    const condition = conditionAt(call, 'wafSites');
    const count = condition === 'waf-idle' ? 0 : condition === 'waf-objects-full' ? MOST_OBJECTS - 5 : OBJECTS;
    const { rows, fields } = call.page(
      listing(count, (i): Body => ({
        Resource: `www.site-${i + 1}.com-waf`,
        ResourceStatus:
          condition === 'waf-unprotected' || (condition === 'waf-init-failed' && i === 0) ? 'init_failed' : 'active',
        Product: 'waf',
        Pattern: 'domain',
        InstanceId: idAt(call),
        ResourceManagerResourceGroupId: RESOURCE_GROUP,
      })),
    );
    return { Resources: rows, TotalCount: fields.TotalCount };
  },
);

const describeDomains = about(
  {
    name: 'DescribeDomains',
    paging: numberPaging({ default: 10, max: 50, over: 'refuse' }),
    items: 'Domains',
    itemId: 'DomainId',
  },
  (call) => {
    const stopped = conditionAt(call, 'wafLog') === 'waf-domain-stopped';
    const { rows, fields } = call.page(
      listing(OBJECTS, (i): Body => ({
        Domain: `www.site-${i + 1}.com`,
        DomainId: `www.site-${i + 1}.com-waf`,
        Cname: `emulated${i}.yundunwaf.com`,
        Status: stopped && i === 2 ? 5 : 1,
        ListenPorts: { Http: [80], Https: [443] },
        ResourceManagerResourceGroupId: RESOURCE_GROUP,
      })),
    );
    return { Domains: rows, TotalCount: fields.TotalCount };
  },
);

const describeAbnormalCloudResources = about(
  { name: 'DescribeAbnormalCloudResources', items: 'AbnormalCloudResources', itemId: 'CloudResourceId' },
  (call) => {
    if (conditionAt(call, 'wafLog') !== 'waf-resource-abnormal') return { AbnormalCloudResources: [] };
    const row = { ResourceInstanceId: 'lb-emulated', ResourceInstancePort: 443, ResourceProduct: 'clb7' };
    return {
      AbnormalCloudResources: [{ CloudResourceId: 'lb-emulated-443-clb7', Reason: 'CertExpired', ...row, Details: [] }],
    };
  },
);

const describeSlsLogStoreStatus = about({ name: 'DescribeSlsLogStoreStatus' }, (call) => ({
  ExistStatus: conditionAt(call, 'wafLog') !== 'waf-log-off',
}));

const api: Product = {
  code: 'waf-openapi',
  aliases: ['wafopenapi'],
  version: '2021-10-01',
  global: true,
  actions: [
    describeInstance,
    describeDefenseResources,
    describeDomains,
    describeAbnormalCloudResources,
    describeSlsLogStoreStatus,
  ],
};

export const waf = emulated({
  products: [api],
  kinds: {
    wafInstance: { prefix: '', account: true, centres: CENTRES },
    wafLog: { prefix: '', account: true, centres: CENTRES },
    wafSites: { prefix: '', account: true, centres: CENTRES },
  },
  conditions: {
    'waf-expiring-warning': { kind: 'wafInstance', detail: 'subscription ends in 20 days' },
    'waf-expiring': { kind: 'wafInstance', detail: 'subscription ends in 5 days', usual: false },
    'waf-overdue': { kind: 'wafInstance', detail: 'InDebt 1' },
    'waf-log-off': { kind: 'wafLog', detail: 'no Logstore, though the log is bought' },
    'waf-domain-stopped': { kind: 'wafLog', detail: 'Status 5 of one site of twelve' },
    'waf-resource-abnormal': { kind: 'wafLog', detail: 'CertExpired of a load balancer', usual: false },
    'waf-init-failed': { kind: 'wafSites', detail: 'init_failed of one object of twelve' },
    'waf-unprotected': { kind: 'wafSites', detail: 'init_failed of all objects', usual: false },
    'waf-idle': { kind: 'wafSites', detail: 'no object, bought 100 days ago or earlier' },
    'waf-objects-full': { kind: 'wafSites', detail: '595 of 600 objects', usual: false },
  },
  raises: {
    'waf-expiring-warning': ['waf-expiring warning'],
    'waf-expiring': ['waf-expiring critical'],
    'waf-overdue': ['waf-overdue critical'],
    'waf-log-off': ['waf-log-off warning'],
    'waf-domain-stopped': ['waf-domain-stopped warning'],
    'waf-resource-abnormal': ['waf-resource-abnormal error'],
    'waf-init-failed': ['waf-protection-failed error'],
    'waf-unprotected': ['waf-protection-failed critical'],
    'waf-idle': ['waf-idle info'],
    'waf-objects-full': ['waf-objects-full error'],
  },
  changes: [
    { epoch: 1, do: 'worsen', condition: 'waf-expiring-warning', to: 'waf-expiring' },
    { epoch: 1, do: 'worsen', condition: 'waf-domain-stopped', to: 'waf-resource-abnormal' },
    { epoch: 1, do: 'worsen', condition: 'waf-init-failed', to: 'waf-unprotected' },
    { epoch: 1, do: 'worsen', condition: 'waf-idle', to: 'waf-objects-full' },
  ],
});
