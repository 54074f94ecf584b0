import { defineChecker, NO_FIX } from '../../../lib/define';
import { projects } from '../collectors/projects';

/** What is frozen stops; what can be read only may be so on purpose. Judgements. */
export const projectFrozen = defineChecker({
  id: 'maxcompute-project-frozen',
  asset: projects,
  title: { zh: 'MaxCompute 项目被冻结或只读', en: 'MaxCompute project is frozen or can be read only' },
  why: {
    zh: '冻结的项目不能提交任何作业，只读的项目不能写入：依赖它的任务失败，报表不再更新；通常因欠费或到期。',
    en: 'No job can be sent to a frozen project, and nothing is written to one that can be read only: what depends on it fails and reports grow old. Mostly it is unpaid or has expired.',
  },
  remedy: {
    zh: '检查账号是否欠费、默认配额是否到期；不是时在控制台恢复项目或提交工单。',
    en: 'Look whether the account is overdue or the default quota has expired; otherwise restore the project in the console, or open a ticket.',
  },
  noFix: NO_FIX.locked,
  severity: 'error',
  severities: ['warning'],
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/maxcompute/user-guide/api-maxcompute-2022-01-04-listprojects',
  because: ['account-overdue'],
  params: {},
  messages: {
    frozen: { zh: 'MaxCompute 项目 {{id}} 被冻结', en: 'MaxCompute project {{id}} is frozen' },
    readonly: { zh: 'MaxCompute 项目 {{id}} 只读', en: 'MaxCompute project {{id}} can be read only' },
  },
  check({ id, status }, { pass, fail, skip, unknown }) {
    switch (status) {
      case undefined:
        return unknown({ zh: '应答中没有状态', en: 'its state is not in the answer' });
      case 'AVAILABLE':
        return pass();
      case 'FROZEN':
        return fail('frozen', { id });
      case 'READONLY':
        return fail('readonly', { id }, 'warning');
      case 'DELETING':
        return skip({ zh: '正在删除', en: 'it is being deleted' });
    }
  },
});
