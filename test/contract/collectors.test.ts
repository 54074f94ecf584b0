/**
 * Every declared collector and metric against the official models: a name that the cloud does not know would read as
 * "absent" for ever.
 */
import { cms, ecsRegions, sts } from '../../lib/aliyun/products';
import {
  ACCOUNT,
  defineCollector,
  flag,
  instant,
  list,
  must,
  nextToken,
  number,
  pageNumber,
  regional,
  rpc,
  tagMap,
  text,
  textList,
  type AnyCollector,
  type Fields,
  type IdParam,
  type Paging,
  type WireType,
} from '../../lib/define';
import * as monitor from '../../scripts/cms';
import * as ecs from '../../scripts/ecs';
import { CHECKERS, COLLECTORS } from '../../scripts/registry.gen';
import { hasAction, hasParam, responsePath } from './models';

/** The model's types that a field of ours can be read from. A list's type is that of its entries. */
const FITTING: Readonly<Record<WireType, readonly string[]>> = {
  text: ['string', 'number'],
  number: ['number', 'string'],
  flag: ['boolean', 'string'],
  instant: ['string', 'number'],
  texts: ['string', 'number'],
  tags: ['object'],
  list: ['object'],
};

/** Parameters that a dialect sends, and answer paths that it reads, with their type. */
function pagingFacts(paging: Paging): { params: (string | undefined)[]; answers: [string | undefined, string][] } {
  switch (paging.kind) {
    case 'single':
      return { params: [], answers: [[paging.total, 'number']] };
    case 'token':
      return {
        params: [paging.size, paging.token],
        answers: [
          [paging.next, 'string'],
          [paging.total, 'number'],
          [paging.rows, 'array'],
        ],
      };
    case 'page':
    case 'open':
      return { params: [paging.page, paging.size], answers: [[paging.total, 'number']] };
    case 'flagged':
      return {
        params: [paging.page, paging.size],
        answers: [
          [paging.more, 'boolean'],
          [paging.total, 'number'],
        ],
      };
    case 'marker':
      return {
        params: [paging.size, paging.marker],
        answers: [
          [paging.next, 'string'],
          [paging.truncated, 'boolean'],
          [paging.total, 'number'],
        ],
      };
    case 'rows':
      return { params: [paging.offset, paging.size], answers: [[paging.total, 'number']] };
    case 'offset':
      return {
        params: [paging.offset, paging.size],
        answers: [
          [paging.next, 'number'],
          [paging.total, 'number'],
          [paging.rows, 'array'],
        ],
      };
  }
}

