import { defineChecker, NO_FIX } from '../../../lib/define';
import { services } from '../collectors/services';

export const serviceLocked = defineChecker({
  id: 'privatelink-service-locked',
  asset: services,
  title: { zh: '终端节点服务被锁定', en: 'Endpoint service is locked' },
  why: {
    zh: '被锁定的终端节点服务断开全部连接，使用方的业务中断。',
    en: 'A locked service has no connections, and all that reach it fail.',
  },
  remedy: { zh: '结清欠费后终端节点服务自动恢复。', en: 'Settle what is overdue and the service comes back.' },
  noFix: NO_FIX.locked,
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/privatelink/developer-reference/api-privatelink-2020-04-15-listvpcendpointservices',
  because: [{ checker: 'account-overdue' }],
  params: {},
  messages: {
    locked: {
      zh: '终端节点服务 {{id}}（{{name}}）因欠费被锁定',
      en: 'Endpoint service {{id}} ({{name}}) is locked for an overdue payment',
    },
  },
  check({ id, name, serviceBusinessStatus }, { pass, fail, unknown }) {
    if (serviceBusinessStatus === undefined)
      return unknown({ zh: '应答中没有业务状态', en: 'no business status in the answer' });
    return serviceBusinessStatus === 'Normal' ? pass() : fail('locked', { id, name });
  },
});
