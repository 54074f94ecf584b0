import { defineSwitchChecker } from '../../../lib/define';
import { functions } from '../collectors/functions';

export const logOff = defineSwitchChecker({
  id: 'fc-log-off',
  asset: functions,
  title: { zh: '函数没有配置日志', en: 'Function writes no log' },
  why: {
    zh: '没有日志时，失败的调用查不到原因，也无从审计函数做过什么。',
    en: 'Without a log nobody finds out why a call failed, or what the function has done.',
  },
  remedy: {
    zh: '在函数配置中开启日志，选择日志项目与日志库。',
    en: 'Switch the log of the function on and choose a project and a Logstore.',
  },
  docs: 'https://help.aliyun.com/zh/functioncompute/fc/user-guide/configure-the-logging-feature',
  noFix: {
    zh: '日志写到哪个日志库、保留多久、由谁付费，由使用者决定。',
    en: 'Which log store takes the logs, how long they are kept and who pays, its owners decide.',
  },
  severity: 'info',
  what: { zh: '日志', en: 'its log' },
  on: ({ project }) => (project === undefined ? undefined : project !== ''),
  message: { zh: '函数 {{name}} 没有配置日志', en: 'Function {{name}} writes no log' },
});
