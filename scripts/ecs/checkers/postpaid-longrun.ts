import { defineChecker, integerParam, releaseSaves } from '../../../lib/define';
import { daysSince } from '../../../lib/model';
import { instances } from '../collectors/instances';
import { notRunning } from '../skips';

/** Whether it is busy is not asked: an idle one is told of by another checker, and its remedy is to release it. */
export const postpaidLongrun = defineChecker({
  id: 'ecs-postpaid-longrun',
  asset: instances,
  title: { zh: '按量付费实例长期运行', en: 'Pay-as-you-go instance has run for long' },
  why: {
    zh: '长期运行的按量付费实例比包年包月或节省计划贵三到五成。',
    en: 'What runs for months costs a third to a half more by the hour than as a subscription or under a savings plan.',
  },
  remedy: {
    zh: '确认还会用多久：转为包年包月或购买节省计划；偶尔才用的按时段启停。',
    en: 'Decide how long it is still needed: make it a subscription, buy a savings plan, or start and stop it by the clock.',
  },
  noFix: {
    zh: '转包年包月或购买节省计划是一年或数月的付款承诺，退订按规则扣费。先确认还要用多久。',
    en: 'A subscription or a savings plan is a promise to pay for months or years, and is given back at a loss. Decide first how long it is still needed.',
  },
  cost: () => releaseSaves(),
  severity: 'info',
  category: 'cost',
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/change-the-billing-method-of-an-instance-from-pay-as-you-go-to-subscription',
  params: {
    days: integerParam({
      title: { zh: '创建天数', en: 'Days since creation' },
      default: 30,
      min: 1,
      max: 3650,
      unit: 'd',
      help: { zh: '创建超过此天数才提示', en: 'Told when it was created more than this many days ago' },
    }),
  },
  messages: {
    longrun: {
      zh: '按量付费实例 {{id}}（{{instanceType}}）已运行 {{value}} 天',
      en: 'Pay-as-you-go instance {{id}} ({{instanceType}}) is {{value}} days old and runs',
    },
  },
  check(instance, { params, now, pass, fail, skip, unknown }) {
    const why = notRunning(instance);
    if (why) return skip(why);
    const { instanceChargeType, spotStrategy, creationTime, instanceType = '?' } = instance;
    if (instanceChargeType === undefined)
      return unknown({ zh: '应答中没有计费方式', en: 'the answer does not tell how it is billed' });
    if (instanceChargeType !== 'PostPaid') return skip({ zh: '不是按量付费', en: 'not pay-as-you-go' });
    if (spotStrategy === undefined)
      return unknown({ zh: '不知道是否为抢占式实例', en: 'whether it is a spot instance is not known' });
    if (spotStrategy !== 'NoSpot') return skip({ zh: '抢占式实例', en: 'a spot instance' });
    if (!creationTime)
      return unknown({ zh: '应答中没有实例的创建时间', en: 'when it was created is not in the answer' });
    const days = daysSince(creationTime, now);
    const data = { id: instance.id, instanceType, value: Math.floor(days), unit: 'd', threshold: params.days };
    return days > params.days ? fail('longrun', data) : pass();
  },
});
