import { defineChecker, NO_FIX, textsParam } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { CHANGING, paused, released, TRANSITIONS } from '../states';

export const statusAbnormal = defineChecker({
  id: 'rds-status-abnormal',
  asset: instances,
  title: { zh: 'RDS 实例状态异常', en: 'RDS instance is not running' },
  why: {
    zh: '既未运行、也不在变更或暂停中的实例无法提供服务。',
    en: 'An instance that neither runs nor is being changed or paused does not serve.',
  },
  remedy: {
    zh: '在控制台查看任务和事件；必要时提交工单。',
    en: 'Look at its tasks and events in the console; open a ticket if they do not explain it.',
  },
  noFix: NO_FIX.state,
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/rds/developer-reference/api-rds-2014-08-15-describedbinstances',
  params: {
    changing: textsParam({
      title: { zh: '变更中的状态', en: 'States of a planned change' },
      default: CHANGING,
      allowed: TRANSITIONS,
      help: { zh: '视为变更中、暂不判断的状态', en: 'States of a planned change, which are not judged' },
    }),
  },
  messages: {
    down: { zh: 'RDS 实例 {{id}} 的状态为 {{status}}', en: 'The status of RDS instance {{id}} is {{status}}' },
  },
  check(instance, { params, pass, fail, skip }) {
    const status = instance.dBInstanceStatus;
    if (status === 'Running') return pass();
    if (params.changing.includes(status))
      return skip({ zh: `实例正在变更：${status}`, en: `being changed: ${status}` });
    const wanted = paused(instance) ?? released(instance);
    return wanted ? skip(wanted) : fail('down', { id: instance.id, status });
  },
});
