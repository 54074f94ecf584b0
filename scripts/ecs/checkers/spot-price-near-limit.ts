import { defineChecker, numberParam } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { spotPrices } from '../collectors/spot-prices';
import { spotPriceIn } from '../spot';

export const spotPriceNearLimit = defineChecker({
  id: 'ecs-spot-price-near-limit',
  asset: instances,
  title: { zh: '抢占式实例现价接近出价上限', en: 'The spot price is near the limit of a spot instance' },
  why: {
    zh: '市场价超过出价上限时实例被释放，业务只有约五分钟转移。',
    en: 'When the market price passes its limit the instance is released, with some five minutes to move its work.',
  },
  remedy: {
    zh: '先在更便宜的可用区补足容量再迁移；出价上限不能修改，新实例可改为跟随市场价。',
    en: 'Add capacity in a cheaper zone, then move; a limit cannot be changed, but new instances may follow the market price.',
  },
  noFix: {
    zh: '抢占式实例的出价上限创建后不能修改，只能用新的设置另建实例。',
    en: 'The limit of a spot instance cannot be changed after it is made: only new instances can have another one.',
  },
  severity: 'warning',
  severities: ['critical'],
  category: 'availability',
  docs: 'https://www.alibabacloud.com/help/en/ecs/use-cases/query-the-price-of-a-preemptible-instance',
  params: {
    warning: numberParam({
      default: 90,
      min: 1,
      max: 100,
      unit: '%',
      help: {
        zh: '现价达到出价上限的此比例为警告',
        en: 'A warning when the price reaches this share of the limit',
      },
    }),
    critical: numberParam({
      default: 100,
      min: 1,
      max: 200,
      unit: '%',
      help: {
        zh: '现价达到出价上限的此比例为紧急',
        en: 'Critical when the price reaches this share of the limit',
      },
    }),
  },
  related: { prices: spotPrices },
  messages: {
    near: {
      zh: '抢占式实例 {{id}}（{{instanceType}}）在 {{zone}} 的现价 {{price}} {{currency}}/小时为出价上限 {{limit}} 的 {{value}} %；近 {{days}} 天为 {{lowest}} 至 {{highest}}，更便宜的可用区：{{cheaper}}',
      en: 'The price of spot instance {{id}} ({{instanceType}}) in {{zone}} is {{price}} {{currency}} an hour, {{value}} % of its limit of {{limit}}; {{lowest}} to {{highest}} in the last {{days}} days; cheaper zones: {{cheaper}}',
    },
  },
  validate: ({ warning, critical }) =>
    warning > critical ? `warning (${warning}) is above critical (${critical})` : undefined,
  check(instance, { params, related, pass, fail, skip, unknown }) {
    const { spotStrategy, spotPriceLimit: limit, instanceType = '?' } = instance;
    if (spotStrategy === undefined) return unknown({ zh: '应答中没有抢占策略', en: 'no spot strategy in the answer' });
    if (spotStrategy !== 'SpotWithPriceLimit') return skip({ zh: '没有设置出价上限', en: 'it has no price limit' });
    if (limit === undefined || limit <= 0)
      return unknown({ zh: '应答中没有出价上限', en: 'no price limit in the answer' });
    const found = spotPriceIn(instance.zoneId, related.prices);
    if (!found) return unknown({ zh: '没有该可用区的现价', en: 'there is no price of its zone' });
    const value = Math.round((found.price / limit) * 10_000) / 100;
    const level = value >= params.critical ? 'critical' : 'warning';
    const data = { id: instance.id, instanceType, value, unit: '%', threshold: params[level], limit, ...found.data };
    return value >= params.warning ? fail('near', data, level) : pass({ id: instance.id, value, unit: '%' });
  },
});
