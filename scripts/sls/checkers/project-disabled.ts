import { defineChecker, NO_FIX } from '../../../lib/define';
import { projects } from '../collectors/projects';

/** `Normal` and `Disable` are all the states that there are. That lost logs are an error is a judgement. */
export const projectDisabled = defineChecker({
  id: 'sls-project-disabled',
  asset: projects,
  title: { zh: '日志项目被禁用', en: 'Log project is disabled' },
  why: {
    zh: '被禁用的日志项目拒绝读写，期间的日志丢失，依赖它的告警与审计失效；通常因欠费。',
    en: 'A disabled project refuses reads and writes: what is logged meanwhile is lost, and alerts and audits that rest on it fail. Mostly it is unpaid.',
  },
  remedy: {
    zh: '检查账号是否欠费并结清；不欠费时提交工单。',
    en: 'Look whether the account is overdue and pay; otherwise open a ticket.',
  },
  noFix: NO_FIX.locked,
  severity: 'error',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/sls/developer-reference/api-sls-2020-12-30-struct-project',
  because: ['account-overdue'],
  params: {},
  messages: { disabled: { zh: '日志项目 {{id}} 被禁用', en: 'Log project {{id}} is disabled' } },
  check({ id, status }, { pass, fail, unknown }) {
    if (status === undefined) return unknown({ zh: '应答中没有状态', en: 'its state is not in the answer' });
    return status === 'Disable' ? fail('disabled', { id }) : pass();
  },
});