/** What the official models say against a collector. */
function problemsOf(collector: AnyCollector): string[] {
  const { sdk } = collector.product;
  const { action, params, regionParam, style, path = '' } = collector.call;
  if (!hasAction(sdk, action)) return [`${sdk} has no action ${action}`];
  const problems: string[] = [];

  const wantParam = (name: string, why: string) => {
    // The models of Simple Log Service have neither what is in the host nor what is in the path.
    const elsewhere = style === 'sls' && (name === 'project' ? path !== '/' : path.includes(`{${name}}`));
    if (!elsewhere && !hasParam(sdk, action, name)) problems.push(`${why}: ${action} takes no parameter ${name}`);
  };
  const wantPath = (path: string, types: readonly string[], why: string) => {
    const found = responsePath(sdk, action, path);
    if (found === undefined) problems.push(`${why}: ${action} answers no ${path}`);
    else if (!types.includes(found)) problems.push(`${why}: ${path} is ${found}, not ${types.join(' or ')}`);
  };
  const wantIds = (ids: IdParam | undefined, why: string) => {
    if (ids) wantParam(ids.encode === 'repeat' ? `${ids.param}.1` : ids.param, why);
  };

  if (regionParam) wantParam(regionParam === true ? 'RegionId' : regionParam, 'region');
  for (const name of Object.keys(params)) wantParam(name, 'fixed parameter');
  const kinds = [...(collector.rare ?? []), ...(collector.variants ?? [])];
  for (const name of kinds.flatMap((kind) => Object.keys(kind))) wantParam(name, 'variant');
  const paging = pagingFacts(collector.paging);
  for (const name of paging.params) if (name !== undefined) wantParam(name, 'paging');
  // A total may come as text, as RDS backups have it.
  const fitting = (type: string) => (type === 'number' ? ['number', 'string'] : [type]);
  for (const [path, type] of paging.answers) if (path !== undefined) wantPath(path, fitting(type), 'paging');
  if (collector.within) wantParam(collector.within.param, 'within');
  if (collector.within?.apart !== undefined) wantParam(collector.within.apart, 'within');
  wantIds(collector.select, 'select');
  wantIds(collector.confirm, 'confirm');
  wantIds(collector.belongs?.ask, 'belongs.ask');
  if (collector.belongs?.ask?.and !== undefined) wantParam(collector.belongs.ask.and, 'belongs.ask');

  if (collector.items !== '') {
    wantPath(collector.items, ['array'], 'items');
    wantPath(`${collector.items}[]`, collector.textRows === undefined ? ['object'] : ['string'], 'items');
  }
  // Without a path the answer itself is the one item.
  const item = collector.items === '' ? '' : `${collector.items}[].`;
  const { assetId, apartBy, assetName, textRows, within } = collector;
  for (const [why, path] of Object.entries({ assetId, apartBy, assetName })) {
    if (path !== undefined && path !== ACCOUNT && path !== textRows && path !== within?.as)
      wantPath(item + path, FITTING.text, why);
  }
  if (collector.belongs?.by !== undefined) wantPath(item + collector.belongs.by, FITTING.text, 'belongs.by');
  const wantFields = (fields: Fields, at: string, prefix: string) => {
    for (const [name, field] of Object.entries(fields)) {
      const path = at + field.path;
      wantPath(path, FITTING[field.wire], `field ${prefix}${name}`);
      if (field.parts) wantFields(field.parts, `${path}.`, `${prefix}${name}.`);
    }
  };
  wantFields(collector.fields, item, '');
  return problems;
}

test.each(COLLECTORS.map((collector) => [collector.id, collector] as const))(
  '%s agrees with the official models',
  (_id, collector) => {
    expect(problemsOf(collector)).toEqual([]);
  },
);

test.each(COLLECTORS.map((collector) => [collector.id, collector] as const))(
  '%s shows and remembers fields that it has',
  (_id, { fields, show = [], remember = [] }) => {
    expect([...show, ...remember].filter((name) => !Object.hasOwn(fields, name))).toEqual([]);
    const kinds = new Set(remember.map((name) => fields[name]?.wire));
    expect([...kinds].filter((kind) => kind === undefined || ['texts', 'list'].includes(kind))).toEqual([]);
  },
);

const lists = COLLECTORS.filter(({ items, paging }) => items !== '' || ('rows' in paging && paging.rows !== undefined));
const TOTALS = ['', 'Data.', 'PageInfo.', 'page_info.', 'page.'].flatMap((at) =>
  ['TotalCount', 'TotalRecordCount', 'TotalItemNum', 'Total', 'totalCount', 'total_count', 'total'].map((n) => at + n),
);

test.each(lists.map((collector) => [collector.id, collector] as const))(
  '%s compares its end with the total that the answers state',
  (_id, { product: { sdk }, call: { action }, paging }) => {
    const stated = TOTALS.filter((path) => ['number', 'string'].includes(responsePath(sdk, action, path) ?? ''));
    if (stated.length > 0) expect(stated).toContain('total' in paging ? paging.total : undefined);
  },
);

test('the registry has no collector twice, and all that checkers use', () => {
  const ids = COLLECTORS.map((collector) => collector.id);
  expect(new Set(ids).size).toBe(ids.length);
  const used = CHECKERS.flatMap((checker) => [checker.asset.id, ...Object.values(checker.related).map((c) => c.id)]);
  expect(used.filter((id) => !ids.includes(id))).toEqual([]);
});

