import { defineChecker } from '../../../lib/define';
import { scalingGroups } from '../collectors/scaling-groups';
import { notActive } from '../skips';

/** Of a group with weights the capacity is what its instances weigh, not how many they are. */
export const atCapacity = defineChecker({
  id: 'ess-at-capacity',
  asset: scalingGroups,
  title: { zh: '伸缩组已达最大容量', en: 'Scaling group is at its maximum' },
  why: {
    zh: '到达上限的伸缩组无法再扩容，负载继续上升时现有实例会过载。',
    en: 'At its maximum a group cannot grow, and what it has is overloaded when the load goes on rising.',
  },
  remedy: {
    zh: '确认负载是否正常，提高最大容量或改用更大的规格。',
    en: 'See whether the load is what it should be; raise the maximum, or take larger instances.',
  },
  noFix: {
    zh: '提高最大实例数会带来费用，也可能放大一次异常的流量。先确认负载是否正当，以及后端（数据库、地址）能否承受。',
    en: 'A higher maximum costs money and may feed traffic that is not wanted. See first whether the load is right, and whether databases and addresses bear more instances.',
  },
  severity: 'warning',
  category: 'capacity',
  docs: 'https://help.aliyun.com/zh/auto-scaling/developer-reference/api-ess-2022-02-22-describescalinggroups',
  // A peak that its maximum was chosen for is soon over: a judgement.
  lasting: { minutes: 30 },
  params: {},
  messages: {
    full: {
      zh: '伸缩组 {{id}}（{{name}}）的容量为 {{value}}，已达上限 {{threshold}}',
      en: 'Scaling group {{id}} ({{name}}) has a capacity of {{value}}, its maximum is {{threshold}}',
    },
  },
  check(group, { pass, fail, skip, unknown }) {
    const { id, name, totalCapacity, minSize, maxSize } = group;
    const why = notActive(group);
    if (why !== undefined) return skip(why);
    if (totalCapacity === undefined || minSize === undefined || maxSize === undefined)
      return unknown({ zh: '应答中没有容量或上下限', en: 'its capacity or its limits are not in the answer' });
    if (minSize === maxSize) return skip({ zh: '最小与最大容量相同', en: 'its minimum is its maximum' });
    const data = { id, name, value: totalCapacity, threshold: maxSize };
    return totalCapacity >= maxSize ? fail('full', data) : pass(data);
  },
});
