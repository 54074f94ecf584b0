import { defineChecker, NO_FIX } from '../../../lib/define';
import { endpoints } from '../collectors/endpoints';

export const endpointLocked = defineChecker({
  id: 'privatelink-endpoint-locked',
  asset: endpoints,
  title: { zh: '终端节点被锁定', en: 'VPC endpoint is locked' },
  why: {
    zh: '被锁定的终端节点断开连接，VPC 内访问该服务的业务中断。',
    en: 'A locked endpoint has no connection, and what reaches the service by it fails.',
  },
  remedy: { zh: '结清欠费后终端节点自动恢复。', en: 'Settle what is overdue and the endpoint comes back.' },
  noFix: NO_FIX.locked,
  severity: 'critical',
  category: 'availability',
  docs: 'https://help.aliyun.com/zh/privatelink/developer-reference/api-privatelink-2020-04-15-listvpcendpoints',
  because: [{ checker: 'account-overdue' }],
  params: {},
  messages: {
    locked: {
      zh: '终端节点 {{id}}（{{name}}）因欠费被锁定',
      en: 'VPC endpoint {{id}} ({{name}}) is locked for an overdue payment',
    },
  },
  check({ id, name, endpointBusinessStatus }, { pass, fail, unknown }) {
    if (endpointBusinessStatus === undefined)
      return unknown({ zh: '应答中没有业务状态', en: 'no business status in the answer' });
    return endpointBusinessStatus === 'Normal' ? pass() : fail('locked', { id, name });
  },
});
