/**
 * The floor: the same calls as the inspection, in a bare loop over pop-core at the same concurrency, with nothing
 * judged, remembered or retried. Run as a process of its own; prints `{ calls, durationMs, peakRssMiB }`.
 */
import http from 'node:http';
import RPCClient from '@alicloud/pop-core';

interface Pop {
  request(action: string, params: object, options: object): Promise<Record<string, never>>;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
let calls = 0;

const OWN_KEYS = {
  accessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID ?? '',
  accessKeySecret: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET ?? '',
};

function clientOf(product: string, apiVersion: string, region: string, keys = OWN_KEYS): Pop {
  const endpoint = (process.env.ALIYUN_ENDPOINT ?? '').replace('{product}', product).replace('{region}', region);
  return new RPCClient({
    endpoint,
    apiVersion,
    ...keys,
  });
}

async function ask(client: Pop, action: string, params: object): Promise<Record<string, unknown>> {
  calls += 1;
  return client.request(action, params, { method: 'POST', timeout: 60_000, agent });
}

/** Follows a token list; `each` sees a page and may start calls that are waited for at the end. */
async function chain(
  client: Pop,
  action: string,
  params: Record<string, unknown>,
  each?: (page: Record<string, unknown>) => Promise<unknown>[],
): Promise<void> {
  const started: Promise<unknown>[] = [];
  let token: unknown;
  do {
    const page = await ask(client, action, token ? { ...params, NextToken: token } : params);
    if (each) started.push(...each(page));
    token = page.NextToken;
  } while (token);
  await Promise.all(started);
}

const METRICS = [
  'CPUUtilization',
  'memory_usedutilization',
  'diskusage_utilization',
  'load_5m',
  'VPC_PublicIP_InternetOutRate_Percent',
];

interface Instance {
  readonly InstanceId: string;
  readonly Status: string;
  readonly InstanceChargeType: string;
}

async function region(id: string, wholeAccount: boolean): Promise<void> {
  const ecs = clientOf('ecs', '2014-05-26', id);
  const cms = clientOf('cms', '2019-01-01', id);
  const metric = (name: string, ids?: string[]) =>
    chain(cms, 'DescribeMetricLast', {
      RegionId: id,
      Namespace: 'acs_ecs_dashboard',
      MetricName: name,
      Period: '900',
      Length: 1440,
      ...(ids ? { Dimensions: JSON.stringify(ids.map((instanceId) => ({ instanceId }))) } : {}),
    });
  await Promise.all([
    chain(ecs, 'DescribeInstances', { RegionId: id, MaxResults: 100 }, (page) => {
      const list = (page.Instances as { Instance: Instance[] }).Instance;
      const running = list.filter((i) => i.Status === 'Running').map((i) => i.InstanceId);
      const prepaid = list.filter((i) => i.InstanceChargeType === 'PrePaid').map((i) => i.InstanceId);
      const more: Promise<unknown>[] = [];
      if (running.length) {
        more.push(
          ask(ecs, 'DescribeInstancesFullStatus', { RegionId: id, PageNumber: 1, PageSize: 100, InstanceId: running }),
        );
      }
      if (prepaid.length) {
        const params = { RegionId: id, PageNumber: 1, PageSize: 100, InstanceId: prepaid.join(',') };
        more.push(ask(ecs, 'DescribeInstanceAutoRenewAttribute', params));
      }
      if (!wholeAccount)
        for (const name of METRICS)
          more.push(
            metric(
              name,
              list.map((i) => i.InstanceId),
            ),
          );
      return more;
    }),
    chain(ecs, 'DescribeDisks', { RegionId: id, MaxResults: 500 }),
    chain(ecs, 'DescribeInstanceHistoryEvents', {
      RegionId: id,
      MaxResults: 100,
      InstanceEventCycleStatus: ['Scheduled', 'Executing', 'Inquiring'],
    }),
    ...(wholeAccount ? METRICS.map((name) => metric(name)) : []),
  ]);
}

/** The lists of many accounts and regions, one page each or followed by token, so many at once. */
async function lists(regions: readonly string[]): Promise<void> {
  const accounts = JSON.parse(process.env.BENCH_ACCOUNTS ?? '[]') as { accessKeyId: string; accessKeySecret: string }[];
  const disksOnly = process.env.BENCH_ONLY === 'disks';
  const numbered = { PageNumber: 1, PageSize: 100 };
  const work = accounts.flatMap((keys) =>
    regions.flatMap((id) => {
      const at = (product: string, version: string) => clientOf(product, version, id, keys);
      const disks = () => chain(at('ecs', '2014-05-26'), 'DescribeDisks', { RegionId: id, MaxResults: 500 });
      if (disksOnly) return [disks];
      return [
        disks,
        () => chain(at('ecs', '2014-05-26'), 'DescribeInstances', { RegionId: id, MaxResults: 100 }),
        () => ask(at('vpc', '2016-04-28'), 'DescribeEipAddresses', { RegionId: id, ...numbered }),
        () => ask(at('rds', '2014-08-15'), 'DescribeDBInstances', { RegionId: id, ...numbered }),
        () => ask(at('slb', '2014-05-15'), 'DescribeLoadBalancers', { RegionId: id, ...numbered }),
      ];
    }),
  );
  const worker = async () => {
    for (let next = work.shift(); next; next = work.shift()) await next();
  };
  await Promise.all(Array.from({ length: 16 }, worker));
}

/** `node floor.js <whole|batches|lists> <region> …` */
async function main([mode, ...regions]: string[]): Promise<void> {
  const started = Date.now();
  if (mode === 'lists') await lists(regions);
  else await Promise.all(regions.map((id) => region(id, mode === 'whole')));
  const peakRssMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(JSON.stringify({ calls, durationMs: Date.now() - started, peakRssMiB }));
  agent.destroy();
}

void main(process.argv.slice(2));
