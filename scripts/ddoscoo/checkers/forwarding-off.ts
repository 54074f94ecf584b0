import { defineSwitchChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';
import { expired } from '../states';

/** Whether names still point at it no answer tells: an error, which is a judgement. */
export const forwardingOff = defineSwitchChecker({
  id: 'ddoscoo-forwarding-off',
  asset: instances,
  title: { zh: 'DDoS 高防停止转发', en: 'Anti-DDoS instance forwards nothing' },
  why: {
    zh: '未到期的高防实例停止转发业务流量时，解析到它的业务中断。',
    en: 'While an instance that has not expired forwards nothing, all whose names point at it is down.',
  },
  remedy: {
    zh: '在控制台查看停止转发的原因并恢复；不再使用的退订。',
    en: 'See in the console why it is stopped and start it again; give an instance back that is not used any more.',
  },
  noFix: {
    zh: '实例可能因演练、切回源站或欠费而停止转发，重新开启会把流量引回高防。先看停止的原因，并确认源站就绪。',
    en: 'It may have been stopped for a drill, for a return to the origin or by a debt, and to start it leads traffic through it again. See first why it was stopped, and whether the origins are ready.',
  },
  severity: 'error',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/anti-ddos/anti-ddos-pro-and-premium/developer-reference/api-ddoscoo-2020-01-01-describeinstances',
  what: { zh: '转发', en: 'forwarding' },
  on: ({ status, enabled }) => (status === undefined || enabled === undefined ? undefined : enabled === 1),
  skip: expired,
  message: {
    zh: 'DDoS 高防实例 {{id}}（{{name}}）已停止转发业务流量',
    en: 'Anti-DDoS instance {{id}} ({{name}}) forwards no traffic',
  },
});
