import { ConfigError } from '../errors';
import {
  createGateway,
  metricPoints,
  objectPoint,
  pointWriter,
  resolveNode,
  schemasOf,
  type Guance,
  type GuanceConfig,
} from '../guance';
import type { Reporter } from '../report';
import type { Stop } from '../report/stop';
import type { Inspection } from './types';

/** Writes what was collected anyway as objects and metrics. No call to Alibaba Cloud is made for it. */
export function dataReporter(
  inspection: Inspection,
  config: GuanceConfig,
  { client }: Guance,
  stop: Stop,
  now: Date,
): { readonly reporters: readonly Reporter[]; readonly notes: readonly string[] } {
  const { objects = false, metrics = false, extraTags = {} } = inspection.report ?? {};
  if (!objects && !metrics) return { reporters: [], notes: [] };
  const node = resolveNode(config);
  const own = config.token ?? node.token;
  if (!client && own === undefined) {
    return { reporters: [], notes: ['objects and metrics are not written: there is no Guance key and no write token'] };
  }
  if (node.openway === undefined) {
    throw new ConfigError('GUANCE_OPENWAY_URL is missing: objects and metrics are written there', {
      field: 'GUANCE_OPENWAY_URL',
    });
  }
  const url = node.openway;
  const open = async () => pointWriter(createGateway({ url, token: own ?? (await client?.workspace())?.token, stop }));
  let opened: ReturnType<typeof open> | undefined;
  const writer = () => (opened ??= open());
  const collectors = inspection.checkers.flatMap(({ asset, related }) => [asset, ...Object.values(related)]);
  const options = { schemas: schemasOf(collectors.map(({ product }) => product)), extraTags };
  const reporter: Reporter = {
    name: 'guance-data',
    ...(objects
      ? {
          async assets(batch) {
            const points = batch.map((asset) => objectPoint(asset, now, options));
            await (await writer()).add('custom_object', points);
          },
        }
      : {}),
    ...(metrics
      ? {
          async readings(batch) {
            const points = batch.flatMap(({ metric, asset, reading }) =>
              metricPoints({ metric, reading, asset, assetId: asset.id, account: asset.account }, options),
            );
            await (await writer()).add('metric', points);
          },
        }
      : {}),
    async finish() {
      await (await opened)?.flush();
    },
  };
  return { reporters: [reporter], notes: [] };
}
