import { defineChecker } from '../../../lib/define';
import { fixCall } from '../../../lib/model';
import { instances } from '../collectors/instances';
import { managerOf } from '../managers';

export const deletionProtectionOff = defineChecker({
  id: 'ecs-deletion-protection-off',
  asset: instances,
  title: { zh: 'ECS 实例未开启释放保护', en: 'ECS instance can be released by mistake' },
  why: {
    zh: '没有释放保护的按量付费实例，在控制台或脚本里误操作一次就会被释放。',
    en: 'Without protection one wrong click or script releases a pay-as-you-go instance.',
  },
  remedy: { zh: '为生产实例开启释放保护。', en: 'Switch deletion protection on for what is in production.' },
  fix({ id, region }) {
    const set = (DeletionProtection: 'true' | 'false') =>
      fixCall('ecs', 'ModifyInstanceAttribute', { RegionId: region, InstanceId: id, DeletionProtection });
    return {
      calls: [set('true')],
      undo: [set('false')],
      terraform: `alicloud_instance (${id}): deletion_protection = true`,
      effect: {
        zh: '不影响运行；此后释放实例前要先关闭释放保护，自动化的释放会失败。',
        en: 'Nothing stops; from then on whoever releases it, also a script, has to switch the protection off first.',
      },
    };
  },
  severity: 'info',
  category: 'change',
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/enable-or-disable-release-protection-for-ecs-instances',
  params: {},
  messages: {
    off: {
      zh: '实例 {{id}}（{{name}}）没有开启释放保护',
      en: 'Instance {{id}} ({{name}}) has no deletion protection',
    },
  },
  check(instance, { pass, fail, skip, unknown }) {
    const { id, name, instanceChargeType, spotStrategy, deletionProtection } = instance;
    if (instanceChargeType === undefined)
      return unknown({ zh: '应答没有说如何付费', en: 'the answer does not tell how the instance is paid for' });
    if (instanceChargeType !== 'PostPaid')
      return skip({ zh: '包年包月实例不能直接释放', en: 'a subscription cannot simply be released' });
    if (spotStrategy === undefined)
      return unknown({ zh: '不知道是否为抢占式实例', en: 'whether it is a spot instance is not known' });
    if (spotStrategy !== 'NoSpot')
      return skip({ zh: '抢占式实例本来就会被回收', en: 'a spot instance is taken back anyway' });
    const manager = managerOf(instance.tags);
    if (manager !== undefined)
      return skip({
        zh: `由云服务管理（标签 ${manager}）`,
        en: `a service manages it (tag ${manager})`,
      });
    if (deletionProtection === undefined)
      return unknown({ zh: '应答中没有释放保护', en: 'deletion protection is not in the answer' });
    return deletionProtection ? pass() : fail('off', { id, name });
  },
});
