import { defineChecker } from '../../../lib/define';
import { fixCall } from '../../../lib/model';
import { attributes } from '../collectors/attributes';
import { instances } from '../collectors/instances';

/** Nobody on the internet has a way in by this alone, so it does not page. A judgement. */
export const passwordFree = defineChecker({
  id: 'redis-password-free',
  asset: instances,
  title: { zh: 'Redis 实例允许免密访问', en: 'Redis instance can be used without a password' },
  why: {
    zh: '专有网络中的任何机器都能读写全部数据。',
    en: 'Every machine in the VPC can read and change all of its data.',
  },
  remedy: { zh: '关闭专有网络免密访问。', en: 'Turn off password-free access from the VPC.' },
  fix({ id, region }) {
    const set = (VpcAuthMode: 'Open' | 'Close') =>
      fixCall('r-kvstore', 'ModifyInstanceVpcAuthMode', { RegionId: region, InstanceId: id, VpcAuthMode });
    return {
      calls: [set('Open')],
      undo: [set('Close')],
      terraform: `alicloud_kvstore_instance (${id}): vpc_auth_mode = "Open"`,
      effect: {
        zh: '不重启；不带密码的新连接会立即失败：请先让所有客户端使用密码。',
        en: 'Nothing restarts; connections without a password fail at once: give all clients the password first.',
      },
    };
  },
  severity: 'error',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/redis/developer-reference/api-r-kvstore-2015-01-01-describeinstanceattribute',
  params: {},
  related: { attributes },
  messages: {
    free: { zh: 'Redis 实例 {{id}} 已开启免密访问', en: 'Redis instance {{id}} asks for no password within its VPC' },
  },
  check(instance, { related, pass, fail, unknown }) {
    const mode = related.attributes[0]?.vpcAuthMode;
    if (mode === undefined) return unknown({ zh: '没有返回免密设置', en: 'its password setting is not in the answer' });
    return mode === 'Close' ? fail('free', { id: instance.id }) : pass();
  },
});
