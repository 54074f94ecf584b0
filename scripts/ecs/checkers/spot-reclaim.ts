import { defineChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { spotAdvice } from '../collectors/spot-advice';
import { spotPrices } from '../collectors/spot-prices';
import { managerOf } from '../managers';
import { calmZones, spotPriceIn } from '../spot';

/** Of a fleet that a service manages nothing is told: it replaces what is reclaimed. Anything else is a machine that somebody counts on. */
export const spotReclaim = defineChecker({
  id: 'ecs-spot-reclaim',
  asset: instances,
  title: { zh: '抢占式实例即将被回收', en: 'Spot instance is about to be reclaimed' },
  why: {
    zh: '进入回收状态的抢占式实例约 5 分钟后释放。',
    en: 'A spot instance marked for recycling is released about five minutes later.',
  },
  remedy: { zh: '立即迁移业务；考虑其他可用区或规格。', en: 'Move its work now; consider another zone or type.' },
  noFix: {
    zh: '回收无法取消，实例几分钟内释放：只能迁移其上的工作。',
    en: 'The reclaim cannot be called off, and the instance goes within minutes: all that helps is to move its work.',
  },
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/query-the-interruption-events-of-preemptible-instances',
  params: {},
  related: { prices: spotPrices, advice: spotAdvice },
  optional: ['prices', 'advice'],
  messages: {
    recycling: {
      zh: '抢占式实例 {{id}}（{{instanceType}}）正在被回收',
      en: 'Spot instance {{id}} ({{instanceType}}) is being reclaimed',
    },
    priced: {
      zh: '抢占式实例 {{id}}（{{instanceType}}）正在被回收；{{zone}} 的现价为 {{price}} {{currency}}/小时（近 {{days}} 天 {{lowest}} 至 {{highest}}），更便宜的可用区：{{cheaper}}，中断率最低的可用区：{{calm}}',
      en: 'Spot instance {{id}} ({{instanceType}}) is being reclaimed; in {{zone}} the price is {{price}} {{currency}} an hour ({{lowest}} to {{highest}} in the last {{days}} days); cheaper zones: {{cheaper}}; zones with the fewest interruptions: {{calm}}',
    },
  },
  check(instance, { related, pass, fail, skip, unknown }) {
    if (instance.spotStrategy === undefined)
      return unknown({ zh: '应答中没有抢占策略', en: 'no spot strategy in the answer' });
    if (instance.spotStrategy === 'NoSpot') return skip({ zh: '不是抢占式实例', en: 'not a spot instance' });
    const manager = managerOf(instance.tags);
    if (manager !== undefined)
      return skip({ zh: `由云服务补足（标签 ${manager}）`, en: `a service replaces it (tag ${manager})` });
    if (!instance.lockReasons) return unknown({ zh: '应答中没有锁定信息', en: 'no lock information in the answer' });
    if (!instance.lockReasons.includes('recycling')) return pass();
    const data = { id: instance.id, instanceType: instance.instanceType ?? '?' };
    const found = spotPriceIn(instance.zoneId, related.prices);
    if (!found) return fail('recycling', data);
    const calm = calmZones(instance.instanceType, related.advice);
    return fail('priced', { ...data, ...found.data, calm: calm.length > 0 ? calm : '-' });
  },
});
