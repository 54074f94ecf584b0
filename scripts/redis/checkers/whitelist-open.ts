import { defineWhitelistChecker } from '../../../lib/define';
import { fixCall } from '../../../lib/model';
import { instances } from '../collectors/instances';
import { netInfo } from '../collectors/net-info';
import { whitelist } from '../collectors/whitelist';

export const whitelistOpen = defineWhitelistChecker({
  id: 'redis-whitelist-open',
  asset: instances,
  whitelist,
  endpoints: {
    collector: netInfo,
    isPublic: ({ instanceNetInfo: all }) => all?.some((one) => one.iPType === 'Public') ?? true,
  },
  groups: ({ securityIpGroup }) =>
    securityIpGroup?.map((group) => ({ name: group.securityIpGroupName, addresses: group.securityIpList })),
  change: {
    call: ({ id, region }, group, SecurityIps, ModifyMode) =>
      fixCall('r-kvstore', 'ModifySecurityIps', {
        RegionId: region,
        InstanceId: id,
        SecurityIpGroupName: group,
        SecurityIps,
        ModifyMode,
      }),
    terraform: ({ id }, group) =>
      `alicloud_kvstore_instance (${id}): security_ips${group === 'default' ? '' : ` (security_ip_group_name = "${group}")`}`,
  },
  title: {
    zh: 'Redis 白名单对所有地址开放',
    en: 'Redis whitelist lets everybody in',
  },
  why: {
    zh: '暴露的 Redis 会被自动扫描，常被用于勒索和挖矿。',
    en: 'Exposed Redis servers are found by scanners and used for ransom and mining.',
  },
  remedy: {
    zh: '将白名单改为业务所在的网段。',
    en: 'Narrow the whitelist down to the networks of your own services.',
  },
  docs: 'https://help.aliyun.com/zh/redis/developer-reference/api-r-kvstore-2015-01-01-describesecurityips',
  message: {
    zh: 'Redis 实例 {{id}} 的白名单对所有地址开放：{{ranges}}',
    en: 'The whitelist of Redis instance {{id}} is open to all: {{ranges}}',
  },
});
