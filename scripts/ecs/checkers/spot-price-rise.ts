import { defineChecker, numberParam } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { spotPrices } from '../collectors/spot-prices';
import { money, spotPriceIn } from '../spot';

/** Also of instances that follow the market price: a price that rises tells of a zone that runs short. */
export const spotPriceRise = defineChecker({
  id: 'ecs-spot-price-rise',
  asset: instances,
  title: { zh: '抢占式实例价格上涨', en: 'The price of a spot instance has risen' },
  why: {
    zh: '价格上涨说明该可用区的库存紧张：实例更可能被回收，费用也不再低于按量付费多少。',
    en: 'A rising price tells of a zone short of capacity: instances are reclaimed sooner, and little is saved any more.',
  },
  remedy: {
    zh: '把新实例放到更便宜的可用区或换规格；折扣不再值得时改为按量付费或节省计划。',
    en: 'Put new instances into a cheaper zone or choose another type; buy pay-as-you-go or a savings plan when the discount is gone.',
  },
  noFix: {
    zh: '市场价格无法改变；迁移到其他可用区或规格要重建实例。先看价格走势与各可用区的价格。',
    en: 'The market makes the price; another zone or type takes new instances. Look at the course of the price and at those of other zones.',
  },
  severity: 'warning',
  category: 'cost',
  docs: 'https://www.alibabacloud.com/help/en/ecs/developer-reference/api-describespotpricehistory',
  params: {
    growth: numberParam({
      title: { zh: '涨幅', en: 'Rise' },
      default: 50,
      min: 1,
      max: 1000,
      unit: '%',
      help: {
        zh: '现价比近几天的中位价高出此比例为警告',
        en: 'A warning when the price is this much above its median of the last days',
      },
    }),
    discount: numberParam({
      title: { zh: '接受的折扣', en: 'Discount accepted' },
      default: 90,
      min: 1,
      max: 200,
      unit: '%',
      help: {
        zh: '接受的折扣：现价达到按量付费价格的此比例为警告',
        en: 'The discount that is accepted: a warning when the price reaches this share of pay-as-you-go',
      },
    }),
  },
  related: { prices: spotPrices },
  messages: {
    risen: {
      zh: '抢占式实例 {{id}}（{{instanceType}}）在 {{zone}} 的价格涨到 {{price}} {{currency}}/小时，比近 {{days}} 天的中位价 {{usual}} 高 {{value}} %（{{lowest}} 至 {{highest}}）；更便宜的可用区：{{cheaper}}',
      en: 'The price of spot instance {{id}} ({{instanceType}}) in {{zone}} rose to {{price}} {{currency}} an hour, {{value}} % above its median of {{usual}} in the last {{days}} days ({{lowest}} to {{highest}}); cheaper zones: {{cheaper}}',
    },
    dear: {
      zh: '抢占式实例 {{id}}（{{instanceType}}）在 {{zone}} 的价格 {{price}} {{currency}}/小时为按量付费价格 {{original}} 的 {{value}} %（近 {{days}} 天 {{lowest}} 至 {{highest}}）；更便宜的可用区：{{cheaper}}',
      en: 'Spot instance {{id}} ({{instanceType}}) costs {{price}} {{currency}} an hour in {{zone}}, {{value}} % of the pay-as-you-go price of {{original}} ({{lowest}} to {{highest}} in the last {{days}} days); cheaper zones: {{cheaper}}',
    },
  },
  check(instance, { params, related, pass, fail, skip, unknown }) {
    const { spotStrategy, instanceType = '?', id } = instance;
    if (spotStrategy === undefined)
      return unknown({ zh: '应答中没有抢占策略', en: 'the answer does not tell its spot strategy' });
    if (spotStrategy === 'NoSpot') return skip({ zh: '不是抢占式实例', en: 'not a spot instance' });
    const found = spotPriceIn(instance.zoneId, related.prices);
    if (!found) return unknown({ zh: '没有该可用区的价格', en: 'there is no price of the zone it is in' });
    const { price, usual, original } = found;
    const growth = percent(price / usual - 1);
    const data = { id, instanceType, unit: '%', ...found.data };
    if (growth >= params.growth)
      return fail('risen', { ...data, value: growth, threshold: params.growth, usual: money(usual) });
    if (!original) return unknown({ zh: '没有按量付费的价格', en: 'there is no pay-as-you-go price to compare with' });
    const share = percent(price / original);
    if (share >= params.discount)
      return fail('dear', { ...data, value: share, threshold: params.discount, original: money(original) });
    return pass({ id, value: growth, unit: '%' });
  },
});

function percent(share: number): number {
  return Math.round(share * 10_000) / 100;
}