describe('the contract finds', () => {
  const facts = {
    id: 'ecs-wrong',
    product: ecs.ecs,
    title: { zh: '实例', en: 'Instances' },
    scope: 'region',
    call: rpc('DescribeInstances'),
    paging: nextToken({ max: 100 }),
    items: 'Instances.Instance',
    assetId: 'InstanceId',
    assetName: 'InstanceName',
    fields: {},
  } as const;

  test.each<[string, object, string[]]>([
    ['nothing in what is right', {}, []],
    [
      'an action that is not there',
      { call: rpc('DescribeUnicorns') },
      ['@alicloud/ecs20140526 has no action DescribeUnicorns'],
    ],
    [
      'a fixed parameter that is not there',
      { call: rpc('DescribeInstances', { Colour: 'red' }) },
      ['fixed parameter: DescribeInstances takes no parameter Colour'],
    ],
    [
      'a variant that is not there',
      { variants: [{ Status: 'Running' }, { Shape: 'round' }] },
      ['variant: DescribeInstances takes no parameter Shape'],
    ],
    [
      'a holder that it does not take',
      { within: { of: ecs.instances, param: 'GroupId' } },
      ['within: DescribeInstances takes no parameter GroupId'],
    ],
    [
      'a wrong field of an answer that is the one item',
      {
        product: sts,
        call: rpc('GetCallerIdentity', {}, { regionParam: false }),
        paging: { kind: 'single' },
        items: '',
        assetId: 'AccountId',
        assetName: undefined,
        fields: { kind: text('IdentityType'), arn: number('Arns') },
      },
      ['field arn: GetCallerIdentity answers no Arns'],
    ],
    [
      'an action without a region',
      { product: sts, call: rpc('GetCallerIdentity'), paging: { kind: 'single' } },
      [
        'region: GetCallerIdentity takes no parameter RegionId',
        'items: GetCallerIdentity answers no Instances.Instance',
        'items: GetCallerIdentity answers no Instances.Instance[]',
        'assetId: GetCallerIdentity answers no Instances.Instance[].InstanceId',
        'assetName: GetCallerIdentity answers no Instances.Instance[].InstanceName',
      ],
    ],
    [
      'paging of another dialect',
      { paging: pageNumber({ max: 50, page: 'CurrentPage', total: 'TotalRecordCount' }) },
      [
        'paging: DescribeInstances takes no parameter CurrentPage',
        'paging: DescribeInstances answers no TotalRecordCount',
      ],
    ],
    [
      'a token that is no text',
      { paging: nextToken({ max: 100, next: 'TotalCount' }) },
      ['paging: TotalCount is number, not string'],
    ],
    [
      'ids that the action does not take',
      { select: { param: 'InstanceId', encode: 'repeat', max: 100 } },
      ['select: DescribeInstances takes no parameter InstanceId.1'],
    ],
    [
      'items that are no list',
      { items: 'Instances', assetName: undefined },
      [
        'items: Instances is object, not array',
        'items: DescribeInstances answers no Instances[]',
        'assetId: DescribeInstances answers no Instances[].InstanceId',
      ],
    ],
    [
      'what does not tell them apart',
      { apartBy: 'Colour' },
      ['apartBy: DescribeInstances answers no Instances.Instance[].Colour'],
    ],
    [
      'parents that the answer does not name',
      {
        belongs: {
          to: ecs.instances,
          by: 'ParentId',
          ask: { param: 'ParentIds', encode: 'json', max: 1, and: 'Colour' },
        },
      },
      [
        'belongs.ask: DescribeInstances takes no parameter ParentIds',
        'belongs.ask: DescribeInstances takes no parameter Colour',
        'belongs.by: DescribeInstances answers no Instances.Instance[].ParentId',
      ],
    ],
    [
      'fields that are not there or of another type',
      {
        fields: {
          status: must(text('State')),
          cpu: flag('Cpu'),
          locks: textList('OperationLocks.LockReason[]'),
          tags: tagMap('Tags.Tag[]', 'Key', 'TagValue'),
          interfaces: list('NetworkInterfaces.NetworkInterface[]', { mac: number('MacAddress'), mtu: number('Mtu') }),
          recyclable: instant('Recyclable'),
        },
      },
      [
        'field status: DescribeInstances answers no Instances.Instance[].State',
        'field cpu: Instances.Instance[].Cpu is number, not boolean or string',
        'field locks: Instances.Instance[].OperationLocks.LockReason[] is object, not string or number',
        'field tags.key: DescribeInstances answers no Instances.Instance[].Tags.Tag[].Key',
        'field interfaces.mtu: DescribeInstances answers no Instances.Instance[].NetworkInterfaces.NetworkInterface[].Mtu',
        'field recyclable: Instances.Instance[].Recyclable is boolean, not string or number',
      ],
    ],
  ])('%s', (_name, changed, problems) => {
    expect(problemsOf(defineCollector({ ...facts, ...changed }))).toEqual(problems);
  });
});

