import { defineChecker } from '../../../lib/define';
import { fixCall } from '../../../lib/model';
import { instances } from '../collectors/instances';

export const ecsImdsv1 = defineChecker({
  id: 'ecs-imdsv1',
  asset: instances,
  title: { zh: 'ECS 实例元数据可以免令牌访问', en: 'ECS instance gives metadata without a token' },
  why: {
    zh: '普通模式的元数据服务可被 SSRF 漏洞利用，泄露实例 RAM 角色的临时密钥。',
    en: 'Through a server-side request forgery anybody reads the keys of the RAM role of the instance.',
  },
  remedy: {
    zh: '确认程序支持加固模式后，将元数据访问设为仅加固模式（HttpTokens 为 required）。',
    en: 'When its programs use tokens, require them: set HttpTokens to required.',
  },
  fix({ id, region }) {
    const set = (HttpTokens: 'required' | 'optional') =>
      fixCall('ecs', 'ModifyInstanceMetadataOptions', { RegionId: region, InstanceId: id, HttpTokens });
    return {
      calls: [set('required')],
      undo: [set('optional')],
      terraform: `alicloud_instance (${id}): http_tokens = "required"`,
      effect: {
        zh: '不重启；不带令牌读取元数据的程序（旧版 SDK、脚本）会立即失败：请先确认它们支持加固模式。',
        en: 'Nothing restarts; programs that read metadata without a token (older SDKs, scripts) fail at once: make sure first that there are none.',
      },
    };
  },
  severity: 'warning',
  category: 'security',
  docs: 'https://help.aliyun.com/zh/ecs/user-guide/view-instance-metadata',
  params: {},
  messages: {
    optional: {
      zh: '实例 {{id}}（{{name}}）的元数据访问模式为 {{httpTokens}}',
      en: 'Metadata of instance {{id}} ({{name}}) can be read without a token: HttpTokens is {{httpTokens}}',
    },
  },
  check(instance, { pass, fail, skip, unknown }) {
    const { id, name, httpEndpoint, httpTokens } = instance;
    if (httpEndpoint === 'disabled') return skip({ zh: '元数据服务已关闭', en: 'its metadata service is off' });
    if (httpEndpoint === undefined || httpTokens === undefined)
      return unknown({ zh: '应答中没有元数据选项', en: 'its metadata options are not in the answer' });
    return httpTokens === 'required' ? pass() : fail('optional', { id, name, httpTokens });
  },
});
