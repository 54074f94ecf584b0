/** What the products say of the world's regions and their zones. */
import type { Action, Body, Call } from './define';

const NAMES: Readonly<Record<string, string>> = {
  'cn-hangzhou': '华东1（杭州）',
  'cn-shanghai': '华东2（上海）',
  'cn-beijing': '华北2（北京）',
  'cn-shenzhen': '华南1（深圳）',
  'cn-qingdao': '华北1（青岛）',
  'cn-hongkong': '中国香港',
  'ap-southeast-1': '新加坡',
  'us-west-1': '美国（硅谷）',
};

const ZONES = ['h', 'i', 'j'] as const;

export function regionName(region: string): string {
  return NAMES[region] ?? region;
}

interface Zone {
  readonly id: string;
  readonly name: string;
}

const made = new Map<string, readonly Zone[]>();

/** Three to a region. */
export function zonesOf(region: string): readonly Zone[] {
  let zones = made.get(region);
  if (zones === undefined) {
    const place = regionName(region).replace(/（.*/, '');
    zones = ZONES.map((letter) => ({ id: `${region}-${letter}`, name: `${place} 可用区${letter.toUpperCase()}` }));
    made.set(region, zones);
  }
  return zones;
}

/** As most products show a region. */
export function regionRow(region: string, { place }: Call): Body {
  return {
    RegionId: region,
    LocalName: regionName(region),
    RegionEndpoint: `${place.product}.${region}.aliyuncs.com`,
  };
}

/**
 * A product's own `DescribeRegions`: the regions of the world under the path that the product answers with.
 *
 * @param row one region as the product shows it, or several rows of it
 * @param around what stands beside the regions
 */
export function describeRegions(
  path: string,
  {
    params = ['AcceptLanguage'],
    row = regionRow,
    around = {},
  }: {
    readonly params?: readonly string[];
    readonly row?: (region: string, call: Call) => Body | Body[];
    readonly around?: Body;
  } = {},
): Action {
  const keys = path.split('.');
  return {
    name: 'DescribeRegions',
    params,
    handle(call) {
      const rows: unknown = call.world.regions.flatMap((region) => row(region, call));
      return { ...(keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), rows) as Body), ...around };
    },
  };
}