const metrics = [
  ...new Map(CHECKERS.flatMap((c) => Object.values(c.metrics)).map((metric) => [metric.id, metric])).values(),
];

/** Namespaces and their dimension key, as CloudMonitor documents them; `instanceId` where nothing else is said. */
const NAMESPACES: Readonly<Record<string, string>> = {
  acs_ecs_dashboard: 'instanceId',
  acs_rds_dashboard: 'instanceId',
  acs_kvstore: 'instanceId',
  acs_tair: 'instanceId',
  acs_mongodb: 'instanceId',
  acs_polardb: 'clusterId',
  acs_slb_dashboard: 'instanceId',
  acs_alb: 'loadBalancerId',
  acs_nlb: 'instanceId',
  acs_vpc_eip: 'instanceId',
  acs_nat_gateway: 'instanceId',
  acs_physical_connection: 'instanceId',
  acs_oss_dashboard: 'BucketName',
  acs_bandwidth_package: 'instanceId',
  acs_vpn: 'instanceId',
  acs_kafka: 'instanceId',
  acs_rocketmq: 'instanceId',
  acs_elasticsearch: 'clusterId',
  acs_sls_dashboard: 'project',
};

test.each(metrics.map((metric) => [metric.id, metric] as const))('%s can be asked for and matched', (_id, metric) => {
  // A wrong dimension name answers with the whole account instead of an error.
  expect([metric.namespace, metric.dimension]).toEqual([metric.namespace, NAMESPACES[metric.namespace]]);
  expect(metric.metric).toMatch(/^[A-Za-z][\w.]*$/);
});

const products = [...new Map(COLLECTORS.map(({ product }) => [product.code, product])).values()];

test.each(products.flatMap((product) => (product.regions === undefined ? [] : [[product.code, product] as const])))(
  '%s lists its own regions',
  (_code, product) => {
    expect(responsePath(product.sdk, 'DescribeRegions', `${product.regions}[].RegionId`)).toBe('string');
  },
);

test('CloudMonitor takes and answers what the library sends and reads', () => {
  const params = ['RegionId', 'Namespace', 'MetricName', 'Period', 'Dimensions', 'Length', 'NextToken'];
  expect(params.filter((name) => !hasParam(cms.sdk, 'DescribeMetricLast', name))).toEqual([]);
  expect(hasParam(cms.sdk, 'DescribeMetricLast', 'MaxResults')).toBe(false);
  for (const path of ['Datapoints', 'NextToken', 'RequestId']) {
    expect([path, responsePath(cms.sdk, 'DescribeMetricLast', path)]).toEqual([path, 'string']);
  }
});

test('STS tells whose keys they are, and takes no region', () => {
  expect(responsePath(sts.sdk, 'GetCallerIdentity', 'AccountId')).toBe('string');
  expect(hasParam(sts.sdk, 'GetCallerIdentity', 'RegionId')).toBe(false);
});

test('ECS lists the regions of an account', () => {
  expect(hasAction(ecsRegions.sdk, 'DescribeRegions')).toBe(true);
  expect(hasParam(ecsRegions.sdk, 'DescribeRegions', 'RegionId')).toBe(false);
  expect(responsePath(ecsRegions.sdk, 'DescribeRegions', 'Regions.Region[].RegionId')).toBe('string');
});

test('the two declarations of ECS and of CloudMonitor agree', () => {
  const facts = ({ code, apiVersion, style, sdk, endpoints }: typeof ecsRegions) => ({
    code,
    apiVersion,
    style,
    sdk,
    endpoints,
  });
  expect(facts(ecsRegions)).toEqual(facts(ecs.ecs));
  expect(facts(cms)).toEqual(facts(monitor.cms));
  expect(ecs.ecs.endpoints).toEqual(regional('ecs', { 'cn-hangzhou': 'ecs-cn-hangzhou.aliyuncs.com' }));
});

test.each([cms, sts, ecsRegions, ecs.ecs])(
  'the package of $code is that of its version',
  ({ code, apiVersion, sdk }) => {
    expect(sdk).toBe(`@alicloud/${code}${apiVersion.replace(/-/g, '')}`);
  },
);
