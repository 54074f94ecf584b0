/** The parameters of an inspection's function, as the forms of workspaces and function platforms have them. */
import { parseConfigs, type RunConfigs } from './configs';
import type { Text } from '../model';

export interface RunParameter {
  readonly name: string;
  /** As documentation of functions writes it. */
  readonly type: string;
  readonly default: null;
  readonly help: Text;
}

export const RUN_PARAMETERS: readonly RunParameter[] = [
  {
    name: 'configs',
    type: 'str | list | dict',
    default: null,
    help: {
      zh: '资产 ID，每行一个；或 JSON：{"regions": [], "instanceIds": [], "params": {"检查项": {}}}；留空表示按脚本设置',
      en: 'asset ids, one a line; or JSON: {"regions": [], "instanceIds": [], "params": {"checker": {}}}; empty means as the script says',
    },
  },
  {
    name: 'regions',
    type: 'str | list',
    default: null,
    help: {
      zh: '地域 ID，每行一个；留空表示按脚本设置',
      en: 'region ids, one a line; empty means as the script says',
    },
  },
  {
    name: 'params',
    type: 'str | dict',
    default: null,
    help: {
      zh: '阈值，每行一个：检查项.参数 = 值，如 ecs-expiring.days = 60；未写的按脚本设置',
      en: 'thresholds, one a line: checker.parameter = value, such as ecs-expiring.days = 60; the others as the script says',
    },
  },
];

/** None of them is set. */
export const NO_KWARGS: Readonly<Record<string, unknown>> = Object.fromEntries(
  RUN_PARAMETERS.map((parameter) => [parameter.name, parameter.default]),
);

/**
 * What the values of the parameters ask for together; of what two of them say, that of `configs` counts.
 *
 * @throws ConfigError naming the field, as {@link parseConfigs} does
 * @example parseKwargs({ regions: 'cn-hangzhou\ncn-beijing', params: 'ecs-expiring.days = 60' })
 * // { regions: ['cn-hangzhou', 'cn-beijing'], params: { 'ecs-expiring': { days: '60' } } }
 */
export function parseKwargs(kwargs: Readonly<Record<string, unknown>>): RunConfigs {
  const { configs, regions, params } = Object.fromEntries(
    // An empty list is a field that was emptied.
    Object.entries(kwargs).filter(([, value]) => !(Array.isArray(value) && value.length === 0)),
  );
  const single = parseConfigs({ regions, params });
  const own = parseConfigs(configs);
  if (!single.params || !own.params) return { ...single, ...own };
  const merged = { ...single.params };
  for (const [checker, values] of Object.entries(own.params)) merged[checker] = { ...merged[checker], ...values };
  return { ...single, ...own, params: merged };
}

/**
 * The values of the parameters as one, for `run()`: where `configs` stands alone, that is it.
 *
 * @throws ConfigError naming the field
 * @example await inspection.run(configsOf({ regions: 'cn-hangzhou' }), options)
 */
export function configsOf(kwargs: Readonly<Record<string, unknown>> = {}): unknown {
  const { configs, ...others } = kwargs;
  const given = Object.values(others).some((value) => value !== undefined && value !== null && value !== '');
  return given ? parseKwargs(kwargs) : configs;
}
