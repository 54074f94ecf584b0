import { defineChecker } from '../../../lib/define';
import { instances } from '../collectors/instances';

export const classicNetwork = defineChecker({
  id: 'ecs-classic-network',
  asset: instances,
  title: { zh: 'ECS 实例仍在经典网络', en: 'ECS instance is in the classic network' },
  why: {
    zh: '经典网络已停止演进，与其他用户共用内网，缺少网段规划与隔离。',
    en: 'The classic network is no longer developed; its intranet is shared with others, without ranges of your own.',
  },
  remedy: { zh: '按迁移计划把实例迁入专有网络。', en: 'Migrate it to a VPC, with a migration plan.' },
  noFix: {
    zh: '迁移到专有网络会重启实例并更换内网地址。',
    en: 'Moving to a VPC restarts the instance and changes its private address.',
  },
  severity: 'warning',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/migrate-ecs-instances-from-the-classic-network-to-a-vpc',
  params: {},
  messages: {
    classic: {
      zh: '实例 {{id}}（{{name}}）的网络类型为经典网络',
      en: 'The network type of instance {{id}} ({{name}}) is classic',
    },
  },
  check(instance, { pass, fail, unknown }) {
    const { id, name, instanceNetworkType } = instance;
    if (instanceNetworkType === undefined)
      return unknown({ zh: '应答中没有网络类型', en: 'its network type is not in the answer' });
    return instanceNetworkType === 'classic' ? fail('classic', { id, name }) : pass();
  },
});
