import { defineChecker } from '../../../lib/define';
import { scalingGroups } from '../collectors/scaling-groups';
import { notActive } from '../skips';

export const essSuspended = defineChecker({
  id: 'ess-suspended',
  asset: scalingGroups,
  title: { zh: '伸缩组因持续失败被系统停止', en: 'Scaling group was stopped after lasting failures' },
  why: {
    zh: '伸缩活动连续失败超过七天后系统不再伸缩，流量高峰时不会增加实例。',
    en: 'After a week of failures nothing is scaled any more, and no instances come when the load does.',
  },
  remedy: {
    zh: '查看失败的伸缩活动（库存、余额、配额、镜像或交换机），修复后手动恢复。',
    en: 'Read why the activities failed (stock, balance, quota, image or vSwitch), mend it, and resume the group.',
  },
  noFix: {
    zh: '未消除失败原因前恢复伸缩组，只会再次失败并停止。先看伸缩活动的失败原因。',
    en: 'Until the cause is mended, a group that is resumed fails and stops again. Read first why its activities failed.',
  },
  severity: 'error',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/auto-scaling/developer-reference/api-ess-2022-02-22-describescalinggroups',
  params: {},
  messages: {
    suspended: {
      zh: '伸缩组 {{id}}（{{name}}）的伸缩活动已被系统停止',
      en: 'The system has stopped the scaling of group {{id}} ({{name}})',
    },
  },
  check(group, { pass, fail, skip, unknown }) {
    const { id, name, systemSuspended } = group;
    const why = notActive(group);
    if (why !== undefined) return skip(why);
    if (systemSuspended === undefined)
      return unknown({ zh: '应答没有说伸缩是否被停止', en: 'the answer does not tell whether scaling is stopped' });
    return systemSuspended ? fail('suspended', { id, name }) : pass();
  },
});
